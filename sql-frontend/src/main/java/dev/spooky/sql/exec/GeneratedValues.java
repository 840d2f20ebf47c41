// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.sql.catalog.ColumnRule;
import dev.spooky.sql.catalog.TableEntry;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Computes the stored generated columns of rows of a table. Used by one thread at a time. */
final class GeneratedValues {
  private final Transform transform;
  private final Assignment assignment;
  private final Delta computed;
  private final Errors errors = new Errors();

  private GeneratedValues(Transform transform, Assignment assignment) {
    this.transform = transform;
    this.assignment = assignment;
    this.computed = new Delta(transform.output());
  }

  /** For a table; null if it has no generated columns. */
  static @Nullable GeneratedValues of(TableEntry table) {
    List<RexNode> values = new ArrayList<>();
    boolean any = false;
    for (ColumnRule rule : table.definition().rules()) {
      ColumnRule.Generated generated = rule.generated();
      any |= generated != null;
      values.add(
          generated == null ? RexInputRef.of(values.size(), table.rowType()) : generated.value());
    }
    if (!any) {
      return null;
    }
    Transform transform = new TransformCompiler().compile(table.rowType(), values, null);
    return new GeneratedValues(transform, Assignment.ofWhole(table, transform.output()));
  }

  /** Adds the rows, whatever their generated columns are, to {@code out} as they should be. */
  void complete(Delta rows, Delta out) {
    computed.clear();
    transform.apply(rows, computed, errors);
    if (!errors.isEmpty()) {
      RuntimeException failure = TickErrors.first(errors);
      errors.clear();
      throw failure;
    }
    assignment.assign(computed, 1, out);
  }

  /** As {@link #complete}, in a delta of its own; the same rows without generated columns. */
  static Delta completed(TableEntry table, Delta rows) {
    GeneratedValues values = of(table);
    if (values == null) {
      return rows;
    }
    Delta out = new Delta(rows.layout());
    values.complete(rows, out);
    return out;
  }
}
