// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One measured line: names with values, printed as a JSON object or as a row of a table. */
final class Result {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Adds a value; NaN, which JSON lacks, is left out. */
  Result put(String name, Object value) {
    if (!(value instanceof Double number && number.isNaN())) {
      values.put(name, value);
    }
    return this;
  }

  /** As a JSON object on one line. */
  String json() {
    StringBuilder json = new StringBuilder("{");
    values.forEach(
        (name, value) -> {
          json.append(json.length() == 1 ? "" : ",").append('"').append(name).append("\":");
          boolean bare = value instanceof Number || value instanceof Boolean;
          json.append(bare ? number(value) : '"' + value.toString() + '"');
        });
    return json.append('}').toString();
  }

  /** As a line to read: name and value, without the names of what is the same in all lines. */
  String text() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) -> {
          String shown =
              switch (name) {
                case "engine", "mode", "workers", "events" -> "";
                case "view", "phase" -> String.format("%-6s", value);
                case "metric" -> String.format("%-18s", value);
                default -> name + "=" + number(value) + "  ";
              };
          text.append(shown);
        });
    return text.toString().stripTrailing();
  }

  private static String number(Object value) {
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, number < 100 ? "%.2f" : "%.0f", number);
    }
    return value.toString();
  }
}
