// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.spooky.records.FieldNames;
import dev.spooky.records.RawField;
import dev.spooky.records.RecordReader;
import dev.spooky.records.Tag;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyValue;
import java.io.IOException;
import java.io.StringWriter;

/** Writes records to a generator, field by field in the order of the index, without a tree. */
public final class RecordJsonWriter {
  private static final CBORFactory CBOR = new CBORFactory();

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
      RawField field = record.getRawIn(position);
      try (JsonParser parser = CBOR.createParser(field.data())) {
        copy(parser, generator);
      }
      return;
    }
    SpookyValue value = record.getFieldIn(position);
    if (value == null) {
      throw RecordException.invalidBuffer(0, "unreadable field at position=" + position);
    }
    JsonValues.write(value, generator);
  }

  private static void copy(JsonParser parser, JsonGenerator generator) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      switch (token) {
        case VALUE_NUMBER_FLOAT -> JsonValues.writeDouble(parser.getDoubleValue(), generator);
        case VALUE_NUMBER_INT -> JsonValues.writeNumber(JsonNumbers.read(parser), generator);
        case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
            throw RecordException.json("no value for " + token);
        case START_OBJECT, START_ARRAY, END_OBJECT, END_ARRAY, FIELD_NAME -> {
          generator.copyCurrentEvent(parser);
        }
        case VALUE_STRING, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
            generator.copyCurrentEvent(parser);
      }
    }
  }
}
