// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import it.unimi.dsi.fastutil.Arrays;

/**
 * Sorts fields by unsigned name hash, those of equal hash as they came.
 *
 * <p>State: two arrays that are used again and only grow. Cost: insertion sort up to 48 fields,
 * quicksort above.
 */
final class HashOrder {
  private static final int INSERTION_SORT_FIELDS = 48;

  /** Hashes with the sign bit flipped, so that signed order is the wanted order. */
  private long[] keys = new long[32];

  private int[] ordinals = new int[32];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Adds the next field; its ordinal is the number of fields before it. */
  void add(long nameHash) {
    if (size == keys.length) {
      keys = java.util.Arrays.copyOf(keys, 2 * size);
      ordinals = java.util.Arrays.copyOf(ordinals, 2 * size);
    }
    keys[size] = nameHash ^ Long.MIN_VALUE;
    ordinals[size] = size;
    size++;
  }

  /** The hash at a place of the order. */
  long hash(int place) {
    return keys[place] ^ Long.MIN_VALUE;
  }

  /** The ordinal at a place of the order. */
  int ordinal(int place) {
    return ordinals[place];
  }

  /** Sorts what was added. */
  void sort() {
    if (size > INSERTION_SORT_FIELDS) {
      Arrays.quickSort(0, size, this::compare, this::swap);
      return;
    }
    for (int i = 1; i < size; i++) {
      long key = keys[i];
      int ordinal = ordinals[i];
      int at = i;
      while (at > 0 && keys[at - 1] > key) {
        keys[at] = keys[at - 1];
        ordinals[at] = ordinals[at - 1];
        at--;
      }
      keys[at] = key;
      ordinals[at] = ordinal;
    }
  }

  private int compare(int one, int other) {
    int order = Long.compare(keys[one], keys[other]);
    return order != 0 ? order : Integer.compare(ordinals[one], ordinals[other]);
  }

  private void swap(int one, int other) {
    long key = keys[one];
    keys[one] = keys[other];
    keys[other] = key;
    int ordinal = ordinals[one];
    ordinals[one] = ordinals[other];
    ordinals[other] = ordinal;
  }

  /** After sorting: the first place with the hash of the next, -1 if all differ. */
  int firstRepeated() {
    for (int i = 1; i < size; i++) {
      if (keys[i - 1] == keys[i]) {
        return i - 1;
      }
    }
    return -1;
  }

  /** After sorting: of fields with the hash of the next, drops the earlier. */
  void dropReplaced() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i + 1 == size || keys[i] != keys[i + 1]) {
        keys[kept] = keys[i];
        ordinals[kept] = ordinals[i];
        kept++;
      }
    }
    size = kept;
  }
}
