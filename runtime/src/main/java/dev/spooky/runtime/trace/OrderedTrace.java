// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import dev.spooky.records.row.Bytes;
import dev.spooky.runtime.storage.Arena;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.RowOrder;

/**
 * Partitions of ordered rows with weights: one counted B+-tree per partition, a single small node
 * while it is small. A partition is an int root that its owner keeps (0: empty); {@link #add}
 * returns the new root.
 *
 * <p>Rows are ordered by a {@link RowOrder}. Where the order is by one NOT NULL fixed-width column
 * and nothing else is stored, the row is its 8-byte prefix and the leaf entry holds the weight
 * itself; else the leaf entry holds a handle of (weight, row bytes).
 *
 * <p>Weights may be negative for a moment; only rows of positive weight count in {@link #size} and
 * are visited. A node that has become sparse is merged with a neighbour. Cost of a change: O(log
 * n).
 */
public final class OrderedTrace {
  private static final int MAX_DEPTH = 24;

  /** Takes rows in order. */
  public interface Visitor {
    /** A row, at its place in the order, with the part of its weight that was asked for. */
    void row(byte[] bytes, int row, int length, long weight);
  }

  /** A test that holds for the rows before some place of the order, and for no others. */
  public interface Test {
    /** Whether it holds for a row. */
    boolean holds(byte[] bytes, int row);
  }

  private final Storage storage;
  private final RowOrder order;
  private final boolean narrow;
  private final TreeNodes nodes;
  private final Arena rows;
  private final TreeReader reader;
  private final int[] pathNode = new int[MAX_DEPTH];
  private final int[] pathIndex = new int[MAX_DEPTH];
  private int depth;

  /**
   * An empty trace.
   *
   * @param narrow whether {@link RowOrder#prefix} alone identifies a row
   */
  public OrderedTrace(Storage storage, RowOrder order, boolean narrow) {
    this.storage = storage;
    this.order = order;
    this.narrow = narrow;
    this.nodes = new TreeNodes(storage);
    this.rows = new Arena(storage.journal());
    this.reader = new TreeReader(storage.counters(), nodes, rows, order.layout(), narrow);
  }

  /** Bytes of live nodes. */
  long liveNodeBytes() {
    return nodes.liveBytes();
  }

  /** Heap bytes of nodes and rows. */
  public long heapBytes() {
    return nodes.heapBytes() + rows.pageBytes();
  }

  /**
   * Adds to the weight of a row in the partition {@code root}; returns the partition's new root.
   */
  public int add(int root, byte[] bytes, int row, int length, long weight) {
    return addPrefixed(root, order.prefix(bytes, row), bytes, row, length, weight);
  }

  /** Adds to the weight of a row that is its prefix; only for narrow traces. */
  public int addNarrow(int root, long prefix, long weight) {
    return addPrefixed(root, prefix, NO_ROW, 0, 0, weight);
  }

  private static final byte[] NO_ROW = new byte[0];

  private int addPrefixed(int root, long prefix, byte[] bytes, int row, int length, long weight) {
    if (weight == 0) {
      return root;
    }
    if (root == 0) {
      int leaf = nodes.create(0, 2);
      nodes.insert(leaf, 0, prefix, newPayload(bytes, row, length, weight));
      return leaf + 1;
    }
    boolean found = descend(root - 1, prefix, bytes, row);
    int leaf = pathNode[depth];
    int index = pathIndex[depth];
    if (!found) {
      insertEntry(prefix, newPayload(bytes, row, length, weight));
      return adjust(Math.max(0, weight));
    }
    long payload = nodes.payload(leaf, index);
    long old = reader.weight(payload);
    long now = Math.addExact(old, weight);
    if (now == 0) {
      removeEntry(payload);
    } else if (narrow) {
      nodes.setPayload(leaf, index, now);
    } else {
      int block = (int) payload;
      Bytes.putLong(rows.edit(block, 0, 8), rows.offset(block), now);
      storage.counters().entriesWritten++;
    }
    return adjust(Math.max(0, now) - Math.max(0, old));
  }

  /** Reads the root node of a partition, which a change of the partition will read. */
  public void probe(Probes probes, int root) {
    if (root != 0) {
      nodes.probe(probes, root - 1);
    }
  }

  /** Whether no row of a partition has a positive weight. Cost: O(1) when there is one. */
  public boolean isEmpty(int root) {
    return root == 0 || !reader.hasPositive(root - 1);
  }

  /** Sum of the positive weights of a partition. Cost: O(1), O(node) while it is one leaf. */
  public long size(int root) {
    return root == 0 ? 0 : reader.positives(root - 1);
  }

  /** Prefix of the first row of positive weight; the partition must have one. */
  public long firstPrefix(int root) {
    return reader.end(root - 1, false);
  }

  /** Prefix of the last row of positive weight; the partition must have one. */
  public long lastPrefix(int root) {
    return reader.end(root - 1, true);
  }

  /**
   * Visits, in order, the rows at positions {@code skip} to {@code skip + take − 1}, a row of
   * weight w standing at w positions. Cost: O(log n + rows visited).
   */
  public void visit(int root, long skip, long take, Visitor visitor) {
    if (root != 0 && take > 0) {
      reader.visit(root - 1, skip, take, visitor);
    }
  }

  /**
   * Number of positions before the place up to which a test holds; not of a narrow trace. Cost:
   * O(log n).
   */
  public long count(int root, Test test) {
    return root == 0 ? 0 : reader.count(root - 1, test);
  }

  /** Weight of a row; 0 when absent. Cost: O(log n). */
  public long weight(int root, byte[] bytes, int row) {
    return root != 0 && descend(root - 1, order.prefix(bytes, row), bytes, row)
        ? reader.weight(nodes.payload(pathNode[depth], pathIndex[depth]))
        : 0;
  }

  /** Gives back all blocks of a partition. */
  public void clear(int root) {
    if (root != 0) {
      clearNode(root - 1);
    }
  }

  private void clearNode(int node) {
    for (int i = 0; i < nodes.count(node); i++) {
      if (!nodes.isLeaf(node)) {
        clearNode(nodes.child(node, i));
      } else if (!narrow) {
        rows.release((int) nodes.payload(node, i));
      }
    }
    nodes.release(node);
  }

  private long newPayload(byte[] bytes, int row, int length, long weight) {
    if (narrow) {
      return weight;
    }
    int block = rows.allocate(8 + length);
    byte[] page = rows.writable(block);
    int offset = rows.offset(block);
    Bytes.putLong(page, offset, weight);
    System.arraycopy(bytes, row, page, offset + 8, length);
    storage.counters().entriesWritten++;
    return block;
  }

  private int compare(long prefix, byte[] bytes, int row, int node, int index) {
    storage.counters().entriesRead++;
    int byPrefix = Long.compareUnsigned(prefix, nodes.prefix(node, index));
    if (byPrefix != 0 || narrow) {
      return byPrefix;
    }
    int block = (int) nodes.payload(node, index);
    return order.compare(bytes, row, rows.page(block), rows.offset(block) + 8);
  }

  /** Fills the path to where the row is or belongs; whether it is there. */
  private boolean descend(int root, long prefix, byte[] bytes, int row) {
    int node = root;
    depth = 0;
    while (true) {
      boolean leaf = nodes.isLeaf(node);
      int low = leaf ? 0 : 1;
      int high = nodes.count(node);
      boolean found = false;
      while (low < high) {
        int middle = (low + high) >>> 1;
        int order = compare(prefix, bytes, row, node, middle);
        if (order == 0 && leaf) {
          low = middle;
          found = true;
          break;
        }
        if (order < 0) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      pathNode[depth] = node;
      pathIndex[depth] = leaf ? low : low - 1;
      if (leaf) {
        return found;
      }
      node = nodes.child(node, low - 1);
      depth++;
    }
  }

  private void insertEntry(long prefix, long payload) {
    int leaf = pathNode[depth];
    if (nodes.isFull(leaf)) {
      makeRoom(depth);
      leaf = pathNode[depth];
    }
    nodes.insert(leaf, pathIndex[depth], prefix, payload);
  }

  /** Grows or splits the full node at {@code level} of the path; the path stays right. */
  private void makeRoom(int level) {
    int node = pathNode[level];
    if (nodes.canGrow(node)) {
      int grown = nodes.grow(node);
      pathNode[level] = grown;
      if (level > 0) {
        int parent = pathNode[level - 1];
        int at = pathIndex[level - 1];
        nodes.setChild(parent, at, grown, nodes.positives(parent, at));
      }
      return;
    }
    if (level == 0) {
      pushRoot();
      makeRoom(1);
      return;
    }
    if (nodes.isFull(pathNode[level - 1])) {
      int before = depth;
      makeRoom(level - 1);
      makeRoom(level + depth - before);
      return;
    }
    splitInto(pathNode[level - 1], level);
  }

  private void pushRoot() {
    int old = pathNode[0];
    int root = nodes.create(nodes.level(old) + 1, 4);
    nodes.insert(root, 0, nodes.prefix(old, 0), nodes.payload(old, 0));
    nodes.setChild(root, 0, old, reader.positives(old));
    System.arraycopy(pathNode, 0, pathNode, 1, depth + 1);
    System.arraycopy(pathIndex, 0, pathIndex, 1, depth + 1);
    pathNode[0] = root;
    pathIndex[0] = 0;
    depth++;
  }

  private void splitInto(int parent, int level) {
    int node = pathNode[level];
    int high = nodes.split(node);
    int at = pathIndex[level - 1];
    nodes.setChild(parent, at, node, reader.positives(node));
    nodes.insert(parent, at + 1, nodes.prefix(high, 0), nodes.payload(high, 0));
    nodes.setChild(parent, at + 1, high, reader.positives(high));
    int low = nodes.count(node);
    if (pathIndex[level] >= low + (nodes.isLeaf(node) ? 1 : 0)) {
      pathNode[level] = high;
      pathIndex[level] -= low;
      pathIndex[level - 1] = at + 1;
    }
  }

  private void removeEntry(long payload) {
    int leaf = pathNode[depth];
    int index = pathIndex[depth];
    nodes.remove(leaf, index);
    while (depth > 0 && nodes.count(pathNode[depth]) == 0) {
      nodes.release(pathNode[depth]);
      depth--;
      nodes.remove(pathNode[depth], pathIndex[depth]);
    }
    if (!narrow) {
      renewBounds(payload);
      rows.release((int) payload);
    }
  }

  /** A removed row may be a lower bound above; the first of what is left below takes its place. */
  private void renewBounds(long payload) {
    int below = pathNode[depth];
    if (nodes.count(below) == 0) {
      return;
    }
    for (int level = depth - 1; level >= 0; level--) {
      int node = pathNode[level];
      int at = pathIndex[level];
      if (nodes.payload(node, at) == payload) {
        nodes.setKey(node, at, nodes.prefix(below, 0), nodes.payload(below, 0));
      }
    }
  }

  /** Adds to the counts on the path, drops trees that became trivial; returns the root. */
  private int adjust(long morePositives) {
    for (int level = depth - 1; level >= 0; level--) {
      int node = pathNode[level];
      int at = pathIndex[level];
      if (morePositives != 0) {
        nodes.setChild(node, at, nodes.child(node, at), nodes.positives(node, at) + morePositives);
      }
    }
    mergeSparse();
    int root = pathNode[0];
    while (!nodes.isLeaf(root) && nodes.count(root) == 1) {
      int only = nodes.child(root, 0);
      nodes.release(root);
      root = only;
    }
    if (nodes.count(root) == 0) {
      nodes.release(root);
      return 0;
    }
    return root + 1;
  }

  /** Merges nodes of the path that are nearly empty with a neighbour that has room, from below. */
  private void mergeSparse() {
    for (int level = depth; level > 0; level--) {
      int node = pathNode[level];
      int parent = pathNode[level - 1];
      int at = pathIndex[level - 1];
      if (!nodes.isSparse(node)) {
        return;
      }
      if (at + 1 < nodes.count(parent) && nodes.fitTogether(node, nodes.child(parent, at + 1))) {
        nodes.merge(parent, at);
      } else if (at > 0 && nodes.fitTogether(nodes.child(parent, at - 1), node)) {
        nodes.merge(parent, at - 1);
      } else {
        return;
      }
    }
  }
}
