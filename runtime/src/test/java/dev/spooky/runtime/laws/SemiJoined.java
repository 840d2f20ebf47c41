// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.operator.SemiJoin;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.RowKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Semi, anti and mark join: an arranged left side, a right side by some columns. */
final class SemiJoined extends Rel {
  private final Rels.Arranged left;
  private final int[] rightKey;
  private final SemiJoin.Kind kind;
  private final boolean nullsMatch;

  SemiJoined(
      Rels.Arranged left, Rel right, int[] rightKey, SemiJoin.Kind kind, boolean nullsMatch) {
    super(kind + " join", Arrays.toString(rightKey) + nullsMatch, List.of(left, right));
    this.left = left;
    this.rightKey = rightKey;
    this.kind = kind;
    this.nullsMatch = nullsMatch;
  }

  @Override
  PlainZSet plain(List<PlainZSet> values) {
    Map<List<Object>, PlainZSet> keys = values.get(1).groupBy(row -> Rels.pick(row, rightKey));
    PlainZSet result = new PlainZSet();
    values
        .get(0)
        .forEach(
            (row, weight) -> {
              List<Object> key = Rels.pick(row, left.key);
              long[] sum = new long[1];
              keys.getOrDefault(key, new PlainZSet()).forEach((r, w) -> sum[0] += w);
              boolean matched = sum[0] > 0 && (nullsMatch || !key.contains(null));
              List<Object> out = new ArrayList<>(key);
              out.addAll(Rels.pick(row, left.values));
              if (kind == SemiJoin.Kind.MARK) {
                out.add(matched);
              }
              if (kind == SemiJoin.Kind.MARK || matched == (kind == SemiJoin.Kind.SEMI)) {
                result.add(out, weight);
              }
            });
    return result;
  }

  @Override
  Operator operator(Storage storage, List<Node> nodes) {
    Arrange arrange = (Arrange) nodes.get(0).operator();
    RowKey key = new RowKey(inputs.get(1).layout(), rightKey);
    return new SemiJoin(storage, arrange, key, kind, nullsMatch);
  }

  @Override
  RowLayout layout() {
    List<RowLayout.Field> fields = new ArrayList<>(left.layout().project(left.key).fields());
    fields.addAll(left.layout().project(left.values).fields());
    if (kind == SemiJoin.Kind.MARK) {
      fields.add(new RowLayout.Field(FieldKind.BOOL, false));
    }
    return RowLayout.of(fields);
  }
}
