// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

/** A value of a document; see the package for its order and equality. */
public sealed interface SpookyValue extends Comparable<SpookyValue>
    permits SpookyNull, SpookyBool, SpookyNumber, SpookyString, SpookyArray, SpookyObject {

  /** What a value can be. The order of the constants is the order of {@link #rank} groups. */
  enum Kind {
    /** The null value. */
    NULL(0),
    /** True or false. */
    BOOL(1),
    /** A signed 64-bit integer. */
    I64(2),
    /** An unsigned 64-bit integer. */
    U64(2),
    /** An IEEE-754 double. */
    F64(2),
    /** Text. */
    STR(3),
    /** A list of values. */
    ARRAY(4),
    /** An ordered map of names to values. */
    OBJECT(5);

    private final int rank;

    Kind(int rank) {
      this.rank = rank;
    }

    /** The place of this kind among the others; the three kinds of numbers share one. */
    public int rank() {
      return rank;
    }
  }

  /** The kind of this value. */
  Kind kind();

  /** The null value. */
  static SpookyValue nullValue() {
    return SpookyNull.NULL;
  }

  /** A boolean. */
  static SpookyValue of(boolean value) {
    return SpookyBool.of(value);
  }

  /** A signed integer. */
  static SpookyNumber of(long value) {
    return new SpookyNumber.I64(value);
  }

  /** An unsigned integer given by its 64 bits. */
  static SpookyNumber ofUnsigned(long bits) {
    return new SpookyNumber.U64(bits);
  }

  /** A floating-point number. */
  static SpookyNumber of(double value) {
    return new SpookyNumber.F64(value);
  }

  /** A string. */
  static SpookyString of(String text) {
    return SpookyString.of(text);
  }
}
