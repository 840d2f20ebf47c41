// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.TopK;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** ORDER BY with LIMIT or OFFSET, and ROW_NUMBER() that a filter bounds from above. */
final class TopKLowering {
  private TopKLowering() {}

  /** ORDER BY … LIMIT … OFFSET; ORDER BY alone changes nothing of a multiset. */
  static Stream sort(Sort sort, Lowering lowering) {
    Stream input = lowering.lower(sort.getInput());
    if (sort.fetch == null && sort.offset == null) {
      return input;
    }
    long offset = sort.offset == null ? 0 : constant(sort.offset);
    long limit = sort.fetch == null ? Long.MAX_VALUE : constant(sort.fetch);
    Node node = topK(input, List.of(), sort.getCollation(), offset, limit, false, lowering);
    return rows(input, node, sort.getCluster().getTypeFactory(), false);
  }

  private static long constant(RexNode bound) {
    if (bound instanceof RexLiteral literal && !literal.isNull()) {
      return RexLiteral.longValue(literal);
    }
    throw new NotSupportedException(
        "LIMIT or OFFSET that is not a constant", "Write the number.", 0, 0);
  }

  static NotSupportedException unsupported(Window window) {
    return new NotSupportedException(
        "window function " + window.groups.get(0).aggCalls,
        "ROW_NUMBER() filtered by <= k is there.",
        0,
        0);
  }

  /** A window of ROW_NUMBER() whose filter keeps a range of numbers. */
  static Stream filteredWindow(Filter filter, Window window, Lowering lowering) {
    boolean onlyRowNumber =
        window.groups.size() == 1
            && window.groups.get(0).aggCalls.size() == 1
            && window.groups.get(0).aggCalls.get(0).getOperator().getKind() == SqlKind.ROW_NUMBER;
    if (!onlyRowNumber) {
      throw unsupported(window);
    }
    int number = window.getRowType().getFieldCount() - 1;
    RexBuilder rex = filter.getCluster().getRexBuilder();
    long low = 1;
    long high = Long.MAX_VALUE;
    List<RexNode> rest = new ArrayList<>();
    RexNode plain = RexUtil.expandSearch(rex, null, filter.getCondition());
    for (RexNode conjunct : RelOptUtil.conjunctions(plain)) {
      Bound bound = Bound.of(conjunct, number);
      if (bound == null) {
        rest.add(conjunct);
      } else {
        low = Math.max(low, bound.low());
        high = Math.min(high, bound.high());
      }
    }
    if (high == Long.MAX_VALUE && low == 1) {
      throw unsupported(window);
    }
    Stream input = lowering.lower(window.getInput());
    Window.Group group = window.groups.get(0);
    long limit = high == Long.MAX_VALUE ? high : Math.max(0, high - low + 1);
    Node node = topK(input, group.keys.asList(), group.collation(), low - 1, limit, true, lowering);
    Stream rows = rows(input, node, filter.getCluster().getTypeFactory(), true);
    return rest.isEmpty() ? rows : rows.filter(RexUtil.composeConjunction(rex, rest), rex);
  }

  /** What a conjunct says about the row number: low to high. */
  private record Bound(long low, long high) {
    static @Nullable Bound of(RexNode conjunct, int number) {
      if (!(conjunct instanceof org.apache.calcite.rex.RexCall call)
          || call.getOperands().size() != 2) {
        return null;
      }
      RexNode first = call.getOperands().get(0);
      RexNode second = call.getOperands().get(1);
      if (isNumber(first, number) && second instanceof RexLiteral literal) {
        return of(call.getKind(), literal);
      } else if (isNumber(second, number) && first instanceof RexLiteral literal) {
        return of(call.getKind().reverse(), literal);
      }
      return null;
    }

    private static boolean isNumber(RexNode node, int number) {
      RexNode bare = RexUtil.removeCast(node);
      return bare instanceof RexInputRef ref && ref.getIndex() == number;
    }

    private static @Nullable Bound of(SqlKind comparison, RexLiteral literal) {
      java.math.BigDecimal exact =
          literal.getValue() instanceof java.math.BigDecimal decimal ? decimal : null;
      if (exact == null || exact.abs().compareTo(java.math.BigDecimal.valueOf(1L << 52)) > 0) {
        return null;
      }
      long floor = exact.setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
      boolean whole = exact.compareTo(java.math.BigDecimal.valueOf(floor)) == 0;
      return switch (comparison) {
        case EQUALS -> whole ? new Bound(floor, floor) : new Bound(1, 0);
        case LESS_THAN_OR_EQUAL -> new Bound(1, floor);
        case LESS_THAN -> new Bound(1, whole ? floor - 1 : floor);
        case GREATER_THAN -> new Bound(floor + 1, Long.MAX_VALUE);
        case GREATER_THAN_OR_EQUAL -> new Bound(whole ? floor : floor + 1, Long.MAX_VALUE);
        default -> null;
      };
    }
  }

  private static Node topK(
      Stream input,
      List<Integer> partition,
      RelCollation collation,
      long offset,
      long limit,
      boolean numbered,
      Lowering lowering) {
    Target target = lowering.target();
    Node rows = input.rows(target);
    List<RowOrder.Term> terms = new ArrayList<>();
    for (RelFieldCollation field : collation.getFieldCollations()) {
      terms.add(term(field));
    }
    int[] key = partition.stream().mapToInt(i -> i).toArray();
    return target.node(
        "top " + limit + " from " + offset + " by " + partition + terms + numbered,
        () ->
            new TopK(
                target.storage(),
                new RowKey(rows.layout(), key),
                new RowOrder(rows.layout(), terms),
                new TopK.Window(offset, limit),
                numbered),
        List.of(rows));
  }

  private static RowOrder.Term term(RelFieldCollation field) {
    boolean descending = field.getDirection().isDescending();
    boolean nullsFirst =
        switch (field.nullDirection) {
          case FIRST -> true;
          case LAST -> false;
          case UNSPECIFIED -> descending; // NULL is greatest
        };
    return new RowOrder.Term(field.getFieldIndex(), descending, nullsFirst);
  }

  private static Stream rows(Stream input, Node node, RelDataTypeFactory types, boolean numbered) {
    RelDataTypeFactory.Builder type = types.builder();
    List<RelDataType> columns = input.types();
    for (int i = 0; i < columns.size(); i++) {
      type.add("c" + i, columns.get(i));
    }
    if (numbered) {
      type.add("number", types.createSqlType(org.apache.calcite.sql.type.SqlTypeName.BIGINT));
    }
    return Stream.of(node, type.build());
  }
}
