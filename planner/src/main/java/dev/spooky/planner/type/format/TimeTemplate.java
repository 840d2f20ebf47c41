// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.format;

import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.runtime.zset.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A template for dates and times, taken apart: {@code YYYY-MM-DD HH24:MI:SS.US}. */
public final class TimeTemplate {
  /** How the keyword was written, which says how its value is. */
  enum Letters {
    UPPER,
    LOWER,
    CAPITAL
  }

  /**
   * A field, or text between fields.
   *
   * @param field null for text
   * @param letters the case of the keyword
   * @param fill whether the value is padded to its full width: FM is not before it
   * @param ordinal {@code TH}, {@code th} or nothing
   * @param text what stands between fields
   * @param quoted whether the text was given in double quotes
   */
  record Item(
      @Nullable TimeField field,
      Letters letters,
      boolean fill,
      String ordinal,
      String text,
      boolean quoted) {
    boolean isNumber() {
      return field != null && field.digits() > 0;
    }
  }

  private final List<Item> items = new ArrayList<>();
  private final boolean exact;

  private TimeTemplate(String text, long site) {
    boolean fx = false;
    boolean fill = true;
    int at = 0;
    while (at < text.length()) {
      if (matches(text, at, "FX")) {
        fx = true;
        at += 2;
      } else if (matches(text, at, "FM")) {
        fill = false;
        at += 2;
      } else if (matches(text, at, "TM")) {
        at += 2;
      } else {
        at = item(text, at, fill, site);
        fill = true;
      }
    }
    this.exact = fx;
  }

  /** Takes a template apart. */
  public static TimeTemplate of(String text, long site) {
    return new TimeTemplate(text, site);
  }

  List<Item> items() {
    return items;
  }

  /** Whether FX asks for separators and widths exactly as they are given. */
  boolean isExact() {
    return exact;
  }

  private static boolean matches(String text, int at, String keyword) {
    return text.startsWith(keyword, at) || text.startsWith(keyword.toLowerCase(Locale.ROOT), at);
  }

  private int item(String text, int at, boolean fill, long site) {
    TimeField field = null;
    String keyword = "";
    for (TimeField candidate : TimeField.values()) {
      for (String word : candidate.keywords()) {
        if (word.length() > keyword.length() && fits(candidate, word, text, at)) {
          field = candidate;
          keyword = word;
        }
      }
    }
    return field == null
        ? literal(text, at)
        : field(field, text, at, at + keyword.length(), fill, site);
  }

  private static boolean fits(TimeField field, String word, String text, int at) {
    return matches(text, at, word)
        || field.isName()
            && text.startsWith(word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT), at);
  }

  @SuppressWarnings("checkstyle:ParameterNumber")
  private int field(TimeField field, String text, int from, int to, boolean fill, long site) {
    Letters letters =
        Character.isLowerCase(text.charAt(from))
            ? Letters.LOWER
            : field.isName() && Character.isLowerCase(text.charAt(from + 1))
                ? Letters.CAPITAL
                : Letters.UPPER;
    if (text.startsWith("SP", to)) {
      throw new ValueException(
          Errors.Kind.FUNCTION, "template pattern SP is not supported: \"" + text + "\"", site);
    }
    boolean ordinal = matches(text, to, "TH");
    String suffix = ordinal ? text.substring(to, to + 2) : "";
    items.add(new Item(field, letters, fill, suffix, "", false));
    return to + suffix.length();
  }

  /** A quoted text as a whole, else one character. */
  private int literal(String text, int at) {
    if (text.charAt(at) == '"') {
      StringBuilder quoted = new StringBuilder();
      int i = at + 1;
      for (; i < text.length() && text.charAt(i) != '"'; i++) {
        if (text.charAt(i) == '\\' && i + 1 < text.length()) {
          i++;
        }
        quoted.append(text.charAt(i));
      }
      add(quoted.toString(), true);
      return i + 1;
    }
    boolean escaped = text.startsWith("\\\"", at);
    int from = escaped ? at + 1 : at;
    int to = text.offsetByCodePoints(from, 1);
    add(text.substring(from, to), false);
    return to;
  }

  private void add(String text, boolean quoted) {
    items.add(new Item(null, Letters.UPPER, true, "", text, quoted));
  }
}
