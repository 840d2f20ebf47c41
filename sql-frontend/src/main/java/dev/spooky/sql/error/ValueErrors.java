// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.error;

import dev.spooky.runtime.zset.Errors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that cannot be computed or do not fit, as errors of users: one SQLSTATE for each case. */
public final class ValueErrors {
  private static final Pattern TEXT_OVERFLOW = Pattern.compile("value too long for type (.*)");
  private static final Pattern TIME_OVERFLOW =
      Pattern.compile("\\b(?:date|time|timestamp|interval)\\b[^:]* out of range");

  private ValueErrors() {}

  /** The error for a failure of an expression. */
  public static SpookySqlException of(Errors.Kind kind, String message, SqlPosition where) {
    return switch (kind) {
      case DIVISION_BY_ZERO -> SpookySqlException.at(where, SqlErrorCode.DIVISION_BY_ZERO);
      case OUT_OF_RANGE -> outOfRange(message, where);
      case INVALID_TEXT ->
          SpookySqlException.at(where, SqlErrorCode.ofInvalidText(message), message);
      case NULL_VALUE, FUNCTION ->
          SpookySqlException.at(where, SqlErrorCode.EXPRESSION_FAILED, message);
      case EXTERNAL -> SpookySqlException.at(where, SqlErrorCode.EXTERNAL_ROUTINE, message);
      case CARDINALITY -> SpookySqlException.at(where, SqlErrorCode.CARDINALITY, message);
    };
  }

  private static SpookySqlException outOfRange(String message, SqlPosition where) {
    Matcher text = TEXT_OVERFLOW.matcher(message);
    if (text.find()) {
      return SpookySqlException.at(where, SqlErrorCode.STRING_TOO_LONG, text.group(1));
    }
    return SpookySqlException.at(
        where,
        TIME_OVERFLOW.matcher(message).find()
            ? SqlErrorCode.INVALID_DATETIME
            : SqlErrorCode.NUMERIC_OVERFLOW,
        message);
  }
}
