// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spooky.engine.Binding;
import dev.spooky.engine.SqlType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets the fields of a JSON object as values of a row. */
final class JsonFields {
  private final Values values;
  private final Map<String, Integer> columns = new HashMap<>();
  private final boolean[] present;

  JsonFields(Values values) {
    this.values = values;
    names().forEach(name -> columns.put(name, columns.size()));
    present = new boolean[columns.size()];
  }

  List<String> names() {
    return values.columns().stream().map(column -> column.name()).toList();
  }

  /** Reads from an object's opening brace to its closing one. */
  void read(JsonParser parser, Binding row, long line) throws IOException, BadRowException {
    java.util.Arrays.fill(present, false);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Integer column = columns.get(name);
      JsonToken value = parser.nextToken();
      if (column == null) {
        parser.skipChildren();
        throw BadRowException.row(
            line, "field '%s' is no column of the table".formatted(name), null);
      }
      present[column] = true;
      read(parser, value, row, column, line);
    }
    for (int i = 0; i < present.length; i++) {
      if (!present[i]) {
        values.setNull(row, i, line);
      }
    }
  }

  private void read(JsonParser parser, JsonToken token, Binding row, int column, long line)
      throws IOException, BadRowException {
    if (token == JsonToken.VALUE_NULL) {
      values.setNull(row, column, line);
    } else if (token == JsonToken.VALUE_STRING) {
      values.setText(row, column, parser.getText(), line);
    } else if (token.isBoolean()) {
      boolean value = parser.getBooleanValue();
      values.set(column, line, () -> row.setBoolean(column, value));
    } else if (token.isNumeric()) {
      number(parser, row, column, line);
    } else if (token == JsonToken.START_ARRAY
        && values.columns().get(column).type() == SqlType.ARRAY) {
      array(parser, row, column, line);
    } else {
      parser.skipChildren();
      throw BadRowException.row(
          line,
          "column '%s': a JSON array or object cannot be stored in a column"
              .formatted(values.columns().get(column).name()),
          null);
    }
  }

  private void array(JsonParser parser, Binding row, int column, long line)
      throws IOException, BadRowException {
    List<@Nullable Object> elements = new ArrayList<>();
    if (!JsonArrays.read(parser, elements)) {
      throw BadRowException.row(
          line,
          "column '%s': a JSON object cannot be stored in an array"
              .formatted(values.columns().get(column).name()),
          null);
    }
    values.set(column, line, () -> row.setObject(column, elements));
  }

  private void number(JsonParser parser, Binding row, int column, long line)
      throws IOException, BadRowException {
    SqlType type = values.columns().get(column).type();
    JsonParser.NumberType kind = parser.getNumberType();
    if (type == SqlType.VARCHAR || type == SqlType.CHAR) {
      values.setText(row, column, parser.getText(), line);
    } else if (kind == JsonParser.NumberType.INT || kind == JsonParser.NumberType.LONG) {
      long value = parser.getLongValue();
      values.set(column, line, () -> row.setLong(column, value));
    } else if (type == SqlType.REAL || type == SqlType.DOUBLE) {
      double value = parser.getDoubleValue();
      values.set(column, line, () -> row.setDouble(column, value));
    } else {
      BigDecimal value = parser.getDecimalValue();
      if (type != SqlType.DECIMAL && value.stripTrailingZeros().scale() > 0) {
        throw BadRowException.row(
            line,
            "column '%s': %s is no whole number"
                .formatted(values.columns().get(column).name(), parser.getText()),
            null);
      }
      values.set(column, line, () -> row.setObject(column, value));
    }
  }
}
