// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

import java.util.function.IntConsumer;

/**
 * A small open-addressing table from the upper half of a hash to a handle, linear probing, eight
 * bytes a slot. Hashes that agree in their upper halves share an entry; owners compare rows anyway.
 *
 * <pre>
 *   slot (long):  upper 32 bits of the hash | handle + 1        0: empty
 * </pre>
 *
 * <p>Measured beside Eclipse Collections' {@code LongIntHashMap}, which it replaced:
 * docs/decisions.md.
 */
final class HashSegment {
  private static final long TAG = 0xFFFFFFFF00000000L;

  private long[] slots;
  private int size;

  HashSegment(int capacity) {
    slots = new long[capacity];
  }

  int size() {
    return size;
  }

  int capacity() {
    return slots.length;
  }

  private int home(long hash) {
    return (int) (hash >>> 32) & (slots.length - 1);
  }

  /** The handle under a hash, or −1. */
  int get(long hash) {
    long[] table = slots;
    int mask = table.length - 1;
    for (int i = (int) (hash >>> 32) & mask; ; i = (i + 1) & mask) {
      long slot = table[i];
      if (((slot ^ hash) & TAG) == 0 && slot != 0) {
        return (int) slot - 1;
      }
      if (slot == 0) {
        return -1;
      }
    }
  }

  /** Sets the handle under a hash. */
  void put(long hash, int handle) {
    int mask = slots.length - 1;
    long entry = (hash & TAG) | ((handle + 1) & ~TAG);
    int i = home(hash);
    while (slots[i] != 0 && ((slots[i] ^ hash) & TAG) != 0) {
      i = (i + 1) & mask;
    }
    if (slots[i] == 0 && ++size > slots.length - slots.length / 4) {
      grow();
      insert(entry);
    } else {
      slots[i] = entry;
    }
  }

  private void insert(long entry) {
    int mask = slots.length - 1;
    int i = home(entry);
    while (slots[i] != 0) {
      i = (i + 1) & mask;
    }
    slots[i] = entry;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (long slot : old) {
      if (slot != 0) {
        insert(slot);
      }
    }
  }

  /** Removes the entry of a hash; later ones of its run move up. */
  void remove(long hash) {
    int mask = slots.length - 1;
    int gap = home(hash);
    while (slots[gap] != 0 && ((slots[gap] ^ hash) & TAG) != 0) {
      gap = (gap + 1) & mask;
    }
    if (slots[gap] == 0) {
      return;
    }
    size--;
    for (int i = (gap + 1) & mask; slots[i] != 0; i = (i + 1) & mask) {
      int distance = (i - home(slots[i])) & mask;
      if (distance >= ((i - gap) & mask)) {
        slots[gap] = slots[i];
        gap = i;
      }
    }
    slots[gap] = 0;
  }

  /** Moves the entries to two segments by one bit of the hash. */
  void split(int bit, HashSegment low, HashSegment high) {
    for (long slot : slots) {
      if (slot != 0) {
        ((slot >>> bit & 1) == 0 ? low : high).put(slot, (int) slot - 1);
      }
    }
  }

  void forEach(IntConsumer action) {
    for (long slot : slots) {
      if (slot != 0) {
        action.accept((int) slot - 1);
      }
    }
  }
}
