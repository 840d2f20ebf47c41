// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.zset;

import dev.spooky.records.row.Bytes;
import java.util.Arrays;

/**
 * Sums the weights of equal rows of a delta in place and drops the rows that cancel. Keeps the
 * order of first appearance. Reuses its table; cost O(rows), quadratic only below a few rows.
 */
public final class Consolidator {
  private static final int FEW = 8;
  private static final int KEEP = 1 << 16;

  private final RowHash hash;
  private int[] table = new int[64];

  /** A consolidator that hashes rows with {@code hash}. */
  public Consolidator(RowHash hash) {
    this.hash = hash;
  }

  /** Consolidates {@code delta}. */
  public void consolidate(Delta delta) {
    int count = delta.count();
    if (count < 2) {
      return;
    }
    boolean merged = count <= FEW ? few(delta) : many(delta);
    if (merged) {
      delta.dropZeros();
    }
  }

  private static boolean few(Delta delta) {
    boolean merged = false;
    for (int i = 1; i < delta.count(); i++) {
      for (int j = 0; j < i; j++) {
        if (delta.weight(j) != 0 && equal(delta, i, j)) {
          merge(delta, i, j);
          merged = true;
          break;
        }
      }
    }
    return merged;
  }

  private boolean many(Delta delta) {
    int count = delta.count();
    int size = Integer.highestOneBit(count) << 2;
    if (table.length < size || (table.length > KEEP && size < table.length / 16)) {
      table = new int[size];
    } else {
      Arrays.fill(table, 0, size, 0);
    }
    int mask = size - 1;
    boolean merged = false;
    for (int i = 0; i < count; i++) {
      long h = hash.hash(delta.bytes(), delta.offset(i), delta.length(i));
      int at = (int) (h ^ (h >>> 32)) & mask;
      while (table[at] != 0 && !equal(delta, i, table[at] - 1)) {
        at = (at + 1) & mask;
      }
      if (table[at] == 0) {
        table[at] = i + 1;
      } else {
        merge(delta, i, table[at] - 1);
        merged = true;
      }
    }
    return merged;
  }

  private static void merge(Delta delta, int from, int into) {
    delta.setWeight(into, Math.addExact(delta.weight(into), delta.weight(from)));
    delta.setWeight(from, 0);
  }

  private static boolean equal(Delta delta, int a, int b) {
    int length = delta.length(a);
    return length == delta.length(b)
        && Bytes.equalLongs(delta.bytes(), delta.offset(a), delta.bytes(), delta.offset(b), length);
  }
}
