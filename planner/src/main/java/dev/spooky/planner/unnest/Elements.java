// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import dev.spooky.planner.rel.Rels;
import dev.spooky.planner.rel.Unnest;
import dev.spooky.planner.type.NotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** UNNEST, also of arrays in the rows beside it, for which no join is needed. */
final class Elements {
  private final RelNode outer;
  private final Set<CorrelationId> ids;

  private Elements(RelNode outer, Set<CorrelationId> ids) {
    this.outer = outer;
    this.ids = ids;
  }

  /** Calcite's form as ours. */
  static RelNode of(Uncollect uncollect) {
    RelNode input = uncollect.getInput();
    for (RelDataTypeField field : input.getRowType().getFieldList()) {
      RelDataType element = field.getType().getComponentType();
      if (element == null || element.isStruct()) {
        throw new NotSupportedException(
            "UNNEST of " + field.getType().getFullTypeString(), "Use an ARRAY of scalars.", 0, 0);
      }
    }
    List<Integer> arrays = IntStream.range(0, Rels.count(input)).boxed().toList();
    Unnest unnest = new Unnest(input, List.of(), arrays, uncollect.withOrdinality, false);
    return Rels.projectAs(unnest, Rels.refs(unnest, 0, Rels.count(unnest)), uncollect.getRowType());
  }

  /**
   * The join of rows with elements of their own arrays; null if the right side is more than that.
   */
  static @Nullable RelNode join(Correlate correlate) {
    boolean isLeft = correlate.getJoinType() == JoinRelType.LEFT;
    RelNode right = correlate.getRight();
    if (!isLeft && correlate.getJoinType() != JoinRelType.INNER || isLeft && !isPlain(right)) {
      return null;
    }
    RelNode left = correlate.getLeft();
    Elements elements = new Elements(left, Set.of(correlate.getCorrelationId()));
    RelNode joined = elements.attach(right, isLeft);
    return joined == null
        ? null
        : Rels.projectAs(joined, Rels.refs(joined, 0, Rels.count(joined)), correlate.getRowType());
  }

  /** Whether a relation only names the columns of an UNNEST of one row, so that NULLs stay so. */
  private static boolean isPlain(RelNode rel) {
    if (rel instanceof Project project) {
      return project.getProjects().stream().allMatch(e -> Types.bare(e) instanceof RexInputRef)
          && isPlain(project.getInput());
    }
    return rel instanceof Unnest unnest && unnest.kept().isEmpty() && isRow(unnest.getInput());
  }

  /** Whether a relation is a single row, computed without other relations. */
  private static boolean isRow(RelNode rel) {
    return rel instanceof Project project && !project.containsOver()
        ? isRow(project.getInput())
        : rel instanceof Values values && values.getTuples().size() == 1;
  }

  /** The outer rows with the relation's columns behind; null if it has rows of its own. */
  private @Nullable RelNode attach(RelNode rel, boolean isLeft) {
    int width = Rels.count(outer);
    if (rel instanceof Values values && values.getTuples().size() == 1) {
      List<RexNode> columns = Rels.refs(outer, 0, width);
      columns.addAll(values.getTuples().get(0));
      return Rels.project(outer, columns);
    }
    RelNode input = rel.getInputs().size() == 1 ? attach(rel.getInput(0), isLeft) : null;
    if (input == null) {
      return null;
    } else if (rel instanceof Project project && !project.containsOver()) {
      List<RexNode> columns = Rels.refs(input, 0, width);
      project.getProjects().forEach(e -> columns.add(own(e, input)));
      return Rels.project(input, columns);
    } else if (rel instanceof Filter filter) {
      return Rels.filter(input, own(filter.getCondition(), input));
    } else if (rel instanceof Unnest unnest) {
      List<Integer> kept = new ArrayList<>(IntStream.range(0, width).boxed().toList());
      unnest.kept().forEach(column -> kept.add(width + column));
      List<Integer> arrays = unnest.arrays().stream().map(column -> width + column).toList();
      Unnest own = unnest.over(input, kept, arrays);
      return isLeft ? own.withOuter() : own;
    }
    return null;
  }

  /** An expression over the relation's columns, which stand behind those of the outer rows. */
  private RexNode own(RexNode expression, RelNode input) {
    int width = Rels.count(outer);
    RexNode shifted = Correlation.compose(expression, Rels.refs(input, width, Rels.count(input)));
    return Correlation.replace(shifted, ids, column -> Rels.ref(input, column));
  }
}
