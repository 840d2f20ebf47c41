// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import dev.spooky.records.row.Bytes;
import dev.spooky.runtime.storage.Arena;
import dev.spooky.runtime.storage.Journal;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;

/**
 * Nodes of the trees of an {@link OrderedTrace}, as blocks of an arena.
 *
 * <pre>
 *   node:  level (int, 0 = leaf) | count (int) | stamp (int) | 0 (int) | entries
 *   leaf entry, 16 bytes:  prefix | payload
 *   inner entry, 32 bytes: prefix | payload of a lower bound | child (int), 0 (int) | positives
 * </pre>
 *
 * <p>A change of one leaf entry logs that entry; the first other change of a node in a tick logs
 * the node's image, after which its changes need no log. A node starts small and doubles up to its
 * full capacity, which fills a block of 1 KiB.
 */
final class TreeNodes extends Journal.Owner {
  static final int LEAF_ENTRIES = 63;
  static final int INNER_ENTRIES = 31;
  private static final int INSERTED = 0;
  private static final int COUNT = 4;
  private static final int STAMP = 8;
  private static final int HEADER = 16;

  private final Storage storage;
  private final Arena arena;

  TreeNodes(Storage storage) {
    this.storage = storage;
    this.arena = new Arena(storage.journal());
  }

  long heapBytes() {
    return arena.pageBytes();
  }

  long liveBytes() {
    return arena.liveBytes();
  }

  /** Reads a whole node: a change moves half of it, and nodes of few entries are short. */
  void probe(Probes probes, int node) {
    probes.read(arena.page(node), arena.offset(node), arena.capacity(node));
  }

  int level(int node) {
    return Bytes.getInt(arena.page(node), arena.offset(node));
  }

  boolean isLeaf(int node) {
    return level(node) == 0;
  }

  int count(int node) {
    return Bytes.getInt(arena.page(node), arena.offset(node) + COUNT);
  }

  private static int width(boolean leaf) {
    return leaf ? 16 : 32;
  }

  private int at(int node, int index) {
    return arena.offset(node) + HEADER + index * width(isLeaf(node));
  }

  long prefix(int node, int index) {
    return Bytes.getLong(arena.page(node), at(node, index));
  }

  long payload(int node, int index) {
    return Bytes.getLong(arena.page(node), at(node, index) + 8);
  }

  int child(int node, int index) {
    return Bytes.getInt(arena.page(node), at(node, index) + 16);
  }

  long positives(int node, int index) {
    return Bytes.getLong(arena.page(node), at(node, index) + 24);
  }

  int create(int level, int entries) {
    int node = arena.allocate(HEADER + entries * width(level == 0));
    byte[] page = arena.writable(node);
    int offset = arena.offset(node);
    Bytes.putInt(page, offset, level);
    Bytes.putInt(page, offset + COUNT, 0);
    Bytes.putInt(page, offset + STAMP, storage.stamp());
    Bytes.putInt(page, offset + 12, 0);
    return node;
  }

  void release(int node) {
    arena.release(node);
  }

  /** Logs a node before its first change in the tick. */
  private void touch(int node) {
    int offset = arena.offset(node);
    byte[] page = arena.page(node);
    if (Bytes.getInt(page, offset + STAMP) != storage.stamp()) {
      int used = HEADER + count(node) * width(isLeaf(node));
      Bytes.putInt(arena.edit(node, 0, used), offset + STAMP, storage.stamp());
    }
  }

  /** Whether the node is a leaf whose image was not logged: single changes log less. */
  private boolean isUntouchedLeaf(int node) {
    int offset = arena.offset(node);
    byte[] page = arena.page(node);
    return Bytes.getInt(page, offset) == 0 && Bytes.getInt(page, offset + STAMP) != storage.stamp();
  }

  boolean isFull(int node) {
    return count(node) >= Math.min(most(node), capacity(node));
  }

  boolean canGrow(int node) {
    return capacity(node) < most(node);
  }

  private int capacity(int node) {
    return (arena.capacity(node) - HEADER) / width(isLeaf(node));
  }

  /** A copy of a node with twice the capacity; the node is released. */
  int grow(int node) {
    int entries = Math.min(most(node), 2 * capacity(node));
    int grown = create(level(node), entries);
    copyEntries(node, 0, grown, count(node));
    release(node);
    return grown;
  }

  /** Moves the upper half of a full node to a new node, which is returned. */
  int split(int node) {
    int count = count(node);
    int low = count / 2;
    int high = create(level(node), most(node));
    copyEntries(node, low, high, count - low);
    touch(node);
    setCount(node, low);
    return high;
  }

  /** Whether a node has so few entries that it should be merged. */
  boolean isSparse(int node) {
    return count(node) <= most(node) / 4;
  }

  /** Whether two nodes' entries fit into the first, with room left. */
  boolean fitTogether(int node, int next) {
    int sum = count(node) + count(next);
    return sum <= most(node) / 2 && sum <= capacity(node);
  }

  /** Moves the entries of the child at {@code index + 1} of a node behind those before it. */
  void merge(int parent, int index) {
    int low = child(parent, index);
    int high = child(parent, index + 1);
    int lowCount = count(low);
    int highCount = count(high);
    int width = width(isLeaf(low));
    touch(low);
    System.arraycopy(
        arena.page(high), at(high, 0), arena.writable(low), at(low, lowCount), highCount * width);
    storage.counters().bytesMoved += (long) highCount * width;
    setCount(low, lowCount + highCount);
    if (!isLeaf(low)) {
      // a node's first bound is never compared and may be outdated; its parent's is right
      setKey(low, lowCount, prefix(parent, index + 1), payload(parent, index + 1));
    }
    setChild(parent, index, low, positives(parent, index) + positives(parent, index + 1));
    remove(parent, index + 1);
    release(high);
  }

  private static int most(boolean leaf) {
    return leaf ? LEAF_ENTRIES : INNER_ENTRIES;
  }

  private int most(int node) {
    return most(isLeaf(node));
  }

  private void copyEntries(int from, int first, int to, int entries) {
    int width = width(isLeaf(from));
    System.arraycopy(
        arena.page(from), at(from, first), arena.writable(to), at(to, 0), entries * width);
    storage.counters().bytesMoved += (long) entries * width;
    setCount(to, entries);
  }

  private void setCount(int node, int count) {
    Bytes.putInt(arena.writable(node), arena.offset(node) + COUNT, count);
  }

  /** Opens a gap at {@code index} of a node that is not full and writes the key of an entry. */
  void insert(int node, int index, long prefix, long payload) {
    if (isUntouchedLeaf(node)) {
      storage.journal().log(this, INSERTED, node, index);
    } else {
      touch(node);
    }
    int width = width(isLeaf(node));
    int count = count(node);
    byte[] page = arena.writable(node);
    int at = at(node, index);
    System.arraycopy(page, at, page, at + width, (count - index) * width);
    Bytes.putLong(page, at, prefix);
    Bytes.putLong(page, at + 8, payload);
    setCount(node, count + 1);
    storage.counters().entriesWritten++;
  }

  void remove(int node, int index) {
    if (isUntouchedLeaf(node)) {
      int from = at(node, index) - arena.offset(node);
      arena.edit(node, from, (count(node) - index) * width(true));
      arena.edit(node, COUNT, 4);
    } else {
      touch(node);
    }
    removeEntry(node, index);
    storage.counters().entriesWritten++;
  }

  private void removeEntry(int node, int index) {
    int width = width(isLeaf(node));
    int count = count(node);
    byte[] page = arena.writable(node);
    int at = at(node, index);
    System.arraycopy(page, at + width, page, at, (count - index - 1) * width);
    setCount(node, count - 1);
  }

  @Override
  public void undo(int kind, long node, long index) {
    removeEntry((int) node, (int) index);
  }

  void setPayload(int node, int index, long payload) {
    if (isUntouchedLeaf(node)) {
      arena.edit(node, at(node, index) + 8 - arena.offset(node), 8);
    } else {
      touch(node);
    }
    Bytes.putLong(arena.writable(node), at(node, index) + 8, payload);
    storage.counters().entriesWritten++;
  }

  void setChild(int node, int index, int child, long positives) {
    touch(node);
    byte[] page = arena.writable(node);
    int at = at(node, index);
    Bytes.putLong(page, at + 16, child);
    Bytes.putLong(page, at + 24, positives);
  }

  void setKey(int node, int index, long prefix, long payload) {
    touch(node);
    byte[] page = arena.writable(node);
    int at = at(node, index);
    Bytes.putLong(page, at, prefix);
    Bytes.putLong(page, at + 8, payload);
  }
}
