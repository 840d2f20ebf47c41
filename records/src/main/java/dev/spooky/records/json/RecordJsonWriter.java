// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spooky.records.FieldNames;
import dev.spooky.records.RecordReader;
import dev.spooky.records.Tag;
import dev.spooky.records.cbor.CborStream;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes records to a generator, field by field in the order of the index, without a tree. */
public final class RecordJsonWriter {
  private RecordJsonWriter() {}

  /**
   * Writes a record as an object.
   *
   * @throws RecordException if a name is not in the dictionary or a field is unreadable
   */
  public static void write(RecordReader record, FieldNames names, JsonGenerator generator)
      throws IOException {
    generator.writeStartObject(record, record.fieldCount());
    for (int i = 0; i < record.fieldCount(); i++) {
      FieldName name = names.get(record.nameHashIn(i));
      if (name == null) {
        throw RecordException.fieldNotFound("with hash " + Long.toHexString(record.nameHashIn(i)));
      }
      generator.writeFieldName(name.text());
      writeField(record, i, generator);
    }
    generator.writeEndObject();
  }

  /** The JSON text of a record. */
  public static String write(RecordReader record, FieldNames names) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JsonValues.FACTORY.createGenerator(text)) {
      write(record, names, generator);
    } catch (IOException impossible) {
      throw RecordException.json("unwritable", impossible);
    }
    return text.toString();
  }

  private static void writeField(RecordReader record, int position, JsonGenerator generator)
      throws IOException {
    if (record.tagIn(position) == Tag.NESTED) {
      byte[] nested = record.getRawIn(position).data();
      try {
        new CborStream(new GeneratorSink(generator)).read(nested, 0, nested.length);
      } catch (UncheckedIOException failed) {
        throw failed.getCause();
      }
      return;
    }
    SpookyValue value = record.getFieldIn(position);
    if (value == null) {
      throw RecordException.invalidBuffer(0, "unreadable field at position=" + position);
    }
    JsonValues.write(value, generator);
  }
}
