// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import dev.spooky.oracle.history.Graph.Edge;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The units of transactions, as nodes of a graph, those of a transaction in their order. */
final class Units {
  private final Graph graph;
  private final List<Unit> units = new ArrayList<>();
  private final IdentityHashMap<Txn, Unit> wholes = new IdentityHashMap<>();
  private final IdentityHashMap<Sight, Unit> bySight = new IdentityHashMap<>();

  Units(Graph graph) {
    this.graph = graph;
  }

  List<Unit> all() {
    return units;
  }

  /** The unit with a transaction's appends. */
  Unit of(Txn txn) {
    return wholes.get(txn);
  }

  Unit of(Sight sight) {
    return bySight.get(sight);
  }

  void add(Txn txn, List<Sight> sights) {
    Unit before = null;
    for (Sight sight : sights) {
      if (txn.level() == Level.READ_COMMITTED && !sight.afterAppend()) {
        if (before == null || before.began() != sight.read().invoked()) {
          before = follow(before, txn, sight.read().invoked(), sight.read().completed());
        }
        bySight.put(sight, before);
      }
    }
    long began =
        txn.level() == Level.READ_COMMITTED
            ? txn.ops().stream()
                .filter(op -> op.kind() == Op.Kind.APPEND)
                .mapToLong(Op::invoked)
                .findFirst()
                .orElse(txn.ending())
            : txn.began();
    Unit whole = follow(before, txn, began, txn.ended());
    wholes.put(txn, whole);
    sights.forEach(sight -> bySight.putIfAbsent(sight, whole));
  }

  private Unit follow(Unit before, Txn txn, long began, long ended) {
    Unit unit = new Unit(txn, graph.addNode(), began, ended);
    units.add(unit);
    if (before != null) {
      graph.addEdge(before.node(), unit.node(), Edge.READ);
    }
    return unit;
  }
}
