// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.MONTHS;
import static java.time.temporal.ChronoUnit.NANOS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static java.time.temporal.ChronoUnit.WEEKS;
import static java.time.temporal.ChronoUnit.YEARS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import dev.spooky.sql.error.SpookySqlException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Times keep their microseconds through every expression, by the reckoning of java.time. */
class MicrosecondsTest {
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "MICROSECOND", MICROS,
          "MILLISECOND", MILLIS,
          "SECOND", SECONDS,
          "MINUTE", MINUTES,
          "HOUR", HOURS,
          "DAY", DAYS,
          "WEEK", WEEKS,
          "MONTH", MONTHS,
          "YEAR", YEARS);

  private final Spooky spooky = Spooky.open();
  private final long seed = Long.getLong("seed", 11);
  private final Random random = new Random(seed);

  @AfterEach
  void close() {
    spooky.close();
  }

  /** The value of an expression, which a view gives too. */
  private Object value(String expression) {
    Object value;
    try (Rows rows = spooky.query("SELECT " + expression)) {
      assertThat(rows.next()).isTrue();
      value = rows.getObject(0);
    }
    spooky.execute("CREATE OR REPLACE MATERIALIZED VIEW v AS SELECT " + expression + " AS x");
    try (Rows rows = spooky.query("SELECT x FROM v")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getObject(0)).as(expression).isEqualTo(value);
    }
    return java.util.Objects.requireNonNull(value, expression);
  }

  /** Expressions are checked over a column, too, where nothing can be computed beforehand. */
  private void check(LocalDateTime time, String expression, Object expected) {
    String literal = "TIMESTAMP '" + text(time) + "'";
    assertThat(value(expression.replace("ts", literal)))
        .as("seed=%d: %s of %s", seed, expression, time)
        .isEqualTo(expected);
    spooky.execute("CREATE TABLE IF NOT EXISTS t (ts TIMESTAMP(6))");
    spooky.execute("DELETE FROM t");
    spooky.execute("INSERT INTO t VALUES (?)", time);
    try (Rows rows = spooky.query("SELECT " + expression + " FROM t")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getObject(0))
          .as("seed=%d: %s of a column with %s", seed, expression, time)
          .isEqualTo(expected);
    }
  }

  private static String text(LocalDateTime time) {
    return time.toString().replace('T', ' ')
        + (time.getSecond() + time.getNano() == 0 ? ":00" : "");
  }

  private LocalDateTime time() {
    return LocalDateTime.of(1950, 1, 1, 0, 0).plus(random.nextLong(4_000_000_000_000_000L), MICROS);
  }

  private static LocalDateTime at(String text) {
    return LocalDateTime.parse(text);
  }

  @Test
  void literalsAndCasts_keepThem() {
    assertThat(value("TIMESTAMP '2024-01-01 00:00:00.000001'"))
        .isEqualTo(at("2024-01-01T00:00:00.000001"));
    assertThat(value("CAST('2024-01-01 00:00:00.123456' AS TIMESTAMP)"))
        .isEqualTo(at("2024-01-01T00:00:00.123456"));
    assertThat(value("CAST(TIMESTAMP '2024-01-01 00:00:00.123456' AS TIMESTAMP(3))"))
        .isEqualTo(at("2024-01-01T00:00:00.123"));
    assertThat(value("CAST(TIMESTAMP '2024-01-01 00:00:00.123456' AS VARCHAR)"))
        .isEqualTo("2024-01-01 00:00:00.123456");
    assertThat(value("TIME '23:59:59.999999'")).isEqualTo(LocalTime.parse("23:59:59.999999"));
  }

  @Test
  void literals_areRoundedAndNotCut() {
    assertThat(value("TIMESTAMP '2024-01-01 00:00:00.9999999'"))
        .isEqualTo(at("2024-01-01T00:00:01"));
    assertThat(value("TIMESTAMP '2024-01-01 00:00:00.0000005'"))
        .isEqualTo(value("CAST('2024-01-01 00:00:00.0000005' AS TIMESTAMP)"));
    assertThat(value("TIME '10:00:00.0000005'")).isEqualTo(LocalTime.parse("10:00:00.000001"));
  }

  @Test
  void intervals_keepThem() {
    assertThat(value("INTERVAL '1.000001' SECOND")).isEqualTo(Duration.parse("PT1.000001S"));
    assertThat(value("INTERVAL '-0.0005' SECOND")).isEqualTo(Duration.ofNanos(-500_000));
    assertThat(value("INTERVAL -'0.000001' SECOND")).isEqualTo(Duration.ofNanos(-1000));
    assertThat(value("INTERVAL '1 02:03:04.123456' DAY TO SECOND"))
        .isEqualTo(Duration.parse("P1DT2H3M4.123456S"));
    assertThat(value("INTERVAL '02:03.000009' MINUTE TO SECOND"))
        .isEqualTo(Duration.parse("PT2M3.000009S"));
    assertThat(value("INTERVAL '0.000001' SECOND + INTERVAL '0.000002' SECOND"))
        .isEqualTo(Duration.ofNanos(3000));
    assertThat(value("3 * INTERVAL '0.000001' SECOND")).isEqualTo(Duration.ofNanos(3000));
    assertThat(value("INTERVAL '0.000001' SECOND < INTERVAL '0.000002' SECOND")).isEqualTo(true);
    assertThat(value("EXTRACT(MICROSECOND FROM INTERVAL '1.000001' SECOND)")).isEqualTo(1_000_001L);
    assertThat(value("TIME '23:59:59.999999' + INTERVAL '0.000001' SECOND"))
        .isEqualTo(LocalTime.MIDNIGHT);
  }

  @Test
  void twoIntervalsOfTheSameMillisecond_areTwoExpressions() {
    try (Rows rows =
        spooky.query(
            "SELECT INTERVAL '0.000001' SECOND AS x UNION ALL SELECT INTERVAL '0.000002' SECOND"
                + " ORDER BY x")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getObject(0)).isEqualTo(Duration.ofNanos(1000));
      assertThat(rows.next()).isTrue();
      assertThat(rows.getObject(0)).isEqualTo(Duration.ofNanos(2000));
    }
  }

  @Test
  void timestampsAndIntervals_addUp() {
    for (int i = 0; i < 5; i++) {
      LocalDateTime time = time();
      long micros = random.nextLong(90_000_000_000L);
      Duration move = Duration.of(micros, MICROS);
      String interval =
          String.format(
              "INTERVAL '%d %02d:%02d:%02d.%06d' DAY TO SECOND",
              move.toDaysPart(),
              move.toHoursPart(),
              move.toMinutesPart(),
              move.toSecondsPart(),
              move.toNanosPart() / 1000);
      check(time, "ts + " + interval, time.plus(move));
      check(time, "ts - " + interval, time.minus(move));
      check(time, "(ts - TIMESTAMP '" + text(time.minus(move)) + "') SECOND", move);
    }
  }

  @Test
  void timestampAddAndDiff_areJavasOnes() {
    for (Map.Entry<String, ChronoUnit> unit : UNITS.entrySet()) {
      LocalDateTime time = time();
      int count = random.nextInt(200) - 100;
      LocalDateTime moved = time.plus(count, unit.getValue());
      check(time, "TIMESTAMPADD(" + unit.getKey() + ", " + count + ", ts)", moved);
      LocalDateTime other = time();
      check(
          time,
          "TIMESTAMPDIFF(" + unit.getKey() + ", ts, TIMESTAMP '" + text(other) + "')",
          unit.getValue().between(time, other));
    }
    LocalDateTime time = time();
    check(time, "TIMESTAMPADD(QUARTER, 5, ts)", time.plus(5, IsoFields.QUARTER_YEARS));
    check(time, "TIMESTAMPADD(NANOSECOND, 2000, ts)", time.plus(2000, NANOS));
    check(time, "TIMESTAMPADD(FRAC_SECOND, 1, ts)", time.plus(1, MICROS));
  }

  @Test
  void fractionsOfSecondsAddedToDates_giveTimestamps() {
    assertThat(value("TIMESTAMPADD(MICROSECOND, 1, DATE '2024-02-29')"))
        .isEqualTo(at("2024-02-29T00:00:00.000001"));
    assertThat(value("TIMESTAMPADD(DAY, 1, DATE '2024-02-29')"))
        .isEqualTo(LocalDate.of(2024, 3, 1));
    assertThat(value("TIMESTAMPDIFF(MICROSECOND, DATE '1970-01-01', DATE '2024-02-29')"))
        .isEqualTo(LocalDate.of(2024, 2, 29).toEpochDay() * 86_400_000_000L);
  }

  @Test
  void fields_areJavasOnes() {
    for (int i = 0; i < 5; i++) {
      LocalDateTime time = time();
      long seconds = time.getSecond();
      check(
          time,
          "EXTRACT(MICROSECOND FROM ts)",
          seconds * 1_000_000 + time.get(ChronoField.MICRO_OF_SECOND));
      long micros = seconds * 1_000_000 + time.get(ChronoField.MICRO_OF_SECOND);
      check(time, "EXTRACT(MILLISECOND FROM ts)", BigDecimal.valueOf(micros, 3));
      check(time, "EXTRACT(SECOND FROM ts)", BigDecimal.valueOf(micros, 6));
      long epoch = time.toEpochSecond(ZoneOffset.UTC) * 1_000_000;
      check(
          time,
          "EXTRACT(EPOCH FROM ts)",
          BigDecimal.valueOf(epoch + time.get(ChronoField.MICRO_OF_SECOND), 6));
      check(time, "EXTRACT(DOW FROM ts)", time.getDayOfWeek().getValue() % 7L);
      check(time, "EXTRACT(WEEK FROM ts)", (long) time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      check(time, "EXTRACT(DOY FROM ts)", (long) time.getDayOfYear());
      check(time, "date_trunc('second', ts)", time.truncatedTo(SECONDS));
      check(time, "FLOOR(ts TO MILLISECOND)", time.truncatedTo(MILLIS));
      check(
          time, "date_trunc('week', ts)", time.truncatedTo(DAYS).with(ChronoField.DAY_OF_WEEK, 1));
    }
  }

  @Test
  void moreThanMicroseconds_areRefusedInIntervals() {
    assertThatThrownBy(() -> value("INTERVAL '3.1234567' SECOND"))
        .isInstanceOf(SpookySqlException.class)
        .hasMessageContaining("3.1234567");
  }
}
