// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import it.unimi.dsi.fastutil.Arrays;
import org.jspecify.annotations.Nullable;

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
  private @Nullable FieldName[] names = new FieldName[32];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Adds the next field; its ordinal is the number of fields before it. */
  void add(FieldName name) {
    if (size == keys.length) {
      keys = java.util.Arrays.copyOf(keys, 2 * size);
      ordinals = java.util.Arrays.copyOf(ordinals, 2 * size);
      names = java.util.Arrays.copyOf(names, 2 * size);
    }
    keys[size] = name.hash() ^ Long.MIN_VALUE;
    names[size] = name;
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

  /**
   * After sorting: leaves of fields of one name only the last.
   *
   * @throws RecordException if two names share a hash
   */
  void dropReplaced() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i + 1 < size && keys[i] == keys[i + 1]) {
        checkSameName(ordinals[i], ordinals[i + 1]);
      } else {
        keys[kept] = keys[i];
        ordinals[kept] = ordinals[i];
        kept++;
      }
    }
    size = kept;
  }

  private void checkSameName(int one, int other) {
    FieldName first = names[one];
    FieldName second = names[other];
    if (first != null && second != null && !first.equals(second)) {
      throw RecordException.nameCollision(first.text(), second.text());
    }
  }
}
