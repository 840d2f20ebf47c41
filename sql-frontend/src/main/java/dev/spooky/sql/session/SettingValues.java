// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** Values of SET statements as text. */
final class SettingValues {
  private SettingValues() {}

  /** A literal without quotes, a word as it is, commas between several; empty for DEFAULT. */
  static String text(@Nullable SqlNode value) {
    if (value == null) {
      return "";
    }
    if (value instanceof SqlNodeList list) {
      return list.stream().map(SettingValues::text).collect(Collectors.joining(", "));
    }
    if (value instanceof SqlLiteral literal) {
      return String.valueOf(literal.toValue());
    }
    return value.toString();
  }

  /** The same of names of schemas, each in quotes. */
  static String schemas(@Nullable SqlNode value) {
    if (value instanceof SqlNodeList list) {
      return list.stream().map(SettingValues::schemas).collect(Collectors.joining(", "));
    }
    String text = text(value);
    return text.isEmpty() ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
