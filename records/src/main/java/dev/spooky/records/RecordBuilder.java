// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.cbor.CborBuilder;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyValue;
import java.util.Arrays;

/**
 * Makes a record from fields that arrive in any order, without a value tree.
 *
 * <p>{@link #begin}, then per field {@link #field} and one value, then {@link #finishInto}. Data is
 * staged as it comes and copied into hash order at the end. Of two values for one name the later
 * wins. Used again for record after record it allocates nothing. One builder per thread.
 */
public final class RecordBuilder {
  private final ByteSink staged = new ByteSink();
  private final CborBuilder nested = new CborBuilder(staged);
  private final HashOrder order = new HashOrder();
  private final int maxFields;
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private byte[] tags = new byte[32];
  private FieldName[] names = new FieldName[32];

  /** A builder with the default limit of fields. */
  public RecordBuilder() {
    this(RecordFormat.DEFAULT_MAX_FIELDS);
  }

  /** A builder with this limit of fields. */
  public RecordBuilder(int maxFields) {
    this.maxFields = maxFields;
  }

  /** Starts a record, forgetting an unfinished one. */
  public RecordBuilder begin() {
    staged.clear();
    order.clear();
    nested.reset(staged);
    return this;
  }

  /** Starts a field; one value must follow. */
  public RecordBuilder field(FieldName name) {
    int field = order.size();
    if (field == starts.length) {
      starts = Arrays.copyOf(starts, 2 * field);
      ends = Arrays.copyOf(ends, 2 * field);
      tags = Arrays.copyOf(tags, 2 * field);
      names = Arrays.copyOf(names, 2 * field);
    }
    starts[field] = staged.size();
    names[field] = name;
    order.add(name.hash());
    return this;
  }

  /** Starts a field; one value must follow. */
  public RecordBuilder field(String name) {
    return field(FieldName.of(name));
  }

  private void ended(int tag) {
    int field = order.size() - 1;
    ends[field] = staged.size();
    tags[field] = (byte) tag;
  }

  /** Ends the field with null. */
  public void nullValue() {
    ended(Tag.NULL);
  }

  /** Ends the field with a boolean. */
  public void bool(boolean value) {
    staged.putByte(value ? 1 : 0);
    ended(Tag.BOOL);
  }

  /** Ends the field with a signed integer. */
  public void i64(long value) {
    staged.putLong(value);
    ended(Tag.I64);
  }

  /** Ends the field with an unsigned integer. */
  public void u64(long bits) {
    staged.putLong(bits);
    ended(Tag.U64);
  }

  /** Ends the field with a double. */
  public void f64(double value) {
    staged.putLong(Double.doubleToRawLongBits(value));
    ended(Tag.F64);
  }

  /** Ends the field with a string. */
  public void str(String text) {
    staged.putUtf8(text);
    ended(Tag.STR);
  }

  /** Ends the field with a string given by chars. */
  public void str(char[] chars, int offset, int length) {
    staged.putUtf8(chars, offset, length);
    ended(Tag.STR);
  }

  /** Ends the field with a string given by its bytes, which must be UTF-8. */
  public void utf8(byte[] bytes, int offset, int length) {
    staged.putBytes(bytes, offset, length);
    ended(Tag.STR);
  }

  /** Ends the field with a value. */
  public void value(SpookyValue value) {
    ended(RecordWriter.writeData(value, staged));
  }

  /** Where to write a nested value event by event; {@link #endNested} ends the field. */
  public CborBuilder beginNested() {
    return nested;
  }

  /** Ends the field with what was written to {@link #beginNested}. */
  public void endNested() {
    if (nested.isOpen()) {
      throw new IllegalStateException("nested value is not complete");
    }
    ended(Tag.NESTED);
  }

  /**
   * Empties the sink, writes the record into it and gives the number of fields.
   *
   * @throws RecordException if there are too many fields, or two names have one hash
   */
  public int finishInto(ByteSink sink) {
    order.sort();
    if (order.firstRepeated() >= 0) {
      checkRepeated();
      order.dropReplaced();
    }
    int count = order.size();
    if (count > maxFields) {
      throw RecordException.tooManyFields(maxFields, count);
    }
    RecordWriter.beginRecord(sink, count);
    for (int i = 0; i < count; i++) {
      int field = order.ordinal(i);
      int start = sink.size();
      sink.putBytes(staged.array(), starts[field], ends[field] - starts[field]);
      RecordWriter.putEntry(sink, i, order.hash(i), start, tags[field]);
    }
    return count;
  }

  /** Fields of one hash must be of one name. */
  private void checkRepeated() {
    for (int i = 1; i < order.size(); i++) {
      FieldName one = names[order.ordinal(i - 1)];
      FieldName other = names[order.ordinal(i)];
      if (order.hash(i - 1) == order.hash(i) && !one.equals(other)) {
        throw RecordException.nameCollision(one.text(), other.text());
      }
    }
  }

  /** Shrinks the memory held for staging. */
  public void trimTo(int capacity) {
    staged.clear();
    staged.trimTo(capacity);
  }
}
