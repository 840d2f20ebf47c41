// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.storage.Arena;
import dev.spooky.runtime.storage.Counters;
import dev.spooky.runtime.storage.HashDirectory;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowProjection;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/**
 * Key to rows: an arrangement that any number of operators probe. Holds, per key, a signed log of
 * the columns that they use.
 *
 * <pre>
 *   block: next (int) | stamp (int) | used (int) | old used (int) | net weight (long) | key row | log
 *   log entry: weight (long) | row bytes
 * </pre>
 *
 * <p>Within a tick both versions can be read: entries up to <i>old used</i> are the state before
 * the tick, all entries are the state after it; so consumers may run in any order. A full log is
 * squeezed (equal rows summed) at the key's first touch in a later tick, else doubled; a long one
 * that was doubled is squeezed at the tick's end. So a log of more than a few entries is at most
 * some three times as long as what lives in it. A log whose weights cancel is removed at the tick's
 * end.
 *
 * <p>Cost of a change: amortised O(1), one hash probe. Measured 2–3 times faster and smaller than
 * rows stored once with links (docs/decisions.md).
 */
public final class Index {
  private static final int STAMP = 4;
  private static final int USED = 8;
  private static final int OLD_USED = 12;
  static final int NET = 16;
  static final int KEY = 24;

  /** Bytes of a log that are probed before it is read; the processor guesses the rest. */
  private static final int PROBED = 256;

  /** Bytes of a doubled log from which on it is squeezed at the tick's end. */
  private static final int LONG_LOG = 1024;

  private final Storage storage;
  private final Counters counters;
  private final RowKey inputKey;
  private final RowKey storedKey;
  private final RowLayout keyLayout;
  private final RowLayout valueLayout;
  private final RowProjection projection;
  private final boolean keepNullKeys;
  private final Arena blocks;
  private final HashDirectory directory;
  private final RowWriter keyRow;
  private final Delta entry;
  private final Delta scratch;
  private final Consolidator consolidator;
  private final Probes probes = new Probes();
  private final IntArrayList mayBeEmpty = new IntArrayList();
  private final IntArrayList doubled = new IntArrayList();

  /**
   * An empty index.
   *
   * @param key the key's columns in rows of the indexed stream
   * @param values the columns that consumers use
   * @param keepNullKeys whether rows with a NULL in the key are kept (IS NOT DISTINCT FROM joins)
   */
  public Index(Storage storage, RowKey key, int[] values, boolean keepNullKeys) {
    this.storage = storage;
    this.counters = storage.counters();
    this.inputKey = key;
    this.storedKey = key.ofKeyRows();
    this.keyLayout = key.keyLayout();
    this.valueLayout = key.layout().project(values);
    this.projection = new RowProjection(key.layout(), values, valueLayout, 0);
    this.keepNullKeys = keepNullKeys;
    this.blocks = new Arena(storage.journal());
    this.directory = new HashDirectory(storage);
    this.keyRow = new RowWriter(keyLayout);
    this.entry = new Delta(valueLayout);
    this.scratch = new Delta(valueLayout);
    this.consolidator = new Consolidator(storage.hash());
  }

  /** Layout of the stored rows: the value columns in order. */
  public RowLayout valueLayout() {
    return valueLayout;
  }

  /** Whether rows with a NULL in the key are kept. */
  public boolean keepsNullKeys() {
    return keepNullKeys;
  }

  /** The key of the stored key rows. */
  public RowKey storedKey() {
    return storedKey;
  }

  /** Number of keys, colliding hashes counted once. Cost: O(segments). */
  public long keyCount() {
    return directory.size();
  }

  /** Heap bytes, estimated. */
  public long heapBytes() {
    return blocks.pageBytes() + directory.heapBytes();
  }

  /** Appends a delta of the indexed stream. At most once a tick. */
  public void update(Delta delta) {
    for (int from = 0; from < delta.count(); from += Probes.MOST) {
      Probes next = probe(inputKey, delta, from, true);
      for (int i = from; i < from + next.count(); i++) {
        byte[] bytes = delta.bytes();
        int row = delta.offset(i);
        long weight = delta.weight(i);
        if (weight != 0 && (keepNullKeys || !inputKey.hasNull(bytes, row))) {
          entry.clear();
          projection.copy(bytes, row, entry, entry.begin());
          entry.end(weight);
          append(next.hash(i - from), bytes, row, weight);
        }
      }
    }
  }

  /**
   * Probes the keys of rows of a delta from {@code from} on.
   *
   * @param ends whether the logs will be appended to; else they will be read
   */
  public Probes probe(RowKey key, Delta delta, int from, boolean ends) {
    probes.clear();
    int to = Math.min(delta.count(), from + Probes.MOST);
    for (int i = from; i < to; i++) {
      probes.add(key.hash(storage.hash(), delta.bytes(), delta.offset(i)));
    }
    int head = KEY + keyLayout.fixedBytes();
    if (probes.locate(directory, blocks, head)) {
      for (int i = 0; i < probes.count(); i++) {
        int block = probes.block(i);
        if (block >= 0) {
          int used = Bytes.getInt(blocks.page(block), blocks.offset(block) + USED);
          int length = ends ? 1 : Math.min(used, PROBED);
          int at = Math.min(head + (ends ? used : 0), blocks.capacity(block) - length);
          probes.read(blocks.page(block), blocks.offset(block) + at, length);
        }
      }
    }
    return probes;
  }

  private void append(long hash, byte[] bytes, int row, long weight) {
    int first = directory.get(hash);
    int block = matching(first, inputKey, bytes, row);
    int size = 8 + entry.sizeBytes();
    if (block < 0) {
      block = create(hash, first, bytes, row, size);
    } else {
      block = room(hash, block, size);
    }
    byte[] page = blocks.writable(block);
    int offset = blocks.offset(block);
    int used = Bytes.getInt(page, offset + USED);
    int at = logStart(page, offset) + used;
    Bytes.putLong(page, at, weight);
    System.arraycopy(entry.bytes(), 0, page, at + 8, entry.sizeBytes());
    Bytes.putInt(page, offset + USED, used + size);
    long net = Bytes.getLong(page, offset + NET) + weight;
    Bytes.putLong(page, offset + NET, net);
    counters.entriesWritten++;
    if (net == 0) {
      mayBeEmpty.add(block);
    }
  }

  /** The block of the key that a row has, or −1. */
  public int find(RowKey probe, byte[] bytes, int row) {
    return find(probe.hash(storage.hash(), bytes, row), probe, bytes, row);
  }

  /** As above, for a row whose hash {@link #probe} has given. */
  public int find(long hash, RowKey probe, byte[] bytes, int row) {
    return matching(directory.get(hash), probe, bytes, row);
  }

  /** The array in which a block lies. */
  public byte[] bytes(int block) {
    return blocks.page(block);
  }

  /** Where the log of a block starts: an entry's weight, 8 bytes on its row. */
  public int start(int block) {
    return logStart(blocks.page(block), blocks.offset(block));
  }

  /** Where the log of a block ends, as of the tick's start or as of now. */
  public int end(int block, boolean old) {
    byte[] page = blocks.page(block);
    int offset = blocks.offset(block);
    int used = old && isTouched(block) ? OLD_USED : USED;
    return logStart(page, offset) + Bytes.getInt(page, offset + used);
  }

  /** Counts a log entry that a consumer has read. */
  public void countRead() {
    counters.entriesRead++;
  }

  /** Calls {@code action} with every block. */
  public void forEachBlock(java.util.function.IntConsumer action) {
    directory.forEach(
        first -> {
          for (int b = first; b >= 0; b = next(b)) {
            action.accept(b);
          }
        });
  }

  /** Where the key row of a block starts. */
  public int keyRow(int block) {
    return blocks.offset(block) + KEY;
  }

  /** Removes the keys whose logs cancel, squeezes what grew. After all consumers have run. */
  public void endTick() {
    for (int i = 0; i < mayBeEmpty.size(); i++) {
      int block = mayBeEmpty.get(i);
      if (isTouched(block) && Bytes.getLong(blocks.page(block), blocks.offset(block) + NET) == 0) {
        squeeze(block, true);
        if (scratch.isEmpty()) {
          unlink(block);
        }
      }
    }
    for (int i = 0; i < doubled.size(); i++) {
      int block = doubled.get(i);
      if (isTouched(block)) {
        squeeze(block, true);
        moveSqueezed(hash(block), block, 0);
      }
    }
    abandonTick();
  }

  /** Whether the block is in use and was touched in this tick. */
  private boolean isTouched(int block) {
    return Bytes.getInt(blocks.page(block), blocks.offset(block) + STAMP) == storage.stamp();
  }

  /** Forgets what {@link #endTick} would look at; after a tick that was undone. */
  public void abandonTick() {
    mayBeEmpty.clear();
    doubled.clear();
  }

  private int matching(int first, RowKey probe, byte[] bytes, int row) {
    for (int b = first; b >= 0; b = next(b)) {
      counters.entriesRead++;
      if (storedKey.matches(blocks.page(b), keyRow(b), probe, bytes, row)) {
        return b;
      }
    }
    return -1;
  }

  private int next(int block) {
    return Bytes.getInt(blocks.page(block), blocks.offset(block)) - 1;
  }

  private int logStart(byte[] page, int offset) {
    return offset + KEY + keyLayout.rowLength(page, offset + KEY);
  }

  private int create(long hash, int first, byte[] bytes, int row, int entryBytes) {
    inputKey.copyTo(keyRow, bytes, row);
    int keyBytes = keyRow.length();
    int block = blocks.allocate(KEY + keyBytes + entryBytes);
    byte[] page = blocks.writable(block);
    int offset = blocks.offset(block);
    Bytes.putInt(page, offset, first + 1);
    Bytes.putInt(page, offset + STAMP, storage.stamp());
    Bytes.putInt(page, offset + USED, 0);
    Bytes.putInt(page, offset + OLD_USED, 0);
    Bytes.putLong(page, offset + NET, 0);
    System.arraycopy(keyRow.bytes(), 0, page, offset + KEY, keyBytes);
    directory.put(hash, block, first);
    return block;
  }

  /** Makes room for one entry and marks the block as touched; returns where the block is now. */
  private int room(long hash, int block, int entryBytes) {
    byte[] page = blocks.page(block);
    int offset = blocks.offset(block);
    int used = Bytes.getInt(page, offset + USED);
    int header = logStart(page, offset) - offset;
    boolean firstTouch = Bytes.getInt(page, offset + STAMP) != storage.stamp();
    if (header + used + entryBytes <= blocks.capacity(block)) {
      if (firstTouch) {
        page = blocks.edit(block, 0, KEY);
        Bytes.putInt(page, offset + STAMP, storage.stamp());
        Bytes.putInt(page, offset + OLD_USED, used);
      }
      return block;
    }
    if (firstTouch) {
      squeeze(block, false);
      return moveSqueezed(hash, block, entryBytes);
    }
    int moved = move(hash, block, header, 2 * used + entryBytes, false);
    if (used > LONG_LOG) {
      doubled.add(moved);
    }
    return moved;
  }

  /** Moves a block to where it has just its squeezed log and some room. */
  private int moveSqueezed(long hash, int block, int entryBytes) {
    int header = start(block) - blocks.offset(block);
    int squeezed = scratch.sizeBytes() + 8 * scratch.count();
    int wanted = Math.max(squeezed + entryBytes, squeezed + squeezed / 2);
    return move(hash, block, header, wanted, true);
  }

  /** Sums the log's equal entries into {@link #scratch}. */
  private void squeeze(int block, boolean whole) {
    byte[] page = blocks.page(block);
    int end = end(block, !whole);
    scratch.clear();
    for (int at = start(block); at < end; ) {
      int length = valueLayout.rowLength(page, at + 8);
      scratch.add(page, at + 8, length, Bytes.getLong(page, at));
      counters.entriesRead++;
      at += 8 + length;
    }
    consolidator.consolidate(scratch);
  }

  private int move(long hash, int block, int header, int logBytes, boolean squeezed) {
    int moved = blocks.allocate(header + logBytes);
    byte[] page = blocks.writable(moved);
    int offset = blocks.offset(moved);
    byte[] oldPage = blocks.page(block);
    int oldOffset = blocks.offset(block);
    int used = Bytes.getInt(oldPage, oldOffset + USED);
    System.arraycopy(oldPage, oldOffset, page, offset, squeezed ? header : header + used);
    if (squeezed) {
      used = 0;
      for (int i = 0; i < scratch.count(); i++) {
        int at = offset + header + used;
        Bytes.putLong(page, at, scratch.weight(i));
        int length = scratch.length(i);
        System.arraycopy(scratch.bytes(), scratch.offset(i), page, at + 8, length);
        used += 8 + length;
      }
      Bytes.putInt(page, offset + STAMP, storage.stamp());
      Bytes.putInt(page, offset + USED, used);
      Bytes.putInt(page, offset + OLD_USED, used);
    }
    counters.bytesMoved += header + used;
    relink(hash, block, moved);
    oldPage = blocks.edit(block, STAMP, 4);
    Bytes.putInt(oldPage, oldOffset + STAMP, 0);
    blocks.release(block);
    return moved;
  }

  private void relink(long hash, int block, int replacement) {
    int first = directory.get(hash);
    if (first == block) {
      directory.put(hash, replacement, first);
      return;
    }
    int b = first;
    while (next(b) != block) {
      b = next(b);
    }
    Bytes.putInt(blocks.edit(b, 0, 4), blocks.offset(b), replacement + 1);
  }

  private void unlink(int block) {
    relink(hash(block), block, next(block));
    byte[] page = blocks.edit(block, STAMP, 4);
    Bytes.putInt(page, blocks.offset(block) + STAMP, 0);
    blocks.release(block);
  }

  private long hash(int block) {
    return storedKey.hash(storage.hash(), blocks.page(block), keyRow(block));
  }
}
