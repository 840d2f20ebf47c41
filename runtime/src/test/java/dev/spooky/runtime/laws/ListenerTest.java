// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Hydration;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Aggregate;
import dev.spooky.runtime.operator.Constant;
import dev.spooky.runtime.operator.Distinct;
import dev.spooky.runtime.operator.UnionAll;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What listeners are told, and when. */
class ListenerTest {
  private static final RowLayout LAYOUT = RowLayout.of(FieldKind.I64);

  private final Circuit circuit = new Circuit(new Storage(RowHash.random()));
  private final Node source = circuit.addSource("source", LAYOUT);
  private final List<String> told = new ArrayList<>();

  private static Delta row(long value, long weight) {
    PlainZSet rows = new PlainZSet();
    rows.add(List.of(value), weight);
    return Rows.delta(LAYOUT, rows);
  }

  private void listen(Node node) {
    node.listen(delta -> told.add(Rows.plain(delta).toString()));
  }

  @Test
  void sourceInjectedTwice_tellsOnce() {
    listen(source);
    circuit.inject(source, row(1, 1));
    circuit.inject(source, row(2, 1));
    circuit.tick();
    assertThat(told).containsExactly("[1] x1\n[2] x1");
  }

  @Test
  void abandonedInjection_isForgotten() {
    listen(source);
    circuit.inject(source, row(1, 1));
    circuit.abandon();
    circuit.inject(source, row(2, 1));
    circuit.tick();
    assertThat(told).containsExactly("[2] x1");
  }

  @Test
  void failingListener_leavesNothingForTheNextTick() {
    Node distinct =
        circuit.addNode("distinct", new Distinct(circuit.storage(), LAYOUT), List.of(source));
    source.listen(
        delta -> {
          throw new IllegalStateException("listener");
        });
    circuit.inject(source, row(1, 1));
    assertThatThrownBy(circuit::tick).hasMessage("listener");
    source.listen(null);
    listen(distinct);
    circuit.inject(source, row(2, 1));
    circuit.tick();
    assertThat(told).containsExactly("[2] x1");
  }

  @Test
  void newNodes_tellTheirContentOnceAndOldOnesNothing() {
    Delta rows = row(5, 2);
    Node values = circuit.addNode("values", new Constant(rows), List.of());
    PlainAggregate count = new PlainAggregate(PlainAggregate.Function.COUNT, -1, -1);
    Aggregate aggregate =
        new Aggregate(
            circuit.storage(),
            new RowKey(LAYOUT),
            List.of(count.call(circuit.storage(), LAYOUT)),
            LAYOUT);
    Node counted = circuit.addNode("count", aggregate, List.of(values));
    listen(counted);
    new Hydration(circuit, List.of(values, counted)).run();
    assertThat(told).containsExactly("[2] x1");
    Node again =
        circuit.addNode("distinct", new Distinct(circuit.storage(), LAYOUT), List.of(counted));
    new Hydration(circuit, List.of(again)).run();
    assertThat(told).hasSize(1);
  }

  @Test
  void unionOfManyInputs_readsEachOnce() {
    List<Node> inputs = new ArrayList<>(Collections.nCopies(130, source));
    Node other = circuit.addSource("other", LAYOUT);
    inputs.set(64, other);
    listen(circuit.addNode("union", new UnionAll(LAYOUT), inputs));
    circuit.inject(source, row(1, 1));
    circuit.tick();
    circuit.inject(other, row(2, 1));
    circuit.tick();
    assertThat(told).containsExactly("[1] x129", "[2] x1");
  }
}
