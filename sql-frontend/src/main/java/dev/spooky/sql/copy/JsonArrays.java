// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays as those of JSON. */
final class JsonArrays {
  private JsonArrays() {}

  /** Writes an array or an element of one. */
  static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof List<?> list) {
      generator.writeStartArray();
      for (Object item : list) {
        write(generator, item);
      }
      generator.writeEndArray();
    } else if (value instanceof Boolean bool) {
      generator.writeBoolean(bool);
    } else if (value instanceof BigDecimal decimal) {
      generator.writeNumber(decimal);
    } else if (value instanceof Double || value instanceof Float) {
      writeReal(generator, (Number) value);
    } else if (value instanceof Number number) {
      generator.writeNumber(number.longValue());
    } else if (value instanceof byte[] bytes) {
      generator.writeString("\\x" + HexFormat.of().formatHex(bytes));
    } else {
      generator.writeString(value.toString());
    }
  }

  /** JSON has no NaN and no infinity; they become text. */
  private static void writeReal(JsonGenerator generator, Number value) throws IOException {
    if (Double.isFinite(value.doubleValue())) {
      generator.writeNumber(new BigDecimal(value.toString()));
    } else {
      generator.writeString(value.toString());
    }
  }

  /**
   * Reads from an array's opening bracket to its closing one; false if there is an object in it,
   * which no column can hold.
   */
  static boolean read(JsonParser parser, List<@Nullable Object> list) throws IOException {
    boolean good = true;
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_ARRAY) {
        List<@Nullable Object> inner = new ArrayList<>();
        good &= read(parser, inner);
        list.add(inner);
      } else if (token == JsonToken.START_OBJECT) {
        parser.skipChildren();
        good = false;
      } else {
        list.add(scalar(parser, token));
      }
    }
    return good;
  }

  private static @Nullable Object scalar(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    } else if (token.isBoolean()) {
      return parser.getBooleanValue();
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return parser.getDecimalValue();
    }
    return token.isNumeric() ? parser.getNumberValue() : parser.getText();
  }
}
