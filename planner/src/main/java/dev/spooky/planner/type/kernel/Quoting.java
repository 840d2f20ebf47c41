// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts as literals and names, and FORMAT, which puts them into others. */
public final class Quoting {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private Quoting() {}

  /** A text as a literal; without escapes, as literals here have none. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A text as a name, in quotes where it needs them. */
  public static String name(String text) {
    return PLAIN.matcher(text).matches() ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /**
   * Fills a text in: {@code %s} with a value, {@code %I} with a name, {@code %L} with a literal,
   * each with a position ({@code %1$s}) and a width ({@code %-10s}) if wanted; {@code %%} is %.
   *
   * @param values the arguments; null for NULL
   */
  public static String format(String text, @Nullable String[] values, long site) {
    return new Formatting(text, values, site).format();
  }

  private static final class Formatting {
    private final String text;
    private final @Nullable String[] values;
    private final long site;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int next;

    Formatting(String text, @Nullable String[] values, long site) {
      this.text = text;
      this.values = values;
      this.site = site;
    }

    private ValueException fail(String message) {
      return new ValueException(
          Errors.Kind.FUNCTION, message + " in format \"" + text + "\"", site);
    }

    private char peek() {
      if (at >= text.length()) {
        throw fail("unterminated %");
      }
      return text.charAt(at);
    }

    String format() {
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c != '%') {
          out.append(c);
        } else if (peek() == '%') {
          out.append('%');
          at++;
        } else {
          specifier();
        }
        if (out.length() > TextFunctions.MAX_BYTES) {
          throw fail("result text is too long");
        }
      }
      return out.toString();
    }

    private void specifier() {
      int start = at;
      int number = number();
      boolean positioned = at > start && peek() == '$';
      if (positioned) {
        at++;
        next = number - 1;
        if (number < 1) {
          throw fail("argument 0");
        }
      } else {
        at = start;
      }
      boolean left = false;
      while (peek() == '-') {
        left = true;
        at++;
      }
      int width = peek() == '*' ? starWidth() : number();
      char kind = peek();
      at++;
      pad(value(kind), Math.abs(width), left || width < 0);
    }

    private int number() {
      int value = 0;
      while (peek() >= '0' && peek() <= '9') {
        value = value * 10 + text.charAt(at++) - '0';
        if (value > 10_000_000) {
          throw fail("number is out of range");
        }
      }
      return value;
    }

    private int starWidth() {
      at++;
      String value = argument();
      try {
        return value == null ? 0 : Integer.parseInt(value);
      } catch (NumberFormatException e) {
        throw fail("width is no number");
      }
    }

    private @Nullable String argument() {
      if (next >= values.length) {
        throw fail("too few arguments");
      }
      return values[next++];
    }

    private String value(char kind) {
      if (kind != 's' && kind != 'I' && kind != 'L') {
        throw fail("unrecognized type specifier '" + kind + "'");
      }
      String value = argument();
      if (value == null) {
        if (kind == 'I') {
          throw fail("NULL cannot be a name");
        }
        return kind == 'L' ? "NULL" : "";
      }
      return kind == 's' ? value : kind == 'I' ? name(value) : literal(value);
    }

    private void pad(String value, int width, boolean left) {
      String blanks = " ".repeat(Math.max(0, width - value.codePointCount(0, value.length())));
      out.append(left ? value + blanks : blanks + value);
    }
  }
}
