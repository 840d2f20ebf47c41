// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.bytes.LittleEndian;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyValue;
import java.util.List;

/**
 * Writes records that all have the same fields: rows of a table, a query, a stream.
 *
 * <p>The names are hashed and sorted once; per record, header and index are one copy, and values go
 * straight to their place. For that they must come in the order in which {@link #next} asks for
 * them:
 *
 * <pre>
 *   writer.begin(sink);
 *   for (int field = writer.next(); field &gt;= 0; field = writer.next()) {
 *     writer.i64(valueOf(field));
 *   }
 * </pre>
 *
 * Allocates nothing. One writer per thread.
 */
public final class TemplateWriter {
  private final int[] ordinals;
  private final byte[] image;
  private ByteSink sink = new ByteSink(0);
  private int place;
  private int start;

  /**
   * A writer of records with these fields, numbered from 0.
   *
   * @throws RecordException if there are too many, or two of them are equal or share a hash
   */
  public TemplateWriter(List<FieldName> names) {
    if (names.size() > RecordFormat.DEFAULT_MAX_FIELDS) {
      throw RecordException.tooManyFields(RecordFormat.DEFAULT_MAX_FIELDS, names.size());
    }
    HashOrder order = new HashOrder();
    names.forEach(name -> order.add(name.hash()));
    order.sort();
    int repeated = order.firstRepeated();
    if (repeated >= 0) {
      throw RecordException.nameCollision(
          names.get(order.ordinal(repeated)).text(), names.get(order.ordinal(repeated + 1)).text());
    }
    ordinals = new int[names.size()];
    image = new byte[RecordFormat.dataStart(names.size())];
    LittleEndian.putInt(image, 0, names.size());
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = order.ordinal(i);
      LittleEndian.putLong(image, RecordFormat.entry(i), order.hash(i));
    }
  }

  /** Empties the sink and starts a record in it. */
  public void begin(ByteSink target) {
    sink = target;
    sink.clear();
    sink.putBytes(image);
    place = -1;
    start = sink.size();
  }

  /** The field whose value must be written now; -1 when the record is complete. */
  public int next() {
    place++;
    return place < ordinals.length ? ordinals[place] : -1;
  }

  private void ended(int tag) {
    RecordWriter.putPlace(sink, place, start, tag);
    start = sink.size();
  }

  /** Writes null. */
  public void nullValue() {
    ended(Tag.NULL);
  }

  /** Writes a boolean. */
  public void bool(boolean value) {
    sink.putByte(value ? 1 : 0);
    ended(Tag.BOOL);
  }

  /** Writes a signed integer. */
  public void i64(long value) {
    sink.putLong(value);
    ended(Tag.I64);
  }

  /** Writes an unsigned integer. */
  public void u64(long bits) {
    sink.putLong(bits);
    ended(Tag.U64);
  }

  /** Writes a double. */
  public void f64(double value) {
    sink.putLong(Double.doubleToRawLongBits(value));
    ended(Tag.F64);
  }

  /** Writes a string. */
  public void str(String text) {
    sink.putUtf8(text);
    ended(Tag.STR);
  }

  /** Writes a string given by its bytes, which must be UTF-8. */
  public void utf8(byte[] bytes, int offset, int length) {
    sink.putBytes(bytes, offset, length);
    ended(Tag.STR);
  }

  /** Writes a value. */
  public void value(SpookyValue value) {
    ended(RecordWriter.writeData(value, sink));
  }
}
