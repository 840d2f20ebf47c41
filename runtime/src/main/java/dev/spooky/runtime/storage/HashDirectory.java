// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

import org.eclipse.collections.impl.map.mutable.primitive.LongIntHashMap;

/**
 * 64-bit hash to block handle: Eclipse Collections maps in segments that split by the hash's high
 * bits (extendible hashing), so that growing costs no tick more than one small segment.
 *
 * <p>One handle a hash; blocks with equal hashes are chained by their owners. Writes are
 * journalled.
 */
public final class HashDirectory implements Journal.Owner {
  private static final int SEGMENT_ENTRIES = 2048;
  private static final int MAX_DEPTH = 22;
  private static final int ABSENT = 0;

  private final Journal journal;
  private final Counters counters;
  private LongIntHashMap[] segments = {new LongIntHashMap()};
  private byte[] depths = new byte[1];
  private int depth;

  /** An empty directory. */
  public HashDirectory(Storage storage) {
    this.journal = storage.journal();
    this.counters = storage.counters();
  }

  /** The handle stored under {@code hash}, or −1. */
  public int get(long hash) {
    counters.probes++;
    return segments[index(hash)].getIfAbsent(hash, ABSENT) - 1;
  }

  /**
   * Stores a handle under {@code hash}; −1 removes the entry.
   *
   * @param old what {@link #get} gives for the hash
   */
  public void put(long hash, int handle, int old) {
    int index = index(hash);
    LongIntHashMap segment = segments[index];
    journal.log(this, 0, hash, old + 1);
    if (handle < 0) {
      segment.removeKey(hash);
    } else {
      segment.put(hash, handle + 1);
      if (old < 0 && segment.size() > SEGMENT_ENTRIES && depths[index] < MAX_DEPTH) {
        split(index);
      }
    }
  }

  @Override
  public void undo(int kind, long hash, long old) {
    LongIntHashMap map = segments[index(hash)];
    if (old == ABSENT) {
      map.removeKey(hash);
    } else {
      map.put(hash, (int) old);
    }
  }

  /** Number of hashes. Cost: O(segments). */
  public long size() {
    long size = 0;
    for (int i = 0; i < segments.length; i += 1 << (depth - depths[i])) {
      size += segments[i].size();
    }
    return size;
  }

  /** Calls {@code action} with every handle. */
  public void forEach(java.util.function.IntConsumer action) {
    for (int i = 0; i < segments.length; i += 1 << (depth - depths[i])) {
      segments[i].forEachValue(handle -> action.accept(handle - 1));
    }
  }

  /** Estimated heap bytes. Cost: O(segments). */
  public long heapBytes() {
    return size() * 32L + segments.length * 4L;
  }

  private int index(long hash) {
    return depth == 0 ? 0 : (int) (hash >>> (64 - depth));
  }

  private void split(int index) {
    LongIntHashMap full = segments[index];
    int fullDepth = depths[index];
    int at = index;
    if (fullDepth == depth) {
      doubleDirectory();
      at *= 2;
    }
    LongIntHashMap low = new LongIntHashMap(SEGMENT_ENTRIES);
    LongIntHashMap high = new LongIntHashMap(SEGMENT_ENTRIES);
    full.forEachKeyValue(
        (key, value) -> ((key >>> (63 - fullDepth) & 1) == 0 ? low : high).put(key, value));
    int span = 1 << (depth - fullDepth);
    int first = at & -span;
    for (int i = 0; i < span; i++) {
      segments[first + i] = i < span / 2 ? low : high;
      depths[first + i] = (byte) (fullDepth + 1);
    }
  }

  private void doubleDirectory() {
    LongIntHashMap[] doubled = new LongIntHashMap[2 * segments.length];
    byte[] doubledDepths = new byte[doubled.length];
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] = segments[i / 2];
      doubledDepths[i] = depths[i / 2];
    }
    segments = doubled;
    depths = doubledDepths;
    depth++;
  }
}
