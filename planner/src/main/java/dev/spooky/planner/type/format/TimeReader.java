// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.format;

import dev.spooky.planner.type.kernel.ValueException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * Reads times after a template, as to_date and to_timestamp do. Unless the template begins with FX,
 * blanks around fields do not matter and a separator stands for any separator, or for none. What
 * follows the last field is not looked at.
 */
public final class TimeReader {
  private final List<TimeTemplate.Item> items;
  private final boolean exact;
  private final String text;
  private final long site;
  private final ReadTime time;
  private int at;
  private int extra;

  private TimeReader(TimeTemplate template, String text, long site) {
    this.items = template.items();
    this.exact = template.isExact();
    this.text = text;
    this.site = site;
    this.time = new ReadTime(text, site);
    for (int i = 0; i < items.size() && at < text.length(); i++) {
      item(i);
    }
  }

  /** A date: days since 1970. */
  public static long date(TimeTemplate template, String text, long site) {
    return new TimeReader(template, text, site).time.days();
  }

  /** A moment: microseconds since 1970; where the text says no offset, as it is in a zone. */
  public static long instant(TimeTemplate template, String text, ZoneId zone, long site) {
    return new TimeReader(template, text, site).time.instant(zone);
  }

  private void item(int index) {
    TimeTemplate.Item item = items.get(index);
    if (!exact && (item.field() != null || index == 0)) {
      skipBlanks();
    }
    if (item.field() == null) {
      literal(item);
      return;
    }
    field(item.field(), item, index);
    at = Math.min(text.length(), at + item.ordinal().length());
    if (!exact) {
      extra = 0;
      skipBlanks();
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
      extra++;
    }
  }

  private void literal(TimeTemplate.Item item) {
    boolean separator = !item.quoted() && !Character.isLetterOrDigit(item.text().codePointAt(0));
    int length = item.text().codePointCount(0, item.text().length());
    for (int i = 0; i < length && at < text.length(); i++) {
      if (separator && !exact) {
        extra--;
        if (isSeparator(text.charAt(at))) {
          at++;
          extra++;
        }
      } else if (!exact && extra > 0) {
        extra--; // it was skipped with the blanks
      } else {
        at = text.offsetByCodePoints(at, 1);
      }
    }
  }

  private static boolean isSeparator(char c) {
    return Character.isWhitespace(c) || c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
  }

  private void field(TimeField field, TimeTemplate.Item item, int index) {
    switch (field.part()) {
      case UNREADABLE -> throw fail("template pattern " + field.keywords()[0] + " is only written");
      case HALF_DAY, ERA -> time.set(field, word(field, List.of(field.keywords())));
      case ZONE_HOUR -> time.set(field, zoneHour(index));
      default -> {
        if (field == TimeField.YEAR_COMMA) {
          time.set(field, yearWithComma());
        } else if (field.digits() == 0) {
          time.set(field, name(field));
        } else {
          number(field, item, index);
        }
      }
    }
  }

  /** The number of the word that stands here. */
  private int word(TimeField field, List<String> words) {
    int found = -1;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean longer = found < 0 || word.length() > words.get(found).length();
      if (longer && text.regionMatches(true, at, word, 0, word.length())) {
        found = i;
      }
    }
    if (found < 0) {
      throw fail("invalid value " + here() + " for \"" + field.keywords()[0] + "\"");
    }
    at += words.get(found).length();
    return found;
  }

  private int name(TimeField field) {
    if (field == TimeField.MONTH_ROMAN) {
      return 1 + word(field, Names.ROMAN_MONTHS);
    }
    boolean month = field.part() == TimeField.Part.MONTH;
    List<String> names = month ? Names.MONTHS : Names.DAYS;
    boolean abbreviated = field == TimeField.MONTH_SHORT || field == TimeField.DAY_SHORT;
    return 1
        + word(
            field, abbreviated ? names.stream().map(name -> name.substring(0, 3)).toList() : names);
  }

  private int zoneHour(int index) {
    boolean signed = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    // without a sign here, one more separator than the template has may have been it
    boolean negative = signed ? text.charAt(at) == '-' : extra > 0 && text.charAt(at - 1) == '-';
    if (signed) {
      at++;
    }
    long hour = digits(TimeField.ZONE_HOUR, isOpenEnded(index) ? 9 : 2, false);
    time.setNegativeOffset(negative);
    return (int) hour;
  }

  private long yearWithComma() {
    int comma = text.indexOf(',', at);
    if (comma < 0) {
      throw fail("invalid value " + here() + " for \"Y,YYY\"");
    }
    long thousands = digits(TimeField.YEAR_COMMA, comma - at, false);
    at = comma + 1;
    return thousands * 1000 + digits(TimeField.YEAR_COMMA, 3, true);
  }

  private void number(TimeField field, TimeTemplate.Item item, int index) {
    int from = at;
    boolean open = !item.fill() || isOpenEnded(index);
    long value = digits(field, open ? 18 : field.digits(), !open);
    time.set(field, value, at - from);
  }

  /** Whether what follows in the template cannot be a digit, so that all digits are the field's. */
  private boolean isOpenEnded(int index) {
    if (!items.get(index).ordinal().isEmpty() || index + 1 == items.size()) {
      return true;
    }
    TimeTemplate.Item next = items.get(index + 1);
    return next.field() != null ? !next.isNumber() : !Character.isDigit(next.text().charAt(0));
  }

  private long digits(TimeField field, int most, boolean all) {
    int from = at;
    boolean signed = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    if (signed) {
      at++;
    }
    int start = at;
    long value = 0;
    while (at < text.length() && at - from < most && isDigit(text.charAt(at))) {
      value = value * 10 + text.charAt(at) - '0';
      at++;
    }
    if (at == start) {
      at = from;
      throw fail(
          "invalid value " + here() + " for \"" + field.keywords()[0] + "\": not an integer");
    } else if (all && at - from < most) {
      throw fail(
          String.format(
              Locale.ROOT,
              "invalid value \"%s\" for \"%s\": %d characters are needed",
              text.substring(from, at),
              field.keywords()[0],
              most));
    }
    return signed && text.charAt(from) == '-' ? -value : value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String here() {
    String rest = text.substring(at);
    return "\"" + (rest.length() > 20 ? rest.substring(0, 20) + "…" : rest) + "\"";
  }

  private ValueException fail(String message) {
    return ReadTime.failure(message, text, site);
  }
}
