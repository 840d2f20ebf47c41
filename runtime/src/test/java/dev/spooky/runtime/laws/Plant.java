// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Aggregate;
import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.operator.Calc;
import dev.spooky.runtime.operator.Distinct;
import dev.spooky.runtime.operator.Join;
import dev.spooky.runtime.operator.Materialize;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.operator.Positive;
import dev.spooky.runtime.operator.SemiJoin;
import dev.spooky.runtime.operator.TopK;
import dev.spooky.runtime.operator.WindowFunctions;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.window.Frame;
import dev.spooky.runtime.window.FrameAggregate;
import dev.spooky.runtime.window.FrameValue;
import dev.spooky.runtime.window.Neighbour;
import dev.spooky.runtime.window.Ranking;
import dev.spooky.runtime.window.Tiles;
import dev.spooky.runtime.window.WindowFunction;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A circuit with one operator over a {@link PackedTable}, for tests of cost. */
final class Plant {
  final Circuit circuit;
  final Node source;

  Plant(RowHash hash) {
    this.circuit = new Circuit(new Storage(hash));
    this.source = circuit.addSource("source", PackedTable.LAYOUT);
  }

  void tick(Delta delta) {
    circuit.inject(source, delta);
    circuit.tick();
  }

  Node add(String digest, Operator operator, Node... inputs) {
    return circuit.addNode(digest, operator, List.of(inputs));
  }

  Node stored(Node node) {
    ZSet rows = new ZSet(circuit.storage(), node.layout());
    return add("stored " + node.digest(), new Materialize(rows, Materialize.Constraint.NONE), node);
  }

  /** Adds the operator of this name. */
  Node build(String name) {
    Storage storage = circuit.storage();
    RowLayout layout = PackedTable.LAYOUT;
    return switch (name) {
      case "calc" -> add(name, new Calc(new PackedTable.EvenIds()), source);
      case "distinct" -> add(name, new Distinct(storage, layout), source);
      case "positive" -> add(name, new Positive(storage, layout), source);
      case "materialize" -> source;
      case "join" -> {
        Arrange byGroup = new Arrange(storage, new RowKey(layout, 1), new int[] {0, 3}, false);
        Arrange byId = new Arrange(storage, new RowKey(layout, 0), new int[] {2}, false);
        Node left = add("by group", byGroup, source);
        Node right = add("by id", byId, source);
        yield add(name, new Join(byGroup, byId, false), left, right);
      }
      case "semi join", "anti join", "mark join" -> {
        Arrange byGroup = new Arrange(storage, new RowKey(layout, 1), new int[] {0, 3}, true);
        Node left = add("by group", byGroup, source);
        SemiJoin.Kind kind = SemiJoin.Kind.valueOf(name.substring(0, 4).toUpperCase(Locale.ROOT));
        RowKey byId = new RowKey(layout, 0);
        yield add(name, new SemiJoin(storage, byGroup, byId, kind, false), left, source);
      }
      case "sum" -> aggregate(name, 1, PlainAggregate.Function.COUNT, PlainAggregate.Function.SUM);
      case "average" -> aggregate(name, 1, PlainAggregate.Function.AVG);
      case "min and max" ->
          aggregate(name, 1, PlainAggregate.Function.MIN, PlainAggregate.Function.MAX);
      case "min and max of all" ->
          aggregate(name, 0, PlainAggregate.Function.MIN, PlainAggregate.Function.MAX);
      case "top" -> top(name, 1);
      case "top of all" -> top(name);
      case "lag" -> windows(name, new Neighbour(layout.slot(2), -1, null, false));
      case "lag of not null" -> windows(name, new Neighbour(layout.slot(2), 1, null, true));
      case "first value" -> {
        Frame frame = frame(Frame.Bound.UNBOUNDED, Frame.Bound.CURRENT);
        yield windows(name, new FrameValue(layout.slot(3), frame, 1, false, false));
      }
      case "tiles" -> windows(name, new Tiles(4));
      case "dense rank of the last" -> windows(name, new Ranking(Ranking.Kind.DENSE_RANK));
      case "sum of ten rows" ->
          windows(name, sum(frame(Frame.Bound.rows(-9), Frame.Bound.CURRENT)));
      case "running sum of the last" ->
          windows(name, sum(frame(Frame.Bound.UNBOUNDED, Frame.Bound.CURRENT)));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static final RowOrder BY_ID =
      new RowOrder(PackedTable.LAYOUT, List.of(new RowOrder.Term(0, false, false)));

  private static Frame frame(Frame.Bound lower, Frame.Bound upper) {
    return new Frame(BY_ID, true, lower, upper, Frame.Exclusion.NO_OTHERS);
  }

  private WindowFunction sum(Frame frame) {
    PlainAggregate sum = new PlainAggregate(PlainAggregate.Function.SUM, 2, -1);
    return new FrameAggregate(sum.call(circuit.storage(), PackedTable.LAYOUT).function(), frame);
  }

  /** A window function over all rows by id. */
  private Node windows(String name, WindowFunction function) {
    FieldKind kind =
        switch (name) {
          case "tiles", "dense rank of the last" -> FieldKind.I64;
          case "first value" -> FieldKind.UTF8;
          default -> FieldKind.F64;
        };
    List<RowLayout.Field> fields = new ArrayList<>(PackedTable.LAYOUT.fields());
    fields.add(new RowLayout.Field(kind, true));
    RowKey all = new RowKey(PackedTable.LAYOUT);
    return add(
        name,
        new WindowFunctions(circuit.storage(), all, BY_ID, List.of(function), RowLayout.of(fields)),
        source);
  }

  private Node top(String name, int... partition) {
    RowLayout layout = PackedTable.LAYOUT;
    RowOrder order = new RowOrder(layout, List.of(new RowOrder.Term(2, true, false)));
    TopK.Window window = new TopK.Window(0, 3);
    RowKey key = new RowKey(layout, partition);
    return add(name, new TopK(circuit.storage(), key, order, window, true), source);
  }

  private Node aggregate(String name, int keys, PlainAggregate.Function... functions) {
    RowLayout layout = PackedTable.LAYOUT;
    RowKey key = keys == 0 ? new RowKey(layout) : new RowKey(layout, 1);
    List<Aggregate.Call> calls = new ArrayList<>();
    List<RowLayout.Field> fields = new ArrayList<>(key.keyLayout().fields());
    for (PlainAggregate.Function function : functions) {
      for (int column : new int[] {0, 2}) {
        PlainAggregate call = new PlainAggregate(function, column, -1);
        calls.add(call.call(circuit.storage(), layout));
        fields.add(call.result(layout));
      }
    }
    return add(name, new Aggregate(circuit.storage(), key, calls, RowLayout.of(fields)), source);
  }
}
