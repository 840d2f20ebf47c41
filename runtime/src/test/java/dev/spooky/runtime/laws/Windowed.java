// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.operator.WindowFunctions;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Rows with the values of window functions. */
final class Windowed extends Rel {
  private final int[] partition;
  private final List<RowOrder.Term> terms;
  private final List<PlainWindow> functions;

  Windowed(Rel input, int[] partition, List<RowOrder.Term> terms, List<PlainWindow> functions) {
    super("windows", Arrays.toString(partition) + terms + functions, List.of(input));
    this.partition = partition;
    this.terms = terms;
    this.functions = functions;
  }

  @Override
  PlainZSet plain(List<PlainZSet> values) {
    PlainZSet result = new PlainZSet();
    RowLayout layout = input().layout();
    for (PlainZSet rows : values.get(0).groupBy(row -> Rels.pick(row, partition)).values()) {
      List<List<Object>> expanded = new ArrayList<>();
      rows.forEach(
          (row, weight) -> expanded.addAll(Collections.nCopies((int) Math.max(0, weight), row)));
      expanded.sort((a, b) -> Rels.compare(a, b, terms, layout));
      for (int i = 0; i < expanded.size(); i++) {
        List<Object> row = new ArrayList<>(expanded.get(i));
        for (PlainWindow function : functions) {
          row.add(
              function.value(expanded, i, (a, b) -> Rels.compareTerms(a, b, terms), terms, layout));
        }
        result.add(row, 1);
      }
    }
    return result;
  }

  @Override
  Operator operator(Storage storage, List<Node> nodes) {
    RowLayout input = input().layout();
    RowOrder order = new RowOrder(input, terms);
    return new WindowFunctions(
        storage,
        new RowKey(input, partition),
        order,
        functions.stream().map(function -> function.function(order, storage)).toList(),
        layout());
  }

  @Override
  RowLayout layout() {
    List<RowLayout.Field> fields = new ArrayList<>(input().layout().fields());
    functions.forEach(function -> fields.add(function.result(input().layout())));
    return RowLayout.of(fields);
  }
}
