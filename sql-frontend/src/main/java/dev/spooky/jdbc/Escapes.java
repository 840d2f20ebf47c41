// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JDBC's escapes. Spooky's grammar takes {@code {d …}}, {@code {t …}}, {@code {ts …}} and {@code
 * {fn …}} as they are; of {@code {oj …}}, {@code {escape …}} and {@code {limit …}} the braces (and
 * the word {@code oj}) become blanks, so that positions in errors stay true.
 */
final class Escapes {
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
    int start = brace + 1;
    while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    boolean blank =
        switch (sql.substring(start, end).toLowerCase(Locale.ROOT)) {
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

  private void blank(int from, int to) {
    StringBuilder text = changed;
    if (text == null) {
      text = new StringBuilder(sql);
      changed = text;
    }
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        text.setCharAt(i, ' ');
      }
    }
  }
}
