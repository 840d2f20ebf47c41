// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Negate;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.operator.Positive;
import dev.spooky.runtime.storage.Storage;
import java.util.List;

/** What only changes weights: the negative of its input, or its positive part. */
final class Weighted extends Rel {
  private final boolean negate;

  Weighted(Rel input, boolean negate) {
    super("weighted", negate, List.of(input));
    this.negate = negate;
  }

  @Override
  PlainZSet plain(List<PlainZSet> values) {
    PlainZSet result = new PlainZSet();
    values.get(0).forEach((row, w) -> result.add(row, negate ? -w : Math.max(0, w)));
    return result;
  }

  @Override
  Operator operator(Storage storage, List<Node> nodes) {
    return negate ? new Negate(layout()) : new Positive(storage, layout());
  }

  @Override
  RowLayout layout() {
    return input().layout();
  }
}
