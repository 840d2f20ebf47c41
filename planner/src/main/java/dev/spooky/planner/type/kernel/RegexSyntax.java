// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;
import java.util.Map;

/**
 * Turns PostgreSQL's regular expressions into Java's where the same text means something else:
 * classes like {@code [[:alpha:]]}, brackets and {@code &&} within brackets, {@code $}, and the
 * escapes for the edges of words.
 */
final class RegexSyntax {
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alpha", "\\p{IsAlphabetic}"),
          Map.entry("digit", "0-9"),
          Map.entry("alnum", "\\p{IsAlphabetic}0-9"),
          Map.entry("upper", "\\p{Lu}"),
          Map.entry("lower", "\\p{Ll}"),
          Map.entry("space", "\\s"),
          Map.entry("blank", "\\x20\\t"),
          Map.entry("punct", "\\p{Punct}"),
          Map.entry("xdigit", "0-9A-Fa-f"),
          Map.entry("cntrl", "\\p{Cntrl}"),
          Map.entry("graph", "\\p{Graph}"),
          Map.entry("print", "\\p{Print}"),
          Map.entry("word", "\\w"));

  private static final Map<Character, String> ESCAPES =
      Map.of('y', "\\b", 'Y', "\\B", 'm', "\\b(?=\\w)", 'M', "\\b(?<=\\w)", 'Z', "\\z");

  private final String text;
  private final boolean lines;
  private final long site;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private RegexSyntax(String text, boolean lines, long site) {
    this.text = text;
    this.lines = lines;
    this.site = site;
  }

  /**
   * The same pattern for Java.
   *
   * @param lines whether {@code $} matches at the ends of lines and not just at the very end
   */
  static String forJava(String text, boolean lines, long site) {
    return new RegexSyntax(text, lines, site).translate();
  }

  private String translate() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char escaped = text.charAt(at++);
        out.append(ESCAPES.getOrDefault(escaped, "\\" + escaped));
      } else if (c == '$') {
        out.append(lines ? "$" : "\\z");
      } else if (c == '[') {
        brackets();
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private void brackets() {
    out.append('[');
    if (at < text.length() && text.charAt(at) == '^') {
      out.append(text.charAt(at++));
    }
    if (at < text.length() && text.charAt(at) == ']') {
      out.append("\\]");
      at++;
    }
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == ']') {
        out.append(c);
        return;
      } else if (c == '[' && text.startsWith(":", at)) {
        named();
      } else if (c == '[' || c == '&') {
        out.append('\\').append(c);
      } else if (c == '\\' && at < text.length()) {
        out.append(c).append(text.charAt(at++));
      } else {
        out.append(c);
      }
    }
  }

  private void named() {
    int end = text.indexOf(":]", at);
    String name = end < 0 ? "" : text.substring(at + 1, end);
    String set = CLASSES.get(name);
    if (set == null) {
      throw new ValueException(
          Errors.Kind.FUNCTION,
          "invalid regular expression \"" + text + "\": no character class of this name",
          site);
    }
    out.append(set);
    at = end + 2;
  }
}
