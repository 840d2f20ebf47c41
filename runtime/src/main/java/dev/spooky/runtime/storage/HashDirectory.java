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

  private static final class Segment {
    final LongIntHashMap map = new LongIntHashMap();
    final int depth;

    Segment(int depth) {
      this.depth = depth;
    }
  }

  private final Journal journal;
  private final Counters counters;
  private Segment[] segments = {new Segment(0)};
  private int depth;

  /** An empty directory. */
  public HashDirectory(Storage storage) {
    this.journal = storage.journal();
    this.counters = storage.counters();
  }

  /** The handle stored under {@code hash}, or −1. */
  public int get(long hash) {
    counters.probes++;
    return segments[index(hash)].map.getIfAbsent(hash, ABSENT) - 1;
  }

  /** Stores a handle under {@code hash}; −1 removes the entry. */
  public void put(long hash, int handle) {
    Segment segment = segments[index(hash)];
    int old = segment.map.getIfAbsent(hash, ABSENT);
    journal.log(this, 0, hash, old);
    if (handle < 0) {
      segment.map.removeKey(hash);
    } else {
      segment.map.put(hash, handle + 1);
      if (segment.map.size() > SEGMENT_ENTRIES && segment.depth < MAX_DEPTH) {
        split(segment, hash);
      }
    }
  }

  @Override
  public void undo(int kind, long hash, long old) {
    LongIntHashMap map = segments[index(hash)].map;
    if (old == ABSENT) {
      map.removeKey(hash);
    } else {
      map.put(hash, (int) old);
    }
  }

  /** Number of hashes. Cost: O(segments). */
  public long size() {
    long size = 0;
    for (int i = 0; i < segments.length; i += 1 << (depth - segments[i].depth)) {
      size += segments[i].map.size();
    }
    return size;
  }

  /** Calls {@code action} with every handle. */
  public void forEach(java.util.function.IntConsumer action) {
    for (int i = 0; i < segments.length; i += 1 << (depth - segments[i].depth)) {
      segments[i].map.forEachValue(handle -> action.accept(handle - 1));
    }
  }

  /** Estimated heap bytes. Cost: O(segments). */
  public long heapBytes() {
    return size() * 32L + segments.length * 4L;
  }

  private int index(long hash) {
    return depth == 0 ? 0 : (int) (hash >>> (64 - depth));
  }

  private void split(Segment full, long hash) {
    if (full.depth == depth) {
      Segment[] doubled = new Segment[2 * segments.length];
      for (int i = 0; i < segments.length; i++) {
        doubled[2 * i] = segments[i];
        doubled[2 * i + 1] = segments[i];
      }
      segments = doubled;
      depth++;
    }
    Segment low = new Segment(full.depth + 1);
    Segment high = new Segment(full.depth + 1);
    full.map.forEachKeyValue(
        (key, value) -> ((key >>> (63 - full.depth) & 1) == 0 ? low : high).map.put(key, value));
    int span = 1 << (depth - full.depth);
    int first = index(hash) & -span;
    for (int i = 0; i < span; i++) {
      segments[first + i] = i < span / 2 ? low : high;
    }
  }
}
