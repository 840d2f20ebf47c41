// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.parser;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.error.SqlPosition;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Says in a sentence what the generated parser met and what it could have used instead. */
final class SyntaxErrors {
  private static final int LONGEST_QUOTE = 40;

  private SyntaxErrors() {}

  static SpookySqlException tooDeep(GeneratedSqlParser parser) {
    Token last = parser.getToken(0);
    return tooDeep(new SqlPosition(last.beginLine, last.beginColumn, last.endLine, last.endColumn));
  }

  static SpookySqlException tooDeep(SqlPosition where) {
    return SpookySqlException.at(where, SqlErrorCode.NESTING_TOO_DEEP)
        .withHint("split the expression, or name parts of the query in WITH");
  }

  static SpookySqlException explain(String sql, GeneratedSqlParser parser, Throwable fault) {
    if (fault instanceof TokenMgrError) {
      return lexical(sql, parser, fault);
    }
    SqlParseException parsed = parser.normalizeException(fault);
    SqlParserPos where = parsed.getPos();
    if (where == null) {
      Token last = parser.getToken(0);
      where = new SqlParserPos(last.beginLine, last.beginColumn, last.endLine, last.endColumn);
    }
    if (parsed.getExpectedTokenNames() == null || parsed.getExpectedTokenNames().isEmpty()) {
      return illFormed(sql, where, parsed);
    }
    return unexpected(sql, parser, where, parsed);
  }

  /** Grammatical, but refused by a check that runs while parsing. */
  private static SpookySqlException illFormed(
      String sql, SqlParserPos where, SqlParseException parsed) {
    String message = String.valueOf(parsed.getMessage());
    if (message.startsWith("Non-query expression")) {
      return SpookySqlException.at(
          where,
          SqlErrorCode.SYNTAX,
          "unexpected " + quote(sql, where) + ", expected a query or another statement");
    }
    if (message.startsWith("Length of identifier")) {
      return SpookySqlException.at(
          where,
          SqlErrorCode.INVALID_NAME,
          "name is longer than " + SqlText.MAX_NAME_LENGTH + " characters");
    }
    if (message.contains("exponent digits")) {
      return SpookySqlException.at(
          where, SqlErrorCode.NUMERIC_OVERFLOW, "number " + quote(sql, where) + " is out of range");
    }
    return SpookySqlException.at(where, SqlErrorCode.SYNTAX, message).withCause(parsed);
  }

  private static SpookySqlException unexpected(
      String sql, GeneratedSqlParser parser, SqlParserPos where, SqlParseException parsed) {
    Token met = parser.getToken(1);
    if (met.kind == GeneratedSqlParserConstants.QUOTE) {
      return SpookySqlException.at(where, SqlErrorCode.SYNTAX, "string without a closing quote");
    }
    if (met.kind == GeneratedSqlParserConstants.DOUBLE_QUOTE) {
      return SpookySqlException.at(where, SqlErrorCode.SYNTAX, "name without a closing quote");
    }
    String what = met.kind == GeneratedSqlParserConstants.EOF ? "end of text" : quote(sql, where);
    String expected = Expectations.of(parsed.getExpectedTokenNames());
    return SpookySqlException.at(
        where,
        SqlErrorCode.SYNTAX,
        "unexpected " + what + (expected.isEmpty() ? "" : ", expected " + expected));
  }

  private static SpookySqlException lexical(
      String sql, GeneratedSqlParser parser, Throwable fault) {
    SqlParserPos where = parser.normalizeException(fault).getPos();
    if (where == null) {
      where = new SqlParserPos(1, 1);
    }
    boolean atEnd = String.valueOf(fault.getMessage()).contains("<EOF>");
    return SpookySqlException.at(
        where,
        SqlErrorCode.SYNTAX,
        atEnd ? "comment without an end" : "unexpected character " + quote(sql, where));
  }

  private static String quote(String sql, SqlParserPos where) {
    String text = SqlText.stretch(sql, where).strip();
    return "'"
        + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text)
        + "'";
  }
}
