// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.zset;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import java.util.Arrays;

/**
 * A Z-set of changes: packed rows of one layout with signed weights, in the order of their arrival,
 * in one reused buffer.
 *
 * <p>A row is written with {@link #begin}, stores into {@link #bytes} at the offset that it returns
 * plus the slot's offset, {@link #putTail} for variable-length fields <em>in field order</em>, and
 * {@link #end}; or copied whole with {@link #add}. Nothing is allocated but when the buffers grow.
 * Not thread-safe.
 */
public final class Delta {
  private static final int KEEP_BYTES = 1 << 20;
  private static final byte[] NO_BYTES = new byte[0];
  private static final int[] NO_INTS = new int[0];
  private static final long[] NO_LONGS = new long[0];

  private final RowLayout layout;
  private final boolean fixed;
  private final int fixedBytes;
  private byte[] bytes = NO_BYTES;
  private int[] starts = NO_INTS;
  private long[] weights = NO_LONGS;
  private int count;
  private int end;
  private int tailEnd;

  /** An empty delta of rows of {@code layout}. */
  public Delta(RowLayout layout) {
    this.layout = layout;
    this.fixed = layout.isFixed();
    this.fixedBytes = layout.fixedBytes();
  }

  /** The layout of the rows. */
  public RowLayout layout() {
    return layout;
  }

  /** Number of (row, weight) entries; rows may repeat. */
  public int count() {
    return count;
  }

  /** Whether there are no entries. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** The buffer that holds the rows; changes when rows are added. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where row {@code index} starts in {@link #bytes}. */
  public int offset(int index) {
    return fixed ? index * fixedBytes : starts[index];
  }

  /** Length in bytes of row {@code index}. */
  public int length(int index) {
    if (fixed) {
      return fixedBytes;
    }
    return (index + 1 < count ? starts[index + 1] : end) - starts[index];
  }

  /** Weight of entry {@code index}. */
  public long weight(int index) {
    return weights[index];
  }

  /** Bytes of all rows. */
  public int sizeBytes() {
    return end;
  }

  /** Starts a row with all bytes of its fixed part zero; returns where it starts. */
  public int begin() {
    ensure(fixedBytes);
    Arrays.fill(bytes, end, end + fixedBytes, (byte) 0);
    tailEnd = end + fixedBytes;
    return end;
  }

  /** Appends a value to the tail of the row begun last and points its slot at it. */
  public void putTail(int slotOffset, byte[] source, int offset, int length) {
    int from = tailEnd;
    ensureTo((long) from + length + 8);
    System.arraycopy(source, offset, bytes, from, length);
    Bytes.putInt(bytes, end + slotOffset, from - end);
    Bytes.putInt(bytes, end + slotOffset + 4, length);
    tailEnd = from + length;
  }

  /** Ends the row begun last and gives it a weight; zero drops it. */
  public void end(long weight) {
    if (weight == 0) {
      return;
    }
    int aligned = (tailEnd + 7) & ~7;
    for (int i = tailEnd; i < aligned; i++) {
      bytes[i] = 0;
    }
    push(weight);
    end = aligned;
  }

  /** Adds a copy of a row; a zero weight adds nothing. */
  public void add(byte[] source, int row, int length, long weight) {
    if (weight == 0) {
      return;
    }
    ensure(length);
    System.arraycopy(source, row, bytes, end, length);
    push(weight);
    end += length;
  }

  /** Adds the row that a writer has finished. */
  public void add(RowWriter row, long weight) {
    add(row.bytes(), 0, row.length(), weight);
  }

  /**
   * Adds entry {@code index} of a delta of the same layout, with its weight times {@code factor}.
   */
  public void addFrom(Delta other, int index, long factor) {
    add(
        other.bytes,
        other.offset(index),
        other.length(index),
        Math.multiplyExact(other.weights[index], factor));
  }

  /** Adds all entries of a delta of the same layout. */
  public void addAll(Delta other) {
    if (other.count == 0) {
      return;
    }
    ensure(other.end);
    System.arraycopy(other.bytes, 0, bytes, end, other.end);
    if (count + other.count > weights.length) {
      weights = Arrays.copyOf(weights, Math.max(count + other.count, 2 * weights.length));
    }
    System.arraycopy(other.weights, 0, weights, count, other.count);
    if (!fixed) {
      if (count + other.count > starts.length) {
        starts = Arrays.copyOf(starts, Math.max(count + other.count, 2 * starts.length));
      }
      for (int i = 0; i < other.count; i++) {
        starts[count + i] = other.starts[i] + end;
      }
    }
    count += other.count;
    end += other.end;
  }

  /** Forgets all entries; large buffers that were little used are given back. */
  public void clear() {
    if (bytes.length > KEEP_BYTES && end < bytes.length / 8) {
      bytes = NO_BYTES;
      starts = NO_INTS;
      weights = NO_LONGS;
    }
    count = 0;
    end = 0;
  }

  /** Forgets all entries from {@code count} on. */
  public void truncate(int newCount) {
    if (newCount < count) {
      end = offset(newCount);
      count = newCount;
    }
  }

  /** Replaces the weight of an entry; zero is allowed and means that the entry is void. */
  public void setWeight(int index, long weight) {
    weights[index] = weight;
  }

  /** Drops the entries whose weight is zero. */
  public void dropZeros() {
    int kept = 0;
    int to = 0;
    for (int i = 0; i < count; i++) {
      int start = offset(i);
      int length = length(i);
      long weight = weights[i];
      if (weight != 0) {
        if (to != start) {
          System.arraycopy(bytes, start, bytes, to, length);
        }
        if (!fixed) {
          // length(i) of later rows reads starts[i + 1] and end, neither of which is written yet
          starts[kept] = to;
        }
        weights[kept++] = weight;
        to += length;
      }
    }
    count = kept;
    end = to;
  }

  private void push(long weight) {
    if (count == weights.length) {
      weights = Arrays.copyOf(weights, Math.max(4, 2 * count));
    }
    if (!fixed) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, Math.max(4, 2 * count));
      }
      starts[count] = end;
    }
    weights[count++] = weight;
  }

  private void ensure(int more) {
    ensureTo((long) end + more);
  }

  private void ensureTo(long needed) {
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 64) {
        throw new IllegalStateException("a delta holds at most 2 GiB, needed=" + needed);
      }
      long grown = Math.max(needed, Math.max(64L, 2L * bytes.length));
      if (grown > Growth.FROM_BYTES) {
        Growth.check(grown);
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(grown, Integer.MAX_VALUE - 64));
    }
  }
}
