// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

/** The type tags of fields. Plain ints, because they are compared on every read. */
public final class Tag {
  /** No data. */
  public static final int NULL = 0;

  /** One byte; any but 0 is true. */
  public static final int BOOL = 1;

  /** Eight bytes, two's complement. */
  public static final int I64 = 2;

  /** Eight bytes, IEEE-754. */
  public static final int F64 = 3;

  /** UTF-8 without an end mark. */
  public static final int STR = 4;

  /** An array or object as CBOR. */
  public static final int NESTED = 5;

  /** Eight bytes, unsigned. */
  public static final int U64 = 6;

  /** Bytes that each tag must have; -1 for any number. */
  private static final int[] LENGTHS = {0, 1, 8, 8, -1, -1, 8};

  private Tag() {}

  /** True for the seven tags of the format. */
  public static boolean isKnown(int tag) {
    return tag >= 0 && tag < LENGTHS.length;
  }

  /** True if a field of this tag may have so many bytes; unknown tags may have any. */
  static boolean allowsLength(int tag, int length) {
    return !isKnown(tag) || LENGTHS[tag] < 0 || LENGTHS[tag] == length;
  }
}
