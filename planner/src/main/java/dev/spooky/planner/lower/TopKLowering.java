// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.TopK;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** ORDER BY with LIMIT or OFFSET, and ranks that a filter bounds from above. */
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
    List<RowOrder.Term> terms = new ArrayList<>();
    for (RelFieldCollation field : sort.getCollation().getFieldCollations()) {
      terms.add(term(field, field.getFieldIndex()));
    }
    TopK.Window window = new TopK.Window(offset, limit, TopK.Ties.NONE);
    Node node = topK(input.rows(lowering.target()), List.of(), terms, window, false, lowering);
    return rows(input, node, sort.getCluster().getTypeFactory());
  }

  private static long constant(RexNode bound) {
    if (bound instanceof RexLiteral literal && !literal.isNull()) {
      return RexLiteral.longValue(literal);
    }
    throw new NotSupportedException(
        "LIMIT or OFFSET that is not a constant", "Write the number.", 0, 0);
  }

  /** The first rows of each partition; numbered ones have their number as last column. */
  static Node topK(
      Node rows,
      List<Integer> partition,
      List<RowOrder.Term> terms,
      TopK.Window window,
      boolean numbered,
      Lowering lowering) {
    Target target = lowering.target();
    int[] key = partition.stream().mapToInt(i -> i).toArray();
    return target.node(
        "top " + window + " by " + partition + terms + numbered,
        () ->
            new TopK(
                target.storage(),
                new RowKey(rows.layout(), key),
                new RowOrder(rows.layout(), terms),
                window,
                numbered),
        List.of(rows));
  }

  /** The order by a column that stands for the field. */
  static RowOrder.Term term(RelFieldCollation field, int column) {
    boolean descending = field.getDirection().isDescending();
    boolean nullsFirst =
        switch (field.nullDirection) {
          case FIRST -> true;
          case LAST -> false;
          case UNSPECIFIED -> descending; // NULL is greatest
        };
    return new RowOrder.Term(column, descending, nullsFirst);
  }

  private static Stream rows(Stream input, Node node, RelDataTypeFactory types) {
    RelDataTypeFactory.Builder type = types.builder();
    List<RelDataType> columns = input.types();
    for (int i = 0; i < columns.size(); i++) {
      type.add("c" + i, columns.get(i));
    }
    return Stream.of(node, type.build());
  }
}
