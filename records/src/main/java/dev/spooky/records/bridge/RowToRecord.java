// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bridge;

import dev.spooky.records.TemplateWriter;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes rows of one layout as documents, one after the other.
 *
 * <p>Every document has every column, NULL as null, so that all have one shape. Allocates nothing
 * but for decimals and byte strings. One writer per thread.
 */
public final class RowToRecord {
  private final DocumentLayout document;
  private final RowLayout layout;
  private final TemplateWriter writer;

  /** A writer for this layout. */
  public RowToRecord(DocumentLayout document) {
    this.document = document;
    this.layout = document.layout();
    this.writer = new TemplateWriter(document.names());
  }

  /** Empties the sink and writes the document of the row at this place into it. */
  public void write(byte[] bytes, int row, ByteSink sink) {
    writer.begin(sink);
    for (int field = writer.next(); field >= 0; field = writer.next()) {
      FieldSlot slot = layout.slot(field);
      if (slot.isNull(bytes, row)) {
        writer.nullValue();
      } else {
        writeField(slot, bytes, row);
      }
    }
  }

  private void writeField(FieldSlot slot, byte[] bytes, int row) {
    switch (slot.kind()) {
      case BOOL -> writer.bool(slot.getBool(bytes, row));
      case I8, I16, I32, I64 -> writeInteger(slot, slot.getLong(bytes, row));
      case I128 -> writeWide(slot, bytes, row);
      case F32, F64 -> writer.f64(slot.getDouble(bytes, row));
      case UTF8 -> writer.utf8(bytes, slot.start(bytes, row), slot.length(bytes, row));
      case BYTES -> {
        int start = slot.start(bytes, row);
        int end = start + slot.length(bytes, row);
        byte[] text = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, start, end));
        writer.utf8(text, 0, text.length);
      }
    }
  }

  private int scale(FieldSlot slot) {
    return document.columns().get(slot.index()).scale();
  }

  private void writeInteger(FieldSlot slot, long value) {
    if (scale(slot) == 0) {
      writer.i64(value);
    } else {
      writer.str(Decimals.text(BigInteger.valueOf(value), scale(slot)));
    }
  }

  private void writeWide(FieldSlot slot, byte[] bytes, int row) {
    long low = slot.getLong(bytes, row);
    long high = slot.getHigh(bytes, row);
    if (scale(slot) != 0) {
      writer.str(Decimals.text(Decimals.wide(high, low), scale(slot)));
    } else if (high == low >> 63) {
      writer.i64(low);
    } else if (high == 0) {
      writer.u64(low);
    } else {
      writer.str(Decimals.text(Decimals.wide(high, low), 0));
    }
  }
}
