// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Arena;
import dev.spooky.runtime.storage.Counters;

/** Reads the trees of an {@link OrderedTrace} in order; changes nothing. */
final class TreeReader {
  private final Counters counters;
  private final TreeNodes nodes;
  private final Arena rows;
  private final RowLayout layout;
  private final boolean narrow;

  TreeReader(Counters counters, TreeNodes nodes, Arena rows, RowLayout layout, boolean narrow) {
    this.counters = counters;
    this.nodes = nodes;
    this.rows = rows;
    this.layout = layout;
    this.narrow = narrow;
  }

  /** Weight of the row of a leaf entry. */
  long weight(long payload) {
    return narrow ? payload : Bytes.getLong(rows.page((int) payload), rows.offset((int) payload));
  }

  /** Sum of the positive weights below an entry. */
  private long positives(int node, int index, boolean leaf) {
    return leaf ? Math.max(0, weight(nodes.payload(node, index))) : nodes.positives(node, index);
  }

  /** Sum of the positive weights below a node. */
  long positives(int node) {
    boolean leaf = nodes.isLeaf(node);
    long sum = 0;
    for (int i = 0; i < nodes.count(node); i++) {
      sum += positives(node, i, leaf);
    }
    return sum;
  }

  /** Whether any row below a node has a positive weight. */
  boolean hasPositive(int node) {
    boolean leaf = nodes.isLeaf(node);
    for (int i = 0; i < nodes.count(node); i++) {
      if (positives(node, i, leaf) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Prefix of the first row of positive weight below a node, or of the last. */
  long end(int root, boolean last) {
    int node = root;
    while (true) {
      boolean leaf = nodes.isLeaf(node);
      int count = nodes.count(node);
      int chosen = -1;
      for (int i = 0; i < count && chosen < 0; i++) {
        int index = last ? count - 1 - i : i;
        counters.entriesRead++;
        if (positives(node, index, leaf) > 0) {
          chosen = index;
        }
      }
      if (chosen < 0) {
        throw new IllegalStateException("no row of positive weight, node=" + node);
      }
      if (leaf) {
        return nodes.prefix(node, chosen);
      }
      node = nodes.child(node, chosen);
    }
  }

  /** Number of positions, below a node, of the rows for which a test holds. */
  long count(int root, OrderedTrace.Test test) {
    int node = root;
    long before = 0;
    while (true) {
      boolean leaf = nodes.isLeaf(node);
      int low = leaf ? 0 : 1;
      int high = nodes.count(node);
      while (low < high) {
        int middle = (low + high) >>> 1;
        int block = (int) nodes.payload(node, middle);
        counters.entriesRead++;
        if (test.holds(rows.page(block), rows.offset(block) + 8)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      int whole = leaf ? low : low - 1;
      for (int i = 0; i < whole; i++) {
        before += positives(node, i, leaf);
      }
      if (leaf) {
        return before;
      }
      node = nodes.child(node, whole);
    }
  }

  /** Visits the rows at positions {@code skip} to {@code skip + take − 1} below a node. */
  void visit(int node, long skip, long take, OrderedTrace.Visitor visitor) {
    long position = 0;
    long end = skip + take < 0 ? Long.MAX_VALUE : skip + take;
    boolean leaf = nodes.isLeaf(node);
    for (int i = 0; i < nodes.count(node) && position < end; i++) {
      long here = positives(node, i, leaf);
      counters.entriesRead++;
      long from = Math.max(skip, position);
      long to = Math.min(end, position + here);
      if (to > from) {
        if (leaf) {
          visitRow(nodes.payload(node, i), to - from, visitor);
        } else {
          visit(nodes.child(node, i), from - position, to - from, visitor);
        }
      }
      position += here;
    }
  }

  private void visitRow(long payload, long weight, OrderedTrace.Visitor visitor) {
    if (narrow) {
      throw new IllegalStateException("a narrow trace has no rows to visit");
    }
    byte[] page = rows.page((int) payload);
    int row = rows.offset((int) payload) + 8;
    visitor.row(page, row, layout.rowLength(page, row), weight);
  }
}
