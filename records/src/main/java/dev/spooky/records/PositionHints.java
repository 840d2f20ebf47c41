// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Where fields were found last, by name hash, for reads by name.
 *
 * <p>A hint is never believed: the entry at it must have the wanted hash. The table is shared by
 * all threads without synchronisation; a lost or mixed-up hint costs a search. Only one search in
 * eight writes, so that threads reading records of different shapes do not fight for cache lines.
 */
final class PositionHints {
  private static final int MASK = (1 << 12) - 1;
  private static final int MAX_HINT = 255;
  private static final byte[] HINTS = new byte[MASK + 1];

  private PositionHints() {}

  static int get(long nameHash) {
    return HINTS[(int) nameHash & MASK] & 0xff;
  }

  static void learn(long nameHash, int position) {
    if (position <= MAX_HINT && (ThreadLocalRandom.current().nextInt() & 7) == 0) {
      HINTS[(int) nameHash & MASK] = (byte) position;
    }
  }
}
