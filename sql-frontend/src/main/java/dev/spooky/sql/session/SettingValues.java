// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Values of SET statements as text. */
final class SettingValues {
  private SettingValues() {}

  /** A literal without quotes, a word as it is; empty for DEFAULT. */
  static String text(@Nullable SqlNode value) {
    if (value == null) {
      return "";
    }
    if (value instanceof SqlLiteral literal) {
      return String.valueOf(literal.toValue());
    }
    return value.toString();
  }
}
