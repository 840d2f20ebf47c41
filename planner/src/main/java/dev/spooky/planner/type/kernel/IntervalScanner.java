// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/** Reads intervals like {@code 1 year 2 mons -3 days 04:05:06.5}. */
final class IntervalScanner {
  private static final Map<String, Long> MONTH_UNITS =
      Map.of(
          "year",
          12L,
          "y",
          12L,
          "mon",
          1L,
          "month",
          1L,
          "decade",
          120L,
          "century",
          1200L,
          "millennium",
          12_000L);
  private static final Map<String, Long> MICRO_UNITS =
      Map.of(
          "week", 7 * Temporal.MICROS_PER_DAY,
          "day", Temporal.MICROS_PER_DAY,
          "d", Temporal.MICROS_PER_DAY,
          "hour", Temporal.MICROS_PER_HOUR,
          "h", Temporal.MICROS_PER_HOUR,
          "minute", Temporal.MICROS_PER_MINUTE,
          "min", Temporal.MICROS_PER_MINUTE,
          "second", Temporal.MICROS_PER_SECOND,
          "millisecond", 1000L,
          "microsecond", 1L);

  private final Register in;
  private final long site;
  private long months;
  private long micros;

  IntervalScanner(Register in, long site) {
    this.in = in;
    this.site = site;
    String[] words = in.string().strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    for (int i = 0; i < words.length; i++) {
      if (words[i].indexOf(':') >= 0) {
        addTime(words[i]);
      } else if (i + 1 < words.length) {
        addUnit(words[i], words[++i]);
      } else {
        addUnit(words[i], "second");
      }
    }
  }

  private ValueException invalid() {
    return ValueException.invalidText("interval", in.string(), site);
  }

  private void addUnit(String number, String unit) {
    BigDecimal count;
    try {
      count = new BigDecimal(number.length() > 40 ? "x" : number);
    } catch (NumberFormatException e) {
      throw invalid();
    }
    String single =
        unit.length() > 2 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    Long perMonth = MONTH_UNITS.get(single);
    Long perMicro = MICRO_UNITS.get(single.equals("sec") || single.equals("s") ? "second" : single);
    if (perMonth != null) {
      months = Checked.add(months, scaled(count, perMonth), site);
    } else if (perMicro != null) {
      micros = Checked.add(micros, scaled(count, perMicro), site);
    } else {
      throw invalid();
    }
  }

  private long scaled(BigDecimal count, long unit) {
    if (count.scale() < -30 || count.scale() > 60) {
      throw invalid();
    }
    BigDecimal product = count.multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.HALF_UP);
    if (product.toBigInteger().bitLength() > 62) {
      throw ValueException.outOfRange("interval", site);
    }
    return product.longValue();
  }

  private void addTime(String word) {
    boolean signed = word.startsWith("-") || word.startsWith("+");
    String[] parts = (signed ? word.substring(1) : word).split(":", -1);
    if (parts.length > 3) {
      throw invalid();
    }
    long before = micros;
    micros = 0;
    addUnit(digits(parts[0]), "hour");
    addUnit(digits(parts[1]), "minute");
    if (parts.length == 3) {
      addUnit(digits(parts[2]), "second");
    }
    micros = word.startsWith("-") ? before - micros : before + micros;
  }

  private String digits(String text) {
    if (text.isEmpty() || text.charAt(0) < '0' || text.charAt(0) > '9') {
      throw invalid();
    }
    return text;
  }

  long months() {
    return months;
  }

  long micros() {
    return micros;
  }
}
