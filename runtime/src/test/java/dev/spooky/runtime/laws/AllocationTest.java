// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Hydration;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Aggregate;
import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.operator.Calc;
import dev.spooky.runtime.operator.Distinct;
import dev.spooky.runtime.operator.Join;
import dev.spooky.runtime.operator.Materialize;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.operator.TopK;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowOrder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In the steady state, ticks allocate next to nothing: a window of rows moves over a stream, each
 * tick adding some and taking as many away. What is left are the rehashes of the directories' maps.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WINDOW = 5_000;
  private static final int PER_TICK = 50;

  private final Circuit circuit = new Circuit(new Storage(new RowHash(5, -1)));
  private final Node source = circuit.addSource("source", PackedTable.LAYOUT);
  private final List<Node> fresh = new ArrayList<>();

  private Node add(String digest, Operator operator, Node... inputs) {
    Node node = circuit.addNode(digest, operator, List.of(inputs));
    fresh.add(node);
    return node;
  }

  private Node stored(Node node) {
    ZSet rows = new ZSet(circuit.storage(), node.layout());
    return add("stored " + node.digest(), new Materialize(rows, Materialize.Constraint.NONE), node);
  }

  private Node build(String name) {
    Storage storage = circuit.storage();
    RowLayout layout = PackedTable.LAYOUT;
    return switch (name) {
      case "calc" -> add(name, new Calc(new PackedTable.EvenIds()), source);
      case "distinct" -> add(name, new Distinct(storage, layout), source);
      case "materialize" -> source;
      case "join" -> {
        Arrange byGroup = new Arrange(storage, new RowKey(layout, 1), new int[] {0, 3}, false);
        Arrange byId = new Arrange(storage, new RowKey(layout, 0), new int[] {2}, false);
        Node left = add("by group", byGroup, source);
        Node right = add("by id", byId, source);
        yield add(name, new Join(byGroup, byId, false), left, right);
      }
      case "sum" -> aggregate(name, PlainAggregate.Function.COUNT, PlainAggregate.Function.SUM);
      case "average" -> aggregate(name, PlainAggregate.Function.AVG);
      case "min and max" ->
          aggregate(name, PlainAggregate.Function.MIN, PlainAggregate.Function.MAX);
      default -> {
        RowOrder order = new RowOrder(layout, List.of(new RowOrder.Term(2, true, false)));
        TopK top = new TopK(storage, new RowKey(layout, 1), order, new TopK.Window(0, 3), true);
        yield add(name, top, source);
      }
    };
  }

  private Node aggregate(String name, PlainAggregate.Function... functions) {
    RowLayout layout = PackedTable.LAYOUT;
    List<Aggregate.Call> calls = new ArrayList<>();
    List<RowLayout.Field> fields = new ArrayList<>(layout.project(1).fields());
    for (PlainAggregate.Function function : functions) {
      for (int column : new int[] {0, 2}) {
        PlainAggregate call = new PlainAggregate(function, column, -1);
        calls.add(call.call(circuit.storage(), layout));
        fields.add(call.result(layout));
      }
    }
    RowKey key = new RowKey(layout, 1);
    Aggregate aggregate = new Aggregate(circuit.storage(), key, calls, RowLayout.of(fields));
    return add(name, aggregate, source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"calc", "distinct", "materialize", "join", "sum", "average", "min and max", "top"})
  void steadyState_allocatesNextToNothing(String name) {
    stored(build(name));
    new Hydration(circuit, fresh).run();
    PackedTable table = new PackedTable(200);
    Delta delta = new Delta(PackedTable.LAYOUT);
    table.fill(delta, 0, WINDOW, 1);
    circuit.inject(source, delta);
    circuit.tick();
    long bytes = 0;
    int warm = 3000;
    int measured = 1000;
    for (int tick = 0; tick < warm + measured; tick++) {
      long from = (long) tick * PER_TICK;
      delta.clear();
      table.fill(delta, from, from + PER_TICK, -1);
      table.fill(delta, from + WINDOW, from + WINDOW + PER_TICK, 1);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      circuit.inject(source, delta);
      circuit.tick();
      bytes += tick < warm ? 0 : THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    double perRow = (double) bytes / (measured * 2 * PER_TICK);
    assertThat(perRow).as("bytes a row, %s", name).isLessThan(2);
  }
}
