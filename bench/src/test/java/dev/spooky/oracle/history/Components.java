// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import dev.spooky.oracle.history.Graph.Edge;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.List;

/** Tarjan's strongly connected components, without recursion. Cost: O(nodes + edges). */
final class Components {
  private final Graph graph;
  private final Edge last;
  private final int[] index;
  private final int[] low;
  private final int[] nextEdge;
  private final boolean[] open;
  private final IntArrayList stack = new IntArrayList();
  private final List<IntList> cyclic = new ArrayList<>();
  private int next = 1;

  private Components(Graph graph, Edge last) {
    this.graph = graph;
    this.last = last;
    this.index = new int[graph.nodeCount()];
    this.low = new int[graph.nodeCount()];
    this.nextEdge = new int[graph.nodeCount()];
    this.open = new boolean[graph.nodeCount()];
  }

  /** The components of more than one node, along edges of the kinds up to {@code last}. */
  static List<IntList> cyclic(Graph graph, Edge last) {
    Components components = new Components(graph, last);
    for (int node = 0; node < graph.nodeCount(); node++) {
      if (components.index[node] == 0) {
        components.search(node);
      }
    }
    return components.cyclic;
  }

  private void search(int root) {
    IntArrayList path = new IntArrayList();
    enter(root, path);
    while (!path.isEmpty()) {
      int node = path.topInt();
      if (nextEdge[node] < graph.degree(node)) {
        follow(node, nextEdge[node]++, path);
      } else {
        path.popInt();
        if (!path.isEmpty()) {
          low[path.topInt()] = Math.min(low[path.topInt()], low[node]);
        }
        if (low[node] == index[node]) {
          close(node);
        }
      }
    }
  }

  private void enter(int node, IntArrayList path) {
    index[node] = next++;
    low[node] = index[node];
    open[node] = true;
    stack.push(node);
    path.push(node);
  }

  private void follow(int node, int edge, IntArrayList path) {
    if (graph.isWithin(node, edge, last)) {
      int target = graph.target(node, edge);
      if (index[target] == 0) {
        enter(target, path);
      } else if (open[target]) {
        low[node] = Math.min(low[node], index[target]);
      }
    }
  }

  private void close(int root) {
    IntList component = new IntArrayList();
    int node;
    do {
      node = stack.popInt();
      open[node] = false;
      component.add(node);
    } while (node != root);
    if (component.size() > 1) {
      cyclic.add(component);
    }
  }
}
