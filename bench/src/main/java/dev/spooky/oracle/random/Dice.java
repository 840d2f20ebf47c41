// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import java.util.List;
import java.util.Random;

/** Random choices of one seed. */
public final class Dice {
  private final Random random;

  /** The choices of a seed. */
  public Dice(long seed) {
    // nearby seeds of Random give nearby first numbers
    random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    random.nextLong();
  }

  /** From {@code low} to {@code high}, both included. */
  public int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** True in so many of a hundred cases. */
  public boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** One of them. */
  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** One of them. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
