// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** SIMILAR TO patterns as regular expressions. */
public final class SimilarPattern {
  private SimilarPattern() {}

  /** The regular expression of a pattern; must match the whole text. */
  public static Pattern compile(String pattern, String escape, long site) {
    StringBuilder regex = new StringBuilder();
    int escapeAs = escape.isEmpty() ? -1 : escape.codePointAt(0);
    boolean inBrackets = false;
    for (int i = 0; i < pattern.length(); ) {
      int c = pattern.codePointAt(i);
      i += Character.charCount(c);
      if (c == escapeAs && i < pattern.length()) {
        c = pattern.codePointAt(i);
        i += Character.charCount(c);
        appendLiteral(regex, c);
      } else if (inBrackets) {
        inBrackets = c != ']';
        appendInBrackets(regex, pattern, i, c);
      } else if (c == '[') {
        inBrackets = true;
        regex.append('[');
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else if ("|*+?{}(),0123456789".indexOf(c) >= 0) {
        regex.appendCodePoint(c);
      } else {
        appendLiteral(regex, c);
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new ValueException(
          Errors.Kind.FUNCTION, "invalid regular expression: " + pattern, site);
    }
  }

  private static void appendInBrackets(StringBuilder regex, String pattern, int next, int c) {
    if (c == '[' && next < pattern.length() && pattern.charAt(next) != ':') {
      regex.append('\\');
    }
    if (c == '&' || c == '\\') {
      regex.append('\\');
    }
    regex.appendCodePoint(c);
  }

  private static void appendLiteral(StringBuilder regex, int c) {
    if (c < 128 && !Character.isLetterOrDigit(c)) {
      regex.append('\\');
    }
    regex.appendCodePoint(c);
  }
}
