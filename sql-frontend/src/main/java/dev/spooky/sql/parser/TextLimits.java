// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.parser;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.error.SqlPosition;
import java.util.Arrays;

/**
 * Refuses texts on which the parser would spend time that grows with the square of their length:
 * endless numbers and endless chains of operators. One look at every character, before parsing.
 */
final class TextLimits {
  /** No type has more than 38 digits, so this is generous. */
  static final int MAX_DIGITS = 1000;

  /** Operators in a row, at one level of parentheses and without a comma between them. */
  static final int MAX_CHAIN = 10_000;

  private final String sql;
  private int[] operators = new int[16];
  private int depth;
  private int at;

  private TextLimits(String sql) {
    this.sql = sql;
  }

  /** Throws if a number or a chain of operators is too long. */
  static void check(String sql) {
    new TextLimits(sql).scan();
  }

  private void scan() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\'' || c == '"') {
        skipTo(String.valueOf(c), at + 1);
      } else if (sql.startsWith("--", at)) {
        skipTo("\n", at);
      } else if (sql.startsWith("/*", at)) {
        skipTo("*/", at + 2);
      } else if (isDigit(c)) {
        number();
      } else if (Character.isJavaIdentifierStart(c)) {
        word();
      } else {
        symbol(c);
      }
    }
  }

  private void skipTo(String end, int from) {
    int found = sql.indexOf(end, from);
    at = found < 0 ? sql.length() : found + end.length();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void number() {
    int start = at;
    while (at < sql.length() && isDigit(sql.charAt(at))) {
      at++;
    }
    if (at - start > MAX_DIGITS) {
      throw SpookySqlException.at(
          place(start, at - 1),
          SqlErrorCode.NUMERIC_OVERFLOW,
          "number of " + (at - start) + " digits is out of range");
    }
  }

  private void word() {
    int start = at;
    while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
      at++;
    }
    int length = at - start;
    if (length == 2 && sql.regionMatches(true, start, "OR", 0, 2)
        || length == 3 && sql.regionMatches(true, start, "AND", 0, 3)
        || length == 3 && sql.regionMatches(true, start, "NOT", 0, 3)) {
      count(start);
    }
  }

  private void symbol(char c) {
    int start = at++;
    switch (c) {
      case '(' -> open();
      case ')' -> depth = Math.max(0, depth - 1);
      case ',', ';' -> operators[depth] = 0;
      case '+', '-', '*', '/', '%', '|', '=', '<', '>' -> count(start);
      default -> {}
    }
  }

  private void open() {
    depth++;
    if (depth == operators.length) {
      operators = Arrays.copyOf(operators, 2 * depth);
    }
    operators[depth] = 0;
  }

  private void count(int where) {
    if (++operators[depth] > 2 * MAX_CHAIN) {
      // a comparison and its AND are two, || is two
      throw SyntaxErrors.tooDeep(place(where, where));
    }
  }

  private SqlPosition place(int start, int end) {
    int line = 1;
    int lineStart = 0;
    for (int i = sql.indexOf('\n'); i >= 0 && i < start; i = sql.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new SqlPosition(line, start - lineStart + 1, line, end - lineStart + 1);
  }
}
