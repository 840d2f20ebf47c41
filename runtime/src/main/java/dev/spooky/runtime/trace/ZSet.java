// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Arena;
import dev.spooky.runtime.storage.Counters;
import dev.spooky.runtime.storage.HashDirectory;
import dev.spooky.runtime.storage.Journal;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowKey;
import org.eclipse.collections.impl.map.mutable.primitive.IntLongHashMap;

/**
 * An accumulated Z-set: rows with non-zero weights, found by their key.
 *
 * <pre>
 *   block:  weight (int) | next in chain (int) | row bytes
 *   directory: hash of the key -> first block of its chain
 * </pre>
 *
 * <p>The key is some columns (a table's primary key, a view's unique key) or the whole row. It only
 * decides what {@link #find} can look up; rows with equal keys and different bytes are different
 * rows. A weight that does not fit an int lies in a side map. Cost of a change: O(1), one hash
 * probe.
 */
public final class ZSet extends Journal.Owner {
  private static final int HEADER = 8;
  private static final int WIDE = Integer.MIN_VALUE;
  private static final int ROWS = 0;
  private static final int WIDE_WEIGHT = 1;

  private final Storage storage;
  private final Counters counters;
  private final RowLayout layout;
  private final RowKey key;
  private final boolean wholeRow;
  private final Arena rows;
  private final HashDirectory directory;
  private final IntLongHashMap wideWeights = new IntLongHashMap();
  private final Probes probes = new Probes();
  private long rowCount;
  private int rowCountStamp;
  private boolean sharedKey;

  /** An empty Z-set of rows of {@code layout}, found by the whole row. */
  public ZSet(Storage storage, RowLayout layout) {
    this(storage, RowKey.all(layout), true);
  }

  /** An empty Z-set of rows found by {@code key}. */
  public ZSet(Storage storage, RowKey key) {
    this(storage, key, false);
  }

  private ZSet(Storage storage, RowKey key, boolean wholeRow) {
    this.storage = storage;
    this.counters = storage.counters();
    this.layout = key.layout();
    this.key = key;
    this.wholeRow = wholeRow;
    this.rows = new Arena(storage.journal());
    this.directory = new HashDirectory(storage);
  }

  /** Layout of the rows. */
  public RowLayout layout() {
    return layout;
  }

  /** By what rows are found. */
  public RowKey key() {
    return key;
  }

  /** Number of distinct rows. */
  public long rowCount() {
    return rowCount;
  }

  /**
   * Probes rows of a delta from {@code from} on, to be added next with the hashes that it gives.
   */
  public Probes probe(Delta delta, int from) {
    probes.clear();
    int to = Math.min(delta.count(), from + Probes.MOST);
    for (int i = from; i < to; i++) {
      probes.add(hash(delta.bytes(), delta.offset(i), delta.length(i)));
    }
    probes.locate(directory, rows, HEADER + layout.fixedBytes());
    return probes;
  }

  /**
   * Adds to the weight of a row.
   *
   * @return the weight before
   */
  public long add(byte[] bytes, int row, int length, long weight) {
    return add(hash(bytes, row, length), bytes, row, length, weight);
  }

  /** Adds to the weight of a row whose hash {@link #probe} has given. */
  public long add(long hash, byte[] bytes, int row, int length, long weight) {
    int first = directory.get(hash);
    int previous = -1;
    sharedKey = false;
    for (int block = first; block >= 0; block = next(block)) {
      counters.entriesRead++;
      byte[] page = rows.page(block);
      int offset = rows.offset(block);
      if (isRow(page, offset + HEADER, bytes, row, length)) {
        long old = weight(block);
        long now = Math.addExact(old, weight);
        if (now == 0) {
          remove(hash, block, previous);
        } else {
          setWeight(block, now);
        }
        return old;
      }
      sharedKey |= !wholeRow && key.matches(page, offset + HEADER, key, bytes, row);
      previous = block;
    }
    if (weight != 0) {
      insert(hash, first, bytes, row, length, weight);
    }
    return 0;
  }

  /** Whether the row added last met another row with its key on its way; says nothing of others. */
  public boolean metSharedKey() {
    return sharedKey;
  }

  /** Adds all of a delta. */
  public void addAll(Delta delta) {
    for (int from = 0; from < delta.count(); from += Probes.MOST) {
      Probes next = probe(delta, from);
      for (int i = from; i < from + next.count(); i++) {
        long hash = next.hash(i - from);
        add(hash, delta.bytes(), delta.offset(i), delta.length(i), delta.weight(i));
      }
    }
  }

  /** The weight of a row; 0 when absent. */
  public long weightOf(byte[] bytes, int row, int length) {
    for (int b = directory.get(hash(bytes, row, length)); b >= 0; b = next(b)) {
      counters.entriesRead++;
      if (isRow(rows.page(b), rows.offset(b) + HEADER, bytes, row, length)) {
        return weight(b);
      }
    }
    return 0;
  }

  /** The first block of the chain in which rows with this key are, or −1. */
  public int find(RowKey probe, byte[] bytes, int row) {
    return find(probe.hash(storage.hash(), bytes, row), probe, bytes, row);
  }

  /** As above, for a row whose hash {@link #probe} has given. */
  public int find(long hash, RowKey probe, byte[] bytes, int row) {
    return matching(directory.get(hash), probe, bytes, row);
  }

  /** The next block after {@code block} that has the key, or −1. */
  public int findNext(int block, RowKey probe, byte[] bytes, int row) {
    return matching(next(block), probe, bytes, row);
  }

  private int matching(int from, RowKey probe, byte[] bytes, int row) {
    for (int b = from; b >= 0; b = next(b)) {
      counters.entriesRead++;
      if (key.matches(rows.page(b), rows.offset(b) + HEADER, probe, bytes, row)) {
        return b;
      }
    }
    return -1;
  }

  /** The array in which a found row lies. */
  public byte[] bytes(int block) {
    return rows.page(block);
  }

  /** Where a found row starts in its array. */
  public int row(int block) {
    return rows.offset(block) + HEADER;
  }

  /** Weight of a found row. */
  public long weight(int block) {
    int weight = Bytes.getInt(rows.page(block), rows.offset(block));
    return weight == WIDE ? wideWeights.get(block) : weight;
  }

  /** A cursor over the rows as they are now, unmoved by later changes. Cost: O(pages). */
  public ZSetCursor scan() {
    IntLongHashMap wide = wideWeights.isEmpty() ? wideWeights : new IntLongHashMap(wideWeights);
    return new ZSetCursor(rows.pin(), layout, wide);
  }

  /** Adds all rows to {@code out}. */
  public void copyTo(Delta out) {
    new ZSetCursor(rows.view(), layout, wideWeights).fill(out, Integer.MAX_VALUE);
  }

  /** Heap bytes of rows and directory, estimated. */
  public long heapBytes() {
    return rows.pageBytes() + directory.heapBytes();
  }

  private long hash(byte[] bytes, int row, int length) {
    return wholeRow
        ? storage.hash().hash(bytes, row, length)
        : key.hash(storage.hash(), bytes, row);
  }

  private boolean isRow(byte[] page, int at, byte[] bytes, int row, int length) {
    if (!layout.isFixed() && layout.rowLength(page, at) != length) {
      return false;
    }
    return Bytes.equalLongs(page, at, bytes, row, length);
  }

  private int next(int block) {
    return Bytes.getInt(rows.page(block), rows.offset(block) + 4) - 1;
  }

  private void insert(long hash, int first, byte[] bytes, int row, int length, long weight) {
    int block = rows.allocate(HEADER + length);
    byte[] page = rows.writable(block);
    int offset = rows.offset(block);
    boolean narrow = isNarrow(weight);
    Bytes.putInt(page, offset, narrow ? (int) weight : 0);
    Bytes.putInt(page, offset + 4, first + 1);
    System.arraycopy(bytes, row, page, offset + HEADER, length);
    directory.put(hash, block, first);
    counters.entriesWritten++;
    if (!narrow) {
      setWeight(block, weight);
    }
    setRowCount(rowCount + 1);
  }

  private void remove(long hash, int block, int previous) {
    int next = next(block);
    if (previous >= 0) {
      Bytes.putInt(rows.edit(previous, 4, 4), rows.offset(previous) + 4, next + 1);
    } else {
      directory.put(hash, next, block);
    }
    setWeight(block, 0);
    rows.release(block);
    setRowCount(rowCount - 1);
  }

  private void setWeight(int block, long weight) {
    boolean wide = !isNarrow(weight);
    byte[] page = rows.edit(block, 0, 4);
    int offset = rows.offset(block);
    if (wide || Bytes.getInt(page, offset) == WIDE) {
      storage.journal().log(this, WIDE_WEIGHT, block, wideWeights.get(block));
      putWide(block, wide ? weight : 0);
    }
    Bytes.putInt(page, offset, wide ? WIDE : (int) weight);
    counters.entriesWritten++;
  }

  private static boolean isNarrow(long weight) {
    return weight == (int) weight && (int) weight != WIDE;
  }

  private void putWide(int block, long weight) {
    if (weight == 0) {
      wideWeights.remove(block);
    } else {
      wideWeights.put(block, weight);
    }
  }

  private void setRowCount(long count) {
    if (rowCountStamp != storage.stamp()) {
      storage.journal().log(this, ROWS, rowCount, rowCountStamp);
      rowCountStamp = storage.stamp();
    }
    rowCount = count;
  }

  @Override
  public void undo(int kind, long a, long b) {
    if (kind == ROWS) {
      rowCount = a;
      rowCountStamp = (int) b;
    } else {
      putWide((int) a, b);
    }
  }
}
