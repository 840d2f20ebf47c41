// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

import java.nio.charset.StandardCharsets;

/**
 * What is compared between engines: the number of rows, the sum of the rows' hashes mod 2⁶⁴, and
 * sums of two columns. A row's hash starts with {@link #hash()} 0 and takes in column by column.
 */
public final class Checksum {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long rows;
  private long sum;
  private long first;
  private long second;
  private long hash;

  /** Takes a number in to the current row's hash. */
  public Checksum column(long value) {
    hash = SplitMix.mix(hash ^ value);
    return this;
  }

  /** Takes a text in to the current row's hash. */
  public Checksum column(String value) {
    long fnv = FNV_OFFSET;
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      fnv = (fnv ^ (b & 0xff)) * FNV_PRIME;
    }
    return column(fnv);
  }

  /** Ends the current row, which adds to the two simple sums. */
  public void end(long addToFirst, long addToSecond) {
    rows++;
    sum += hash;
    first += addToFirst;
    second += addToSecond;
    hash = 0;
  }

  /** Number of rows. */
  public long rows() {
    return rows;
  }

  /** The checksum as 16 hexadecimal digits. */
  public String hex() {
    return String.format("%016x", sum);
  }

  /** Hash of the row that is being taken in. */
  public long hash() {
    return hash;
  }

  /** Whether all but the simple sums are as expected. */
  public boolean matches(Anchors.Expected expected) {
    return rows == expected.rows() && hex().equals(expected.checksum());
  }

  /** First simple sum. */
  public long first() {
    return first;
  }

  /** Second simple sum. */
  public long second() {
    return second;
  }
}
