// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spooky.records.FieldNames;
import dev.spooky.records.RecordBuilder;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.cbor.CborBuilder;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyNumber;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Records straight from a parser of JSON or CBOR, without values in between.
 *
 * <p>Reads document after document with the same memory. Names seen are added to a dictionary if
 * one is given, so that the records can be turned back. One reader per thread.
 */
public final class JsonRecords {
  private final RecordBuilder builder;
  private final @Nullable FieldNames names;

  /** A reader with a builder of its own that remembers no names. */
  public JsonRecords() {
    this(new RecordBuilder(), null);
  }

  /** A reader that uses this builder and adds names to this dictionary. */
  public JsonRecords(RecordBuilder builder, @Nullable FieldNames names) {
    this.builder = builder;
    this.names = names;
  }

  /** Empties the sink, writes the record of a JSON text into it, gives the number of fields. */
  public int parseInto(byte[] utf8Json, ByteSink sink) {
    try (JsonParser parser = JsonValues.FACTORY.createParser(utf8Json)) {
      parser.nextToken();
      int fields = readInto(parser, sink);
      if (parser.nextToken() != null) {
        throw RecordException.json("text after the document");
      }
      return fields;
    } catch (JsonProcessingException malformed) {
      throw RecordException.json(malformed.getOriginalMessage(), malformed);
    } catch (IOException impossible) {
      throw RecordException.json("unreadable", impossible);
    }
  }

  /**
   * Empties the sink and writes the record of the object that begins at the current token (or the
   * next one, before the first) into it; stays on the object's end; gives the number of fields.
   */
  public int readInto(JsonParser parser, ByteSink sink) throws IOException {
    JsonToken token = parser.currentToken() == null ? parser.nextToken() : parser.currentToken();
    if (token != JsonToken.START_OBJECT) {
      throw RecordException.notAnObject(String.valueOf(token));
    }
    builder.begin();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      FieldName name = FieldName.of(parser.currentName());
      if (names != null) {
        names.add(name);
      }
      builder.field(name);
      parser.nextToken();
      readField(parser);
    }
    return builder.finishInto(sink);
  }

  private void readField(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING -> {
        char[] chars = parser.getTextCharacters();
        builder.str(chars, parser.getTextOffset(), parser.getTextLength());
      }
      case VALUE_NUMBER_INT -> {
        if (JsonNumbers.isLong(parser)) {
          builder.i64(parser.getLongValue());
        } else {
          builder.value(JsonNumbers.read(parser));
        }
      }
      case VALUE_NUMBER_FLOAT -> builder.f64(JsonNumbers.finite(parser));
      case VALUE_TRUE -> builder.bool(true);
      case VALUE_FALSE -> builder.bool(false);
      case VALUE_NULL -> builder.nullValue();
      case START_OBJECT, START_ARRAY -> {
        readNested(parser, builder.beginNested());
        builder.endNested();
      }
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE, END_ARRAY, END_OBJECT, FIELD_NAME ->
          throw unexpected(parser);
    }
  }

  private static RecordException unexpected(JsonParser parser) {
    return RecordException.json("no value for " + parser.currentToken());
  }

  /** Copies one container, without recursion: the depth is the builder's to limit. */
  private static void readNested(JsonParser parser, CborBuilder nested) throws IOException {
    do {
      switch (parser.currentToken()) {
        case START_OBJECT -> nested.beginObject();
        case START_ARRAY -> nested.beginArray();
        case END_OBJECT, END_ARRAY -> nested.end();
        case FIELD_NAME -> nested.key(parser.currentName());
        case VALUE_STRING -> {
          char[] chars = parser.getTextCharacters();
          nested.str(chars, parser.getTextOffset(), parser.getTextLength());
        }
        case VALUE_NUMBER_INT -> readInteger(parser, nested);
        case VALUE_NUMBER_FLOAT -> nested.f64(JsonNumbers.finite(parser));
        case VALUE_TRUE -> nested.bool(true);
        case VALUE_FALSE -> nested.bool(false);
        case VALUE_NULL -> nested.nullValue();
        case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> throw unexpected(parser);
      }
    } while (nested.isOpen() && parser.nextToken() != null);
  }

  private static void readInteger(JsonParser parser, CborBuilder nested) throws IOException {
    if (JsonNumbers.isLong(parser)) {
      nested.i64(parser.getLongValue());
      return;
    }
    SpookyNumber number = JsonNumbers.read(parser);
    if (number instanceof SpookyNumber.U64 integer) {
      nested.u64(integer.bits());
    } else {
      nested.f64(number.toDouble());
    }
  }
}
