// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

import java.util.function.IntConsumer;

/**
 * 64-bit hash to block handle: tables in segments that split by the hash's high bits (extendible
 * hashing), so that growing costs no tick more than one small segment.
 *
 * <p>One handle a hash, of which the upper half counts; blocks with equal ones are chained by their
 * owners. Writes are journalled.
 */
public final class HashDirectory extends Journal.Owner {
  private static final int SEGMENT_ENTRIES = 3000;
  private static final int MAX_DEPTH = 20;
  private static final int FIRST_SLOTS = 8;
  private static final int SPLIT_SLOTS = 4096;

  private final Journal journal;
  private final Counters counters;
  private HashSegment[] segments = {new HashSegment(FIRST_SLOTS)};
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
    return segments[index(hash)].get(hash);
  }

  /** Looks up many hashes; see {@link Probes}. */
  void locate(long[] hashes, int[] handles, int count) {
    for (int i = 0; i < count; i++) {
      handles[i] = segments[index(hashes[i])].get(hashes[i]);
    }
  }

  /**
   * Stores a handle under {@code hash}; −1 removes the entry.
   *
   * @param old what {@link #get} gives for the hash
   */
  public void put(long hash, int handle, int old) {
    int index = index(hash);
    HashSegment segment = segments[index];
    journal.log(this, 0, hash, old + 1);
    if (handle < 0) {
      segment.remove(hash);
    } else {
      segment.put(hash, handle);
      if (old < 0 && segment.size() > SEGMENT_ENTRIES && depths[index] < MAX_DEPTH) {
        split(index);
      }
    }
  }

  @Override
  public void undo(int kind, long hash, long old) {
    HashSegment segment = segments[index(hash)];
    if (old == 0) {
      segment.remove(hash);
    } else {
      segment.put(hash, (int) old - 1);
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
  public void forEach(IntConsumer action) {
    for (int i = 0; i < segments.length; i += 1 << (depth - depths[i])) {
      segments[i].forEach(action);
    }
  }

  /** Heap bytes of the tables. Cost: O(segments). */
  public long heapBytes() {
    long bytes = segments.length * 5L;
    for (int i = 0; i < segments.length; i += 1 << (depth - depths[i])) {
      bytes += segments[i].capacity() * 8L;
    }
    return bytes;
  }

  private int index(long hash) {
    return depth == 0 ? 0 : (int) (hash >>> (64 - depth));
  }

  private void split(int index) {
    HashSegment full = segments[index];
    int fullDepth = depths[index];
    int at = index;
    if (fullDepth == depth) {
      doubleDirectory();
      at *= 2;
    }
    HashSegment low = new HashSegment(SPLIT_SLOTS);
    HashSegment high = new HashSegment(SPLIT_SLOTS);
    full.split(63 - fullDepth, low, high);
    int span = 1 << (depth - fullDepth);
    int first = at & -span;
    for (int i = 0; i < span; i++) {
      segments[first + i] = i < span / 2 ? low : high;
      depths[first + i] = (byte) (fullDepth + 1);
    }
  }

  private void doubleDirectory() {
    HashSegment[] doubled = new HashSegment[2 * segments.length];
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
