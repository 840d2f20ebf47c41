// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of names as {@link java.sql.DatabaseMetaData} takes it: {@code %} is any text, {@code
 * _} any character, {@code \} makes the next one plain; null fits every name.
 */
final class NamePattern {
  private final @Nullable Pattern pattern;

  private NamePattern(@Nullable Pattern pattern) {
    this.pattern = pattern;
  }

  static NamePattern of(@Nullable String like) {
    return new NamePattern(like == null || like.equals("%") ? null : compile(like));
  }

  private static Pattern compile(String like) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        boolean escape = c == '\\' && i + 1 < like.length();
        regex.append(Pattern.quote(String.valueOf(escape ? like.charAt(++i) : c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  boolean matches(String name) {
    return pattern == null || pattern.matcher(name).matches();
  }
}
