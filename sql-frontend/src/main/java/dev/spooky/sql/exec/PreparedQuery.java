// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Column;
import dev.spooky.engine.Rows;
import dev.spooky.planner.Optimizer;
import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowOrder;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.plan.QueryPlan;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A query that was planned, to be run any number of times. */
public final class PreparedQuery {
  private final Database database;
  private final RelNode plan;
  private final RelCollation collation;
  private final RelDataType parameters;
  private final List<Column> columns;

  /** Optimizes a plan. */
  public PreparedQuery(Database database, QueryPlan plan) {
    this.database = database;
    this.plan = Optimizer.optimize(plan.plan());
    this.collation = plan.collation();
    this.parameters = plan.parameters();
    this.columns = Definitions.columns(plan.plan().getRowType(), plan.names());
  }

  /** Columns of the result. */
  public List<Column> columns() {
    return columns;
  }

  /** Types of the parameters. */
  public RelDataType parameters() {
    return parameters;
  }

  /** The optimized plan. */
  public RelNode plan() {
    return plan;
  }

  /** Runs the query; the parameters' values are a row of their types. */
  public Rows run(byte[] values, int row, Run run) {
    RelNode bound =
        Plans.bind(plan, parameters, values, row).accept(new KeyLookups(database.indexes()));
    Shape shape = Shape.of(bound, collation, columns.size());
    Reader.Result result;
    try {
      result = new Reader(database, true).run(shape.body(), run.compiler(), run, !shape.isSorted());
    } catch (RuntimeException failure) {
      throw TickErrors.translate(failure, database);
    }
    PackedRow current = new PackedRow(columns, result.types(), shape.picks());
    return new ResultRows(current, result, shape.window(result));
  }

  /** A plan without what is done to its result: its order, the window of it, the columns shown. */
  private record Shape(
      RelNode body, RelCollation order, long offset, long limit, boolean limited, int[] picks) {

    static Shape of(RelNode plan, RelCollation collation, int visible) {
      int[] picks = IntStream.range(0, visible).toArray();
      RelNode rel = plan;
      if (rel instanceof Project project
          && project.getInput() instanceof Sort
          && project.getProjects().stream().allMatch(p -> p instanceof RexInputRef)) {
        picks =
            project.getProjects().stream()
                .limit(visible)
                .mapToInt(p -> ((RexInputRef) p).getIndex())
                .toArray();
        rel = project.getInput();
      }
      if (rel instanceof Sort sort) {
        boolean limited = sort.fetch != null || sort.offset != null;
        return new Shape(
            sort.getInput(),
            sort.getCollation(),
            bound(sort.offset, 0),
            bound(sort.fetch, Long.MAX_VALUE),
            limited,
            picks);
      }
      return new Shape(rel, collation, 0, Long.MAX_VALUE, false, picks);
    }

    private static long bound(@Nullable RexNode bound, long none) {
      if (bound == null) {
        return none;
      }
      if (bound instanceof RexLiteral literal && !literal.isNull()) {
        return Math.max(0, RexLiteral.longValue(literal));
      }
      if (bound instanceof RexLiteral) {
        return none;
      }
      throw new NotSupportedException(
          "LIMIT or OFFSET that is an expression", "Write a number or a parameter.", 0, 0);
    }

    /** Whether rows have an order: that of a query, or the one in which a limit counts them. */
    boolean isSorted() {
      return limited || !order.getFieldCollations().isEmpty();
    }

    ResultRows.Window window(Reader.Result result) {
      Delta rows = result.rows();
      int[] entries = IntStream.range(0, rows.count()).toArray();
      if (isSorted()) {
        RowOrder by = new RowOrder(RowLayouts.layout(result.types()), Plans.terms(order));
        IntArrays.quickSort(
            entries,
            (a, b) -> by.compare(rows.bytes(), rows.offset(a), rows.bytes(), rows.offset(b)));
      }
      return new ResultRows.Window(entries, offset, limit);
    }
  }
}
