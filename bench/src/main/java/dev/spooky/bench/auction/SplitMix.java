// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

/** The splitmix64 generator and its finisher, which also is the hash of the checksums. */
final class SplitMix {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  SplitMix(long seed) {
    this.state = seed;
  }

  /** The next 64 bits. */
  long next() {
    long value = mix(state);
    state += GAMMA;
    return value;
  }

  /** A number from 0 to n − 1. */
  int below(int n) {
    return (int) Long.remainderUnsigned(next(), n);
  }

  /** Steps by the gamma and mixes. */
  static long mix(long value) {
    long z = value + GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
