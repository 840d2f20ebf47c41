// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.error;

/** What can go wrong with a value, a record or their bytes; {@link #kind()} says which. */
public final class RecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The closed list of reasons. */
  public enum Kind {
    /** Only an object can become a record. */
    SERIALIZATION_NOT_OBJECT,
    /** The bytes are no record; {@link #offset()} is where that showed. */
    INVALID_BUFFER,
    /** More fields than the limit in force. */
    TOO_MANY_FIELDS,
    /** No field of this name. */
    FIELD_NOT_FOUND,
    /** The field holds another type; {@link #expected()} and {@link #actual()} are tags. */
    TYPE_MISMATCH,
    /** An in-place write of another length; expected and actual are bytes. */
    LENGTH_MISMATCH,
    /** A field of this name is there already. */
    FIELD_EXISTS,
    /** Nested data is no CBOR that a value can hold. */
    CBOR_ERROR,
    /** The text is no JSON that a value can hold. */
    JSON_ERROR,
    /** Two different names with one hash cannot live in one record. */
    NAME_COLLISION,
    /** The slot was resolved before the record changed its layout. */
    STALE_SLOT,
    /** A size beyond what the format or a Java array can hold. */
    TOO_LARGE,
    /** A string that has no UTF-8 form, or bytes that are not UTF-8. */
    INVALID_TEXT,
    /** A value or record does not fit the columns of a row layout. */
    ROW_MISMATCH
  }

  private final Kind kind;
  private final int expected;
  private final int actual;

  private RecordException(Kind kind, int expected, int actual, String message) {
    super(message);
    this.kind = kind;
    this.expected = expected;
    this.actual = actual;
  }

  /** Bytes that are no record, noticed at this byte offset from the record's start. */
  public static RecordException invalidBuffer(int offset, String reason) {
    return new RecordException(
        Kind.INVALID_BUFFER, offset, 0, "corrupt record at offset=" + offset + ": " + reason);
  }

  /** A value that is not an object where a record was to be written. */
  public static RecordException notAnObject(String what) {
    return new RecordException(
        Kind.SERIALIZATION_NOT_OBJECT, 0, 0, "only an object can become a record, not " + what);
  }

  /** A field count above the limit. */
  public static RecordException tooManyFields(int limit, int count) {
    return new RecordException(
        Kind.TOO_MANY_FIELDS, limit, count, "too many fields: limit=" + limit + " count=" + count);
  }

  /** A name that the record does not have. */
  public static RecordException fieldNotFound(String name) {
    return new RecordException(Kind.FIELD_NOT_FOUND, 0, 0, "no field \"" + name + "\"");
  }

  /** A name that the record already has. */
  public static RecordException fieldExists(String name) {
    return new RecordException(Kind.FIELD_EXISTS, 0, 0, "field \"" + name + "\" exists already");
  }

  /** A typed access to a field of another type; both numbers are type tags. */
  public static RecordException typeMismatch(int expected, int actual) {
    return new RecordException(
        Kind.TYPE_MISMATCH,
        expected,
        actual,
        "field has another type: expected tag=" + expected + " actual tag=" + actual);
  }

  /** A write that must keep the length but does not; both numbers are bytes. */
  public static RecordException lengthMismatch(int expected, int actual) {
    return new RecordException(
        Kind.LENGTH_MISMATCH,
        expected,
        actual,
        "value has another length: expected bytes=" + expected + " actual bytes=" + actual);
  }

  /** CBOR that is malformed or holds something without a counterpart among the values. */
  public static RecordException cbor(int offset, String reason) {
    return new RecordException(
        Kind.CBOR_ERROR, offset, 0, "CBOR at offset=" + offset + ": " + reason);
  }

  /** JSON that is malformed or holds something without a counterpart among the values. */
  public static RecordException json(String reason, Throwable cause) {
    RecordException error = json(reason);
    error.initCause(cause);
    return error;
  }

  /** JSON that is malformed or holds something without a counterpart among the values. */
  public static RecordException json(String reason) {
    return new RecordException(Kind.JSON_ERROR, 0, 0, "JSON: " + reason);
  }

  /** Two names of one record that have the same 64-bit hash. */
  public static RecordException nameCollision(String one, String other) {
    return new RecordException(
        Kind.NAME_COLLISION,
        0,
        0,
        "field names \"" + one + "\" and \"" + other + "\" have the same hash");
  }

  /** A slot whose record has changed its layout since. */
  public static RecordException staleSlot(int expectedGeneration, int slotGeneration) {
    return new RecordException(
        Kind.STALE_SLOT,
        expectedGeneration,
        slotGeneration,
        "stale FieldSlot: slot generation="
            + slotGeneration
            + " record generation="
            + expectedGeneration);
  }

  /** A size that cannot be represented. */
  public static RecordException tooLarge(String what, long size) {
    return new RecordException(Kind.TOO_LARGE, 0, 0, what + " too large: size=" + size);
  }

  /** Text without a UTF-8 form, at this char or byte index. */
  public static RecordException invalidText(int index, String reason) {
    return new RecordException(
        Kind.INVALID_TEXT, index, 0, "invalid text at index=" + index + ": " + reason);
  }

  /** A document that a row layout cannot hold. */
  public static RecordException rowMismatch(String column, String reason) {
    return new RecordException(Kind.ROW_MISMATCH, 0, 0, "column \"" + column + "\": " + reason);
  }

  /** The reason. */
  public Kind kind() {
    return kind;
  }

  /** The expected tag, byte length, field limit or generation, by kind; otherwise 0. */
  public int expected() {
    return expected;
  }

  /** The actual tag, byte length, field count or generation, by kind; otherwise 0. */
  public int actual() {
    return actual;
  }

  /** Where broken bytes or text were noticed; 0 for the kinds that have no place. */
  public int offset() {
    return kind == Kind.INVALID_BUFFER || kind == Kind.CBOR_ERROR || kind == Kind.INVALID_TEXT
        ? expected
        : 0;
  }
}
