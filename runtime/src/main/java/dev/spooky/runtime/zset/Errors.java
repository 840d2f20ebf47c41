// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.zset;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Weighted error rows of a tick: what could not be computed, where, and from which row.
 *
 * <p>An expression that fails emits an error row with the weight of its input row instead of an
 * output row. Error rows cancel like any others, so a pair that exists only for a moment inside a
 * join's delta formula leaves nothing behind. A tick fails if and only if its net error rows are
 * non-empty.
 */
public final class Errors {
  /** What went wrong. The SQL layer maps each kind to an SQLSTATE. */
  public enum Kind {
    /** Division or modulus by zero. */
    DIVISION_BY_ZERO,
    /** A result does not fit its type. */
    OUT_OF_RANGE,
    /** Text that is not a value of the type it is cast to. */
    INVALID_TEXT,
    /** A NULL where none may be. */
    NULL_VALUE,
    /** A scalar subquery gave more than one row. */
    CARDINALITY,
    /** Any other failure of a function. */
    FUNCTION,
    /** A function of the embedding program threw an exception. */
    EXTERNAL
  }

  private static final Kind[] KINDS = Kind.values();
  private static final RowLayout LAYOUT =
      RowLayout.of(FieldKind.I32, FieldKind.I32, FieldKind.I32, FieldKind.UTF8, FieldKind.BYTES);

  private final RowWriter writer = new RowWriter(LAYOUT);
  private final Delta delta = new Delta(LAYOUT);

  /**
   * Adds an error row.
   *
   * @param kind what went wrong
   * @param line line of the failing expression in the view's text, 1-based; 0 when unknown
   * @param column its column, 1-based; 0 when unknown
   * @param message the reason in words; a function of the row alone
   * @param row buffer of the row that was computed on
   * @param offset where that row starts
   * @param length its length in bytes
   * @param weight its weight
   */
  @SuppressWarnings("checkstyle:ParameterNumber")
  public void add(
      Kind kind,
      int line,
      int column,
      String message,
      byte[] row,
      int offset,
      int length,
      long weight) {
    writer.begin();
    writer.setLong(0, kind.ordinal());
    writer.setLong(1, line);
    writer.setLong(2, column);
    writer.setString(3, message);
    writer.setBytes(4, row, offset, length);
    writer.finish();
    delta.add(writer, weight);
  }

  /** The error rows themselves. */
  public Delta delta() {
    return delta;
  }

  /** Whether no error row was added; entries that cancel count as errors here. */
  public boolean isEmpty() {
    return delta.isEmpty();
  }

  /** Forgets all. */
  public void clear() {
    delta.clear();
  }

  /** What went wrong in entry {@code index}. */
  public Kind kind(int index) {
    return KINDS[(int) LAYOUT.slot(0).getLong(delta.bytes(), delta.offset(index))];
  }

  /** Line of entry {@code index}. */
  public int line(int index) {
    return (int) LAYOUT.slot(1).getLong(delta.bytes(), delta.offset(index));
  }

  /** Column of entry {@code index}. */
  public int column(int index) {
    return (int) LAYOUT.slot(2).getLong(delta.bytes(), delta.offset(index));
  }

  /** Message of entry {@code index}. */
  public String message(int index) {
    int row = delta.offset(index);
    byte[] bytes = delta.bytes();
    return new String(
        bytes,
        LAYOUT.slot(3).start(bytes, row),
        LAYOUT.slot(3).length(bytes, row),
        StandardCharsets.UTF_8);
  }

  /** A copy of the row of entry {@code index}. */
  public byte[] row(int index) {
    int row = delta.offset(index);
    int start = LAYOUT.slot(4).start(delta.bytes(), row);
    return Arrays.copyOfRange(
        delta.bytes(), start, start + LAYOUT.slot(4).length(delta.bytes(), row));
  }
}
