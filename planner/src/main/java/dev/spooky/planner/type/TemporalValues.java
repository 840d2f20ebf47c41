// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type;

import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.ChronoLocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/**
 * Values of {@code java.time} as SQL dates, times and intervals; nanoseconds round to microseconds.
 */
final class TemporalValues {
  private TemporalValues() {}

  static boolean store(ValueType type, Object value, Register out) {
    if (type.base() == ValueType.Base.DATE) {
      return storeDate(value, out);
    } else if (type.base() == ValueType.Base.TIME) {
      return storeTime(type, value, out);
    }
    boolean instant = type.base() == ValueType.Base.INSTANT;
    if (value instanceof LocalDate date) {
      out.lo = Temporal.dateToMicros(date.toEpochDay(), 0);
    } else if (value instanceof LocalDateTime dateTime) {
      out.lo = micros(type, dateTime);
    } else if (value instanceof OffsetDateTime offset) {
      out.lo = micros(type, instant ? utc(offset.toInstant()) : offset.toLocalDateTime());
    } else if (value instanceof ZonedDateTime zoned) {
      out.lo = micros(type, instant ? utc(zoned.toInstant()) : zoned.toLocalDateTime());
    } else if (value instanceof Instant moment) {
      out.lo = micros(type, utc(moment));
    } else {
      return false;
    }
    return true;
  }

  private static boolean storeDate(Object value, Register out) {
    LocalDate date;
    if (value instanceof LocalDate local) {
      date = local;
    } else if (value instanceof LocalDateTime dateTime) {
      date = dateTime.toLocalDate();
    } else if (value instanceof OffsetDateTime offset) {
      date = offset.toLocalDate();
    } else {
      return false;
    }
    out.lo = Checked.range(date.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
    return true;
  }

  private static boolean storeTime(ValueType type, Object value, Register out) {
    LocalTime time;
    if (value instanceof LocalTime local) {
      time = local;
    } else if (value instanceof LocalDateTime dateTime) {
      time = dateTime.toLocalTime();
    } else {
      return false;
    }
    out.lo = Temporal.roundTo((time.toNanoOfDay() + 500) / 1000, type.precision());
    return true;
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static long micros(ValueType type, ChronoLocalDateTime<LocalDate> dateTime) {
    long seconds = dateTime.toEpochSecond(ZoneOffset.UTC);
    long micros = (dateTime.get(ChronoField.NANO_OF_SECOND) + 500L) / 1000;
    long total = Checked.add(Checked.multiply(seconds, Temporal.MICROS_PER_SECOND, 0), micros, 0);
    return Temporal.roundTo(total, type.precision());
  }

  static boolean storeInterval(ValueType type, Object value, Register out) {
    if (type.base() == ValueType.Base.MONTHS) {
      if (value instanceof Period period && period.get(ChronoUnit.DAYS) == 0) {
        out.lo = Checked.range(period.toTotalMonths(), Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
        return true;
      }
      return false;
    }
    if (value instanceof Duration duration) {
      out.lo =
          Checked.add(
              Checked.multiply(duration.getSeconds(), Temporal.MICROS_PER_SECOND, 0),
              (duration.getNano() + 500) / 1000,
              0);
      return true;
    } else if (value instanceof Period period && period.toTotalMonths() == 0) {
      out.lo = period.get(ChronoUnit.DAYS) * Temporal.MICROS_PER_DAY;
      return true;
    }
    return false;
  }
}
