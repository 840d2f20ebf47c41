// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.SpookyArray;
import dev.spooky.records.value.SpookyBool;
import dev.spooky.records.value.SpookyNull;
import dev.spooky.records.value.SpookyNumber;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyString;
import dev.spooky.records.value.SpookyValue;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values to and from JSON: trees, parsers and generators (also those of CBOR), and text. */
public final class JsonValues {
  /** Makes parsers and generators of JSON text. */
  static final JsonFactory FACTORY = new JsonFactory();

  private JsonValues() {}

  /** The value of a JSON text. */
  public static SpookyValue parse(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      SpookyValue value = read(parser);
      if (parser.nextToken() != null) {
        throw RecordException.json("text after the value");
      }
      return value;
    } catch (JsonProcessingException malformed) {
      throw RecordException.json(malformed.getOriginalMessage(), malformed);
    } catch (IOException impossible) {
      throw RecordException.json("unreadable", impossible);
    }
  }

  /** The JSON text of a value. */
  public static String write(SpookyValue value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(value, generator);
    } catch (IOException impossible) {
      throw RecordException.json("unwritable", impossible);
    }
    return text.toString();
  }

  /** Reads the value that begins at the parser's current token and stays on its last one. */
  public static SpookyValue read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw RecordException.json("ends too early");
    }
    return switch (token) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> SpookyString.of(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonNumbers.read(parser);
      case VALUE_TRUE -> SpookyBool.of(true);
      case VALUE_FALSE -> SpookyBool.of(false);
      case VALUE_NULL -> SpookyNull.NULL;
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE, END_ARRAY, END_OBJECT, FIELD_NAME ->
          throw RecordException.json("no value for " + token);
    };
  }

  private static SpookyObject readObject(JsonParser parser) throws IOException {
    SpookyObject.Builder object = SpookyObject.builder();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, read(parser));
    }
    return object.build();
  }

  private static SpookyArray readArray(JsonParser parser) throws IOException {
    List<SpookyValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser));
    }
    return SpookyArray.of(items);
  }

  /**
   * Writes a value; to a generator of CBOR too, where a nested object may not be that canonical.
   */
  public static void write(SpookyValue value, JsonGenerator generator) throws IOException {
    if (value instanceof SpookyObject object) {
      generator.writeStartObject(object, object.size());
      for (int i = 0; i < object.size(); i++) {
        generator.writeFieldName(object.nameAt(i).text());
        write(object.valueAt(i), generator);
      }
      generator.writeEndObject();
    } else if (value instanceof SpookyArray array) {
      generator.writeStartArray(array, array.size());
      for (int i = 0; i < array.size(); i++) {
        write(array.get(i), generator);
      }
      generator.writeEndArray();
    } else if (value instanceof SpookyString string) {
      generator.writeString(string.text());
    } else if (value instanceof SpookyNumber number) {
      writeNumber(number, generator);
    } else if (value instanceof SpookyBool bool) {
      generator.writeBoolean(bool.value());
    } else {
      generator.writeNull();
    }
  }

  static void writeNumber(SpookyNumber number, JsonGenerator generator) throws IOException {
    if (number instanceof SpookyNumber.F64 real) {
      writeDouble(real.value(), generator);
    } else if (number.fitsI64()) {
      generator.writeNumber(number.toLongBits());
    } else {
      generator.writeNumber(new BigInteger(number.toString()));
    }
  }

  static void writeDouble(double value, JsonGenerator generator) throws IOException {
    if (Double.isFinite(value) || generator.canWriteBinaryNatively()) {
      generator.writeNumber(value);
    } else {
      generator.writeNull();
    }
  }

  /** The value of a tree. */
  public static SpookyValue fromNode(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        SpookyObject.Builder object = SpookyObject.builder();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
          object.put(field.getKey(), fromNode(field.getValue()));
        }
        yield object.build();
      }
      case ARRAY -> {
        List<SpookyValue> items = new ArrayList<>();
        node.forEach(item -> items.add(fromNode(item)));
        yield SpookyArray.of(items);
      }
      case STRING -> SpookyString.of(node.textValue());
      case NUMBER -> JsonNumbers.ofNode(node);
      case BOOLEAN -> SpookyBool.of(node.booleanValue());
      case NULL, MISSING -> SpookyNull.NULL;
      case BINARY, POJO -> throw RecordException.json("no value for " + node.getNodeType());
    };
  }

  /** The tree of a value. */
  public static JsonNode toNode(SpookyValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof SpookyObject object) {
      ObjectNode node = nodes.objectNode();
      for (int i = 0; i < object.size(); i++) {
        node.set(object.nameAt(i).text(), toNode(object.valueAt(i)));
      }
      return node;
    }
    if (value instanceof SpookyArray array) {
      ArrayNode node = nodes.arrayNode(array.size());
      for (int i = 0; i < array.size(); i++) {
        node.add(toNode(array.get(i)));
      }
      return node;
    }
    if (value instanceof SpookyNumber number) {
      return numberNode(number, nodes);
    }
    if (value instanceof SpookyString string) {
      return nodes.textNode(string.text());
    }
    return value instanceof SpookyBool bool ? nodes.booleanNode(bool.value()) : nodes.nullNode();
  }

  private static JsonNode numberNode(SpookyNumber number, JsonNodeFactory nodes) {
    if (number instanceof SpookyNumber.F64 real) {
      return Double.isFinite(real.value()) ? nodes.numberNode(real.value()) : nodes.nullNode();
    }
    return number.fitsI64()
        ? nodes.numberNode(number.toLongBits())
        : nodes.numberNode(new BigInteger(number.toString()));
  }
}
