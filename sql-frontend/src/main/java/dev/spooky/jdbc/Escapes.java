// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JDBC's escapes. Spooky's grammar takes {@code {d …}}, {@code {t …}} and {@code {ts …}} as they
 * are; of {@code {fn …}}, {@code {oj …}}, {@code {escape …}} and {@code {limit …}} the braces (and
 * the words {@code fn} and {@code oj}) become blanks, and functions get their names in SQL. The
 * text keeps its length, so that positions in errors stay true.
 */
final class Escapes {
  /** Functions that have another name in SQL; those of no arguments lose their parentheses. */
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "UCASE", "UPPER",
          "LCASE", "LOWER",
          "IFNULL", "COALESCE",
          "CURDATE", "CURRENT_DATE",
          "CURTIME", "CURRENT_TIME");

  private static final Pattern NO_ARGUMENTS = Pattern.compile("\\s*\\(\\s*\\)");

  private final String sql;
  private final Deque<Boolean> blankEnds = new ArrayDeque<>();
  private @Nullable StringBuilder changed;

  private Escapes(String sql) {
    this.sql = sql;
  }

  static String process(@Nullable String sql) throws SQLException {
    if (sql == null) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "the SQL text is null");
    }
    return sql.indexOf('{') < 0 ? sql : new Escapes(sql).process();
  }

  private String process() {
    int at = 0;
    while (at < sql.length()) {
      at = step(at);
    }
    return changed == null ? sql : changed.toString();
  }

  /** Goes past the character, literal, comment or start of an escape at {@code at}. */
  private int step(int at) {
    char c = sql.charAt(at);
    if (c == '\'' || c == '"') {
      return past(sql.indexOf(c, at + 1), 1);
    }
    if (sql.startsWith("--", at)) {
      return past(sql.indexOf('\n', at), 1);
    }
    if (sql.startsWith("/*", at)) {
      return past(sql.indexOf("*/", at + 2), 2);
    }
    if (c == '{') {
      return open(at);
    }
    if (c == '}' && !blankEnds.isEmpty() && blankEnds.pop()) {
      blank(at, at + 1);
    }
    return at + 1;
  }

  private int past(int end, int length) {
    return end < 0 ? sql.length() : end + length;
  }

  private int open(int brace) {
    int start = skipBlanks(brace + 1);
    int end = skipWord(start);
    boolean blank =
        switch (sql.substring(start, end).toLowerCase(Locale.ROOT)) {
          case "fn" -> {
            blank(brace, end);
            end = function(brace, end);
            yield true;
          }
          case "oj" -> {
            blank(brace, end);
            yield true;
          }
          case "escape", "limit" -> {
            blank(brace, start);
            yield true;
          }
          default -> false;
        };
    blankEnds.push(blank);
    return end;
  }

  /** Gives a function its name in SQL, right-aligned; returns the place behind it. */
  private int function(int brace, int fnEnd) {
    int start = skipBlanks(fnEnd);
    int end = skipWord(start);
    String name = FUNCTIONS.get(sql.substring(start, end).toUpperCase(Locale.ROOT));
    if (name == null) {
      return end;
    }
    if (name.startsWith("CURRENT_")) {
      Matcher parentheses = NO_ARGUMENTS.matcher(sql).region(end, sql.length());
      end = parentheses.lookingAt() ? parentheses.end() : end;
    }
    int from = end - name.length();
    if (from >= brace) {
      blank(start, end);
      text().replace(from, end, name);
    }
    return end;
  }

  private int skipBlanks(int at) {
    int end = at;
    while (end < sql.length() && Character.isWhitespace(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  private int skipWord(int at) {
    int end = at;
    while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  private StringBuilder text() {
    StringBuilder text = changed;
    if (text == null) {
      text = new StringBuilder(sql);
      changed = text;
    }
    return text;
  }

  private void blank(int from, int to) {
    StringBuilder text = text();
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        text.setCharAt(i, ' ');
      }
    }
  }
}
