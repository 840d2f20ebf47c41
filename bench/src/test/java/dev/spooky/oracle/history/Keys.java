// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Which keys are in use: a few at a time, each retired after so many appends. */
final class Keys {
  private static final int APPENDS = 50;
  private static final int AT_ONCE = 6;

  private final int first;
  private final AtomicIntegerArray appends;
  private final AtomicInteger retired = new AtomicInteger();

  Keys(int first, int count) {
    this.first = first;
    this.appends = new AtomicIntegerArray(count);
  }

  int first() {
    return first;
  }

  int count() {
    return appends.length();
  }

  int toRead(Random random) {
    return first + place(random);
  }

  int toAppendTo(Random random) {
    int place = place(random);
    if (appends.incrementAndGet(place) == APPENDS) {
      retired.incrementAndGet();
    }
    return first + place;
  }

  /** The oldest ones in use are retired first, but not in strict order. */
  private int place(Random random) {
    return Math.min(appends.length() - 1, retired.get() + random.nextInt(AT_ONCE));
  }
}
