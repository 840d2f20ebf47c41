// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.row;

/**
 * How a field is stored. What its bits mean in SQL (a date, a decimal's scale) is known to the
 * planner, not here.
 */
public enum FieldKind {
  /** One byte, 0 or 1. */
  BOOL(1),
  /** Signed byte. */
  I8(1),
  /** Signed 16 bits. */
  I16(2),
  /** Signed 32 bits: INTEGER, DATE in days, year-month intervals in months. */
  I32(4),
  /** Signed 64 bits: BIGINT, DECIMAL up to 18 digits, times and timestamps in microseconds. */
  I64(8),
  /** IEEE single, canonical. */
  F32(4),
  /** IEEE double, canonical. */
  F64(8),
  /** Signed 128 bits, low half first: DECIMAL up to 38 digits. */
  I128(16),
  /** Variable length, valid UTF-8. */
  UTF8(8),
  /** Variable length, any bytes. */
  BYTES(8);

  private final int width;

  FieldKind(int width) {
    this.width = width;
  }

  /** Bytes that a field of this kind takes in the fixed part of a row. */
  public int width() {
    return width;
  }

  /** Whether the value itself lies in the row's tail. */
  public boolean isVariable() {
    return this == UTF8 || this == BYTES;
  }
}
