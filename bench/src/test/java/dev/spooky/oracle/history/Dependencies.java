// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import dev.spooky.oracle.history.Graph.Edge;
import dev.spooky.oracle.history.Writers.Writer;
import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.Long2IntRBTreeMap;
import it.unimi.dsi.fastutil.longs.Long2IntSortedMap;
import java.util.List;

/** Who must come before whom, after Adya; and in real time. */
final class Dependencies {
  private final Graph graph;
  private final Units units;
  private final Writers writers;
  private final Versions versions;

  Dependencies(Graph graph, Units units, Writers writers, Versions versions) {
    this.graph = graph;
    this.units = units;
    this.writers = writers;
    this.versions = versions;
  }

  void addAll(List<Sight> sights) {
    versions.longest().forEach(sight -> overwrites(sight.key()));
    for (Sight sight : sights) {
      if (versions.isPrefix(sight)) {
        reads(sight);
      }
    }
    realTime();
  }

  private void overwrites(int key) {
    IntList order = versions.of(key);
    for (int i = 1; i < order.size(); i++) {
      edge(writer(key, order.getInt(i - 1)), writer(key, order.getInt(i)), Edge.WRITE);
    }
  }

  private void reads(Sight sight) {
    IntList order = versions.of(sight.key());
    int length = sight.others().size();
    Unit reader = units.of(sight);
    if (length > 0) {
      edge(writer(sight.key(), order.getInt(length - 1)), reader, Edge.READ);
    }
    if (length < order.size()) {
      Unit next = writer(sight.key(), order.getInt(length));
      if (next != null && next.txn().id() != reader.txn().id()) {
        edge(reader, next, Edge.OVERWRITE);
      }
    }
  }

  private Unit writer(int key, int value) {
    Writer writer = writers.of(key, value);
    return writer == null || !writer.stays() ? null : units.of(writer.txn());
  }

  private void edge(Unit from, Unit to, Edge kind) {
    if (from != null && to != null) {
      graph.addEdge(from.node(), to.node(), kind);
    }
  }

  /** A node for every end, in a row, instead of an edge for every pair. */
  private void realTime() {
    Long2IntSortedMap ends = new Long2IntRBTreeMap();
    units.all().forEach(unit -> ends.put(unit.ended(), 0));
    int before = -1;
    for (Long2IntMap.Entry end : ends.long2IntEntrySet()) {
      int node = graph.addNode();
      if (before >= 0) {
        graph.addEdge(before, node, Edge.TIME);
      }
      end.setValue(node);
      before = node;
    }
    for (Unit unit : units.all()) {
      graph.addEdge(unit.node(), ends.get(unit.ended()), Edge.TIME);
      Long2IntSortedMap earlier = ends.headMap(unit.began());
      if (!earlier.isEmpty()) {
        graph.addEdge(earlier.get(earlier.lastLongKey()), unit.node(), Edge.TIME);
      }
    }
  }
}
