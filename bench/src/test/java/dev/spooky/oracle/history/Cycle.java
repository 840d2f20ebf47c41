// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import dev.spooky.oracle.history.Graph.Edge;
import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayFIFOQueue;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;

/** A short cycle of a component, to be shown. */
final class Cycle {
  private final Graph graph;
  private final IntList component;

  Cycle(Graph graph, IntList component) {
    this.graph = graph;
    this.component = component;
  }

  /** With just one edge of the kind {@code last}, all others before it; empty if there is none. */
  IntList withOne(Edge last) {
    return find(last, Edge.values()[last.ordinal() - 1]);
  }

  /** With any edges up to the kind {@code last}, one of them of that kind. */
  IntList withAny(Edge last) {
    return find(last, last);
  }

  private IntList find(Edge first, Edge rest) {
    for (int node : component.toIntArray()) {
      for (int edge = 0; edge < graph.degree(node); edge++) {
        if (graph.kind(node, edge) == first) {
          IntList path = path(graph.target(node, edge), node, rest);
          if (!path.isEmpty()) {
            return path;
          }
        }
      }
    }
    return IntList.of();
  }

  /** The shortest path; empty if there is none. */
  private IntList path(int from, int to, Edge last) {
    Int2IntMap before = new Int2IntOpenHashMap();
    IntArrayFIFOQueue queue = new IntArrayFIFOQueue();
    before.put(from, from);
    queue.enqueue(from);
    while (!queue.isEmpty() && !before.containsKey(to)) {
      int node = queue.dequeueInt();
      for (int edge = 0; edge < graph.degree(node); edge++) {
        int target = graph.target(node, edge);
        if (graph.isWithin(node, edge, last) && !before.containsKey(target)) {
          before.put(target, node);
          queue.enqueue(target);
        }
      }
    }
    return before.containsKey(to) ? walkBack(before, to, from) : IntList.of();
  }

  private static IntList walkBack(Int2IntMap before, int to, int from) {
    IntList path = new IntArrayList();
    for (int node = to; node != from; node = before.get(node)) {
      path.add(0, node);
    }
    path.add(0, from);
    return path;
  }
}
