// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

/**
 * The next few rows that a structure will look up, probed at once: the cache misses of independent
 * reads overlap, those of row after row do not. Changes nothing and decides nothing; what is read
 * here lies in the caches when the rows are worked on one by one.
 *
 * <p>Measured gain: docs/decisions.md. Technique: group prefetching (Chen et al., TODS 32(3) 2007),
 * with plain reads for the prefetch instruction that Java has not.
 */
public final class Probes {
  /** Rows probed at once: their blocks fit into the first-level cache. */
  public static final int MOST = 64;

  /** With fewer rows there is nothing to overlap. */
  private static final int FEWEST = 3;

  private static final int LINE = 64;

  private final long[] hashes = new long[MOST];
  private final int[] blocks = new int[MOST];
  private int count;
  private long sum;

  /** Forgets all rows. */
  public void clear() {
    count = 0;
  }

  /** Adds the hash of a row; at most {@link #MOST}. */
  public void add(long hash) {
    hashes[count++] = hash;
  }

  /** Number of rows. */
  public int count() {
    return count;
  }

  /** Hash of a row. */
  public long hash(int row) {
    return hashes[row];
  }

  /** The first block under the hash of a row as {@link #locate} saw it, or −1. */
  public int block(int row) {
    return blocks[row];
  }

  /**
   * Reads the directory's slots of all rows, then the first {@code length} bytes of the blocks that
   * they name.
   *
   * @return whether there were rows enough to do so
   */
  public boolean locate(HashDirectory directory, Arena arena, int length) {
    if (count < FEWEST) {
      return false;
    }
    directory.locate(hashes, blocks, count);
    for (int i = 0; i < count; i++) {
      if (blocks[i] >= 0) {
        read(arena.page(blocks[i]), arena.offset(blocks[i]), length);
      }
    }
    return true;
  }

  /** Reads a range of bytes, one a cache line. */
  public void read(byte[] bytes, int from, int length) {
    long read = 0;
    for (int at = from; at < from + length; at += LINE) {
      read += bytes[at];
    }
    sum += read;
  }

  /** Sum of all that was read, without which the reads would be optimised away. */
  long sum() {
    return sum;
  }
}
