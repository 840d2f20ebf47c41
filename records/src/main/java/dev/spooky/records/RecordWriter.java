// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.bytes.LittleEndian;
import dev.spooky.records.cbor.CborWriter;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyBool;
import dev.spooky.records.value.SpookyNull;
import dev.spooky.records.value.SpookyNumber;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyString;
import dev.spooky.records.value.SpookyValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects as records, one after the other into a sink that is used again.
 *
 * <p>With a sink and a writer that have seen the largest record, nothing is allocated. One writer
 * per thread.
 */
public final class RecordWriter {
  private final HashOrder order = new HashOrder();
  private final int maxFields;

  /** The names of the object written last, whose order {@link #order} still is. */
  private @Nullable FieldName[] shape = new FieldName[32];

  private int shapeSize = -1;

  /** A writer with the default limit of fields. */
  public RecordWriter() {
    this(RecordFormat.DEFAULT_MAX_FIELDS);
  }

  /** A writer with this limit of fields. */
  public RecordWriter(int maxFields) {
    this.maxFields = maxFields;
  }

  /**
   * Empties the sink, writes the record of an object into it, and gives the number of fields.
   *
   * @throws RecordException if the value is no object, or has too many fields, or two of its names
   *     have one hash
   */
  public int serializeInto(SpookyValue value, ByteSink sink) {
    if (!(value instanceof SpookyObject object)) {
      throw RecordException.notAnObject(value.kind().toString());
    }
    int count = object.size();
    if (count > maxFields) {
      throw RecordException.tooManyFields(maxFields, count);
    }
    if (!isLastShape(object, count)) {
      sortNames(object, count);
    }
    beginRecord(sink, count);
    for (int i = 0; i < count; i++) {
      SpookyValue field = object.valueAt(order.ordinal(i));
      int start = sink.size();
      int tag = writeData(field, sink);
      putEntry(sink, i, order.hash(i), start, tag);
    }
    return count;
  }

  /** True if the object has the names of the one before, so that their order still stands. */
  private boolean isLastShape(SpookyObject object, int count) {
    if (count != shapeSize) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (!object.nameAt(i).equals(shape[i])) {
        return false;
      }
    }
    return true;
  }

  private void sortNames(SpookyObject object, int count) {
    shapeSize = -1;
    order.clear();
    for (int i = 0; i < count; i++) {
      order.add(object.nameAt(i).hash());
    }
    order.sort();
    int repeated = order.firstRepeated();
    if (repeated >= 0) {
      throw RecordException.nameCollision(
          object.nameAt(order.ordinal(repeated)).text(),
          object.nameAt(order.ordinal(repeated + 1)).text());
    }
    if (shape.length < count) {
      shape = new FieldName[Math.max(count, 2 * shape.length)];
    }
    for (int i = 0; i < count; i++) {
      shape[i] = object.nameAt(i);
    }
    shapeSize = count;
  }

  /** Empties the sink and leaves room for header and index. */
  static void beginRecord(ByteSink sink, int count) {
    sink.clear();
    int dataStart = RecordFormat.dataStart(count);
    sink.ensure(dataStart + 16 * count);
    byte[] bytes = sink.array();
    LittleEndian.putInt(bytes, 0, count);
    LittleEndian.putLong(bytes, 4, 0);
    LittleEndian.putLong(bytes, 12, 0);
    sink.setSize(dataStart);
  }

  /** Fills an index entry for data from start to the end of the sink. */
  static void putEntry(ByteSink sink, int position, long hash, int start, int tag) {
    IndexEntries.put(sink.array(), position, hash, start, sink.size() - start, tag);
  }

  /** Fills an index entry that has its hash already. */
  static void putPlace(ByteSink sink, int position, int start, int tag) {
    IndexEntries.putPlace(sink.array(), position, start, sink.size() - start, tag);
  }

  /** Appends the data of a field and gives its tag. */
  static int writeData(SpookyValue value, ByteSink sink) {
    if (value instanceof SpookyString text) {
      text.writeTo(sink);
      return Tag.STR;
    }
    if (value instanceof SpookyNumber.I64 integer) {
      sink.putLong(integer.value());
      return Tag.I64;
    }
    if (value instanceof SpookyBool bool) {
      sink.putByte(bool.value() ? 1 : 0);
      return Tag.BOOL;
    }
    if (value instanceof SpookyNumber.F64 number) {
      sink.putLong(Double.doubleToRawLongBits(number.value()));
      return Tag.F64;
    }
    if (value instanceof SpookyNull) {
      return Tag.NULL;
    }
    if (value instanceof SpookyNumber.U64 integer) {
      sink.putLong(integer.bits());
      return Tag.U64;
    }
    CborWriter.write(value, sink);
    return Tag.NESTED;
  }
}
