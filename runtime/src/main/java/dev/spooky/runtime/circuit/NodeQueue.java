// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.circuit;

import it.unimi.dsi.fastutil.longs.LongHeapPriorityQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nodes to run, oldest first. A heap of numbers, age and place in one, so that it is ordered
 * without looking at nodes: with hundreds of views over one table that was a sixth of a tick.
 */
final class NodeQueue {
  private static final int PLACE_BITS = 24;
  private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;

  private final LongHeapPriorityQueue keys = new LongHeapPriorityQueue();
  private final List<Node> places = new ArrayList<>();

  /** Adds a node that is not in the queue. */
  void add(Node node) {
    if (places.size() > PLACE_MASK || node.id() >= 1L << (63 - PLACE_BITS)) {
      throw new IllegalStateException("too many nodes, id=" + node.id());
    }
    keys.enqueue(node.id() << PLACE_BITS | places.size());
    places.add(node);
  }

  /** Takes the oldest node; null if there is none. */
  @Nullable Node poll() {
    if (keys.isEmpty()) {
      places.clear();
      return null;
    }
    return places.get((int) (keys.dequeueLong() & PLACE_MASK));
  }

  /** Forgets all nodes and marks them as not to be run. */
  void clear() {
    places.forEach(Node::deactivate);
    places.clear();
    keys.clear();
  }
}
