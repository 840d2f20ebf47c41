// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.List;

/** A directed graph with kinds of edges, each of which can be looked at with those before it. */
final class Graph {
  /** Why one comes before the other; an edge's kind is its place here. */
  enum Edge {
    /** The second overwrote the first, that is, appended right behind it. */
    WRITE,
    /** The second read what the first wrote, or is a later part of the same transaction. */
    READ,
    /** The second overwrote what the first read. */
    OVERWRITE,
    /** The first had ended before the second began. */
    TIME
  }

  private final List<IntList> targets = new ArrayList<>();
  private final List<List<Edge>> kinds = new ArrayList<>();

  int addNode() {
    targets.add(new IntArrayList(2));
    kinds.add(new ArrayList<>(2));
    return targets.size() - 1;
  }

  void addEdge(int from, int to, Edge kind) {
    if (from != to) {
      targets.get(from).add(to);
      kinds.get(from).add(kind);
    }
  }

  int nodeCount() {
    return targets.size();
  }

  int degree(int node) {
    return targets.get(node).size();
  }

  int target(int node, int edge) {
    return targets.get(node).getInt(edge);
  }

  Edge kind(int node, int edge) {
    return kinds.get(node).get(edge);
  }

  boolean isWithin(int node, int edge, Edge last) {
    return kind(node, edge).compareTo(last) <= 0;
  }
}
