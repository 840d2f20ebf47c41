// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.cbor;

/**
 * Numbers of the encoding.
 *
 * <pre>
 *   head byte:  major (3 bits) | info (5 bits)
 *   info 0..23: the argument itself; 24, 25, 26, 27: 1, 2, 4, 8 bytes follow, big-endian;
 *   31: indefinite length (majors 2..5) or break (major 7)
 * </pre>
 */
final class Cbor {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int SIMPLE = 7;

  static final int FALSE = 0xf4;
  static final int TRUE = 0xf5;
  static final int NULL = 0xf6;
  static final int F64 = 0xfb;
  static final int BREAK = 0xff;

  static final int INFO_FALSE = 20;
  static final int INFO_TRUE = 21;
  static final int INFO_F16 = 25;
  static final int INFO_F32 = 26;
  static final int INFO_F64 = 27;
  static final int INFO_INDEFINITE = 31;

  /** Deeper nesting is refused in both directions, so that no input can exhaust the stack. */
  static final int MAX_DEPTH = 256;

  private Cbor() {}
}
