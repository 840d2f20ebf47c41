// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;

/** Ranges of positions, gathered in any order and then merged. */
public final class Ranges {
  private long[] froms = new long[16];
  private long[] tos = new long[16];
  private int count;

  /** Forgets all. */
  void clear() {
    count = 0;
  }

  /** Adds the positions {@code from} to {@code to − 1}; none if that is empty. */
  public void add(long from, long to) {
    if (from >= to) {
      return;
    }
    if (count == froms.length) {
      froms = Arrays.copyOf(froms, 2 * count);
      tos = Arrays.copyOf(tos, 2 * count);
    }
    froms[count] = from;
    tos[count++] = to;
  }

  /** Sorts the ranges and merges those that meet. */
  void merge() {
    LongArrays.quickSort(froms, tos, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (kept > 0 && froms[i] <= tos[kept - 1]) {
        tos[kept - 1] = Math.max(tos[kept - 1], tos[i]);
      } else {
        froms[kept] = froms[i];
        tos[kept++] = tos[i];
      }
    }
    count = kept;
  }

  int count() {
    return count;
  }

  long from(int range) {
    return froms[range];
  }

  long to(int range) {
    return tos[range];
  }
}
