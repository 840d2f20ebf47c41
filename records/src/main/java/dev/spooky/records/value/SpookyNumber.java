// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

import org.jspecify.annotations.Nullable;

/**
 * A number that keeps which of the three kinds it is.
 *
 * <p>All comparisons are exact, also between kinds: {@code I64(2^53 + 1)} is greater than {@code
 * F64(2^53)}. {@code -0.0} equals {@code 0.0}; NaN equals NaN and is greater than every number.
 */
public sealed interface SpookyNumber extends SpookyValue {

  /** The nearest double. */
  double toDouble();

  /** True if the value is an integer within the signed 64-bit range. */
  boolean fitsI64();

  /** True if the value is an integer within the unsigned 64-bit range. */
  boolean fitsU64();

  /**
   * The same integer in 64 bits, signed or unsigned.
   *
   * @throws ArithmeticException if the value is no integer or in neither range
   */
  long toLongBits();

  @Override
  default int compareTo(SpookyValue other) {
    return other instanceof SpookyNumber number
        ? NumberOrder.compare(this, number)
        : Integer.compare(kind().rank(), other.kind().rank());
  }

  /**
   * A signed integer.
   *
   * @param value the integer
   */
  record I64(long value) implements SpookyNumber {
    @Override
    public Kind kind() {
      return Kind.I64;
    }

    @Override
    public double toDouble() {
      return (double) value;
    }

    @Override
    public boolean fitsI64() {
      return true;
    }

    @Override
    public boolean fitsU64() {
      return value >= 0;
    }

    @Override
    public long toLongBits() {
      return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof SpookyNumber number && NumberOrder.compare(this, number) == 0;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(value);
    }

    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /**
   * An unsigned integer.
   *
   * @param bits its 64 bits
   */
  record U64(long bits) implements SpookyNumber {
    @Override
    public Kind kind() {
      return Kind.U64;
    }

    @Override
    public double toDouble() {
      return NumberOrder.unsignedToDouble(bits);
    }

    @Override
    public boolean fitsI64() {
      return bits >= 0;
    }

    @Override
    public boolean fitsU64() {
      return true;
    }

    @Override
    public long toLongBits() {
      return bits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof SpookyNumber number && NumberOrder.compare(this, number) == 0;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(bits);
    }

    @Override
    public String toString() {
      return Long.toUnsignedString(bits);
    }
  }

  /**
   * A double.
   *
   * @param value the number; NaN payloads are kept
   */
  record F64(double value) implements SpookyNumber {
    @Override
    public Kind kind() {
      return Kind.F64;
    }

    @Override
    public double toDouble() {
      return value;
    }

    @Override
    public boolean fitsI64() {
      return value >= -0x1p63 && value < 0x1p63 && value == Math.rint(value);
    }

    @Override
    public boolean fitsU64() {
      return value >= 0 && value < 0x1p64 && value == Math.rint(value);
    }

    @Override
    public long toLongBits() {
      if (fitsI64()) {
        return (long) value;
      }
      if (fitsU64()) {
        return NumberOrder.unsignedBits(value);
      }
      throw new ArithmeticException("no 64-bit integer: " + value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof SpookyNumber number && NumberOrder.compare(this, number) == 0;
    }

    @Override
    public int hashCode() {
      return fitsI64() || fitsU64() ? Long.hashCode(toLongBits()) : Double.hashCode(value);
    }

    @Override
    public String toString() {
      return Double.toString(value);
    }
  }
}
