// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bridge;

import dev.spooky.records.RecordReader;
import dev.spooky.records.ResolvedSchema;
import dev.spooky.records.Tag;
import dev.spooky.records.Utf8View;
import dev.spooky.records.bytes.Utf8;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.json.JsonValues;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.records.value.SpookyNumber;
import dev.spooky.records.value.SpookyValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Packs documents into rows of one layout, one after the other.
 *
 * <p>Fields are found through positions that verify themselves, so documents of one shape are read
 * without a search. Allocates nothing for columns whose value has the column's own kind; decimals,
 * Base64 and nested values do. One packer per thread.
 */
public final class RecordToRow {
  private final DocumentLayout document;
  private final ResolvedSchema schema;
  private final RowWriter writer;
  private final Utf8View window = new Utf8View();

  /** A packer for this layout. */
  public RecordToRow(DocumentLayout document) {
    this.document = document;
    this.schema = ResolvedSchema.of(document.names());
    this.writer = new RowWriter(document.layout());
  }

  /**
   * Packs a document; the row is the writer's until the next call.
   *
   * @throws RecordException if the document does not fit the layout
   */
  public RowWriter pack(RecordReader record) {
    writer.begin();
    RowLayout layout = document.layout();
    for (int i = 0; i < layout.size(); i++) {
      int tag = schema.tag(record, i);
      if (tag > Tag.NULL) {
        packField(record, i, tag, layout.slot(i).kind());
      } else if (layout.slot(i).isNullable()) {
        writer.setNull(i);
      } else {
        throw mismatch(i, tag < 0 ? "missing" : "null");
      }
    }
    writer.finish();
    return writer;
  }

  private void packField(RecordReader record, int field, int tag, FieldKind kind) {
    switch (kind) {
      case BOOL -> {
        expect(tag == Tag.BOOL, field, tag);
        writer.setBool(field, schema.getBool(record, field, false));
      }
      case I8, I16, I32, I64 -> packInteger(record, field, tag, 8 * kind.width());
      case I128 -> {
        BigInteger value = scaled(record, field, tag, 128);
        writer.setWide(field, value.shiftRight(64).longValue(), value.longValue());
      }
      case F32, F64 -> {
        expect(tag == Tag.I64 || tag == Tag.U64 || tag == Tag.F64, field, tag);
        writer.setDouble(field, schema.getNumberAsF64(record, field, Double.NaN));
      }
      case UTF8 -> packText(record, field, tag);
      case BYTES -> packBytes(record, field, tag);
    }
  }

  private void packInteger(RecordReader record, int field, int tag, int bits) {
    if (tag != Tag.I64 || document.columns().get(field).scale() != 0) {
      writer.setLong(field, scaled(record, field, tag, bits).longValue());
      return;
    }
    long value = schema.getI64(record, field, 0);
    if (value >> (bits - 1) != value >> 63) {
      throw mismatch(field, "out of range: " + value);
    }
    writer.setLong(field, value);
  }

  private BigInteger scaled(RecordReader record, int field, int tag, int bits) {
    int scale = document.columns().get(field).scale();
    SpookyValue value = schema.getField(record, field);
    BigInteger scaled = null;
    if (value instanceof SpookyNumber number) {
      scaled = scaled(number, scale);
    } else if (tag == Tag.STR && isDecimal(field)) {
      String text = schema.getStr(record, field);
      scaled = text == null ? null : Decimals.parse(text, scale);
    } else {
      expect(false, field, tag);
    }
    if (scaled == null || !Decimals.fits(scaled, bits)) {
      throw mismatch(field, "no exact value of " + bits + " bits and scale " + scale);
    }
    return scaled;
  }

  private boolean isDecimal(int field) {
    return document.columns().get(field).scale() != 0
        || document.layout().slot(field).kind() == FieldKind.I128;
  }

  private static @Nullable BigInteger scaled(SpookyNumber number, int scale) {
    if (number instanceof SpookyNumber.F64 real && !Double.isFinite(real.value())) {
      return null;
    }
    return Decimals.unscaled(new BigDecimal(number.toString()), scale);
  }

  private void packText(RecordReader record, int field, int tag) {
    if (tag == Tag.NESTED) {
      SpookyValue value = schema.getField(record, field);
      byte[] json = Utf8.bytes(value == null ? "null" : JsonValues.write(value));
      writer.setBytes(field, json, 0, json.length);
      return;
    }
    expect(schema.getStr(record, field, window), field, tag);
    writer.setBytes(field, window.array(), window.offset(), window.length());
  }

  private void packBytes(RecordReader record, int field, int tag) {
    String text = schema.getStr(record, field);
    if (text == null) {
      throw mismatch(field, "not Base64 text but tag " + tag);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      writer.setBytes(field, bytes, 0, bytes.length);
    } catch (IllegalArgumentException notBase64) {
      throw mismatch(field, "not Base64");
    }
  }

  private void expect(boolean condition, int field, int tag) {
    if (!condition) {
      FieldKind kind = document.layout().slot(field).kind();
      throw mismatch(field, kind + " cannot hold a value of tag " + tag);
    }
  }

  private RecordException mismatch(int field, String reason) {
    return RecordException.rowMismatch(document.columns().get(field).name().text(), reason);
  }

  /** How often fields were where they were expected, and how often not. */
  public ResolvedSchema schema() {
    return schema;
  }
}
