// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.operator.TopK;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The first rows of each partition in an order. */
final class Top extends Rel {
  private final int[] partition;
  private final List<RowOrder.Term> terms;
  private final TopK.Window window;
  private final boolean numbered;

  Top(Rel input, int[] partition, List<RowOrder.Term> terms, TopK.Window window, boolean numbered) {
    super("top", Arrays.toString(partition) + terms + window + numbered, List.of(input));
    this.partition = partition;
    this.terms = terms;
    this.window = window;
    this.numbered = numbered;
  }

  @Override
  PlainZSet plain(List<PlainZSet> values) {
    PlainZSet result = new PlainZSet();
    for (PlainZSet rows : values.get(0).groupBy(row -> Rels.pick(row, partition)).values()) {
      List<List<Object>> expanded = new ArrayList<>();
      rows.forEach(
          (row, weight) -> expanded.addAll(Collections.nCopies((int) Math.max(0, weight), row)));
      expanded.sort((a, b) -> Rels.compare(a, b, terms, input().layout()));
      long end = end(expanded);
      for (int i = (int) window.offset(); i < expanded.size() && i < end; i++) {
        List<Object> row = new ArrayList<>(expanded.get(i));
        if (numbered) {
          row.add(number(expanded, i));
        }
        result.add(row, 1);
      }
    }
    return result;
  }

  private long number(List<List<Object>> rows, int at) {
    if (window.ties() == TopK.Ties.NONE) {
      return at + 1L;
    }
    int first = (int) window.offset();
    long number = first + 1L;
    for (int i = first + 1; i <= at; i++) {
      if (Rels.compareTerms(rows.get(i - 1), rows.get(i), terms) != 0) {
        number = window.ties() == TopK.Ties.RANK ? i + 1L : number + 1;
      }
    }
    return number;
  }

  private long end(List<List<Object>> rows) {
    long end = window.offset() + window.limit();
    if (window.ties() == TopK.Ties.RANK && window.limit() > 0 && end < rows.size()) {
      int last = (int) end - 1;
      while (end < rows.size()
          && Rels.compareTerms(rows.get(last), rows.get((int) end), terms) == 0) {
        end++;
      }
    } else if (window.ties() == TopK.Ties.DENSE_RANK) {
      end = 0;
      while (end < rows.size() && number(rows, (int) end) <= window.limit()) {
        end++;
      }
    }
    return end;
  }

  @Override
  Operator operator(Storage storage, List<Node> nodes) {
    RowLayout input = input().layout();
    RowOrder order = new RowOrder(input, terms);
    return new TopK(storage, new RowKey(input, partition), order, window, numbered);
  }

  @Override
  RowLayout layout() {
    List<RowLayout.Field> fields = new ArrayList<>(input().layout().fields());
    if (numbered) {
      fields.add(new RowLayout.Field(FieldKind.I64, false));
    }
    return RowLayout.of(fields);
  }
}
