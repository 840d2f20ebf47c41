// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.sql.error.SpookySqlException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that are static methods of the program. */
class UserFunctionsTest {
  /** What the program gives. */
  public static final class Given {
    private Given() {}

    /** Of a primitive. */
    public static long twice(long value) {
      return 2 * value;
    }

    /** Sees NULL. */
    public static String shout(@Nullable String text) {
      return text == null ? "nothing" : text + "!";
    }

    /** Throws. */
    public static int positive(int value) {
      if (value <= 0) {
        throw new IllegalArgumentException("not positive: " + value);
      }
      return value;
    }

    /** Of decimals. */
    public static BigDecimal half(BigDecimal value) {
      return value.multiply(new BigDecimal("0.5"));
    }

    /** Of times. */
    public static LocalDateTime noon(LocalDate date) {
      return date.atTime(12, 0, 0, 123_456_000);
    }

    /** Gives NULL. */
    public static @Nullable Double nothing(double value) {
      return value > 0 ? null : value;
    }

    /** Of a type that SQL does not have. */
    public static List<String> list(String text) {
      return List.of(text);
    }

    /** One of two. */
    public static long many(long value) {
      return value;
    }

    /** The other. */
    public static long many(String value) {
      return value.length();
    }
  }

  private static final String CLASS = Given.class.getName();
  private Spooky spooky;

  @BeforeEach
  void open() {
    spooky = Spooky.open(SpookyOptions.DEFAULT.withFunctionClasses(Given.class));
    for (String name : List.of("twice", "shout", "positive", "half", "noon", "nothing")) {
      create(name, CLASS + "." + name);
    }
    spooky.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, s VARCHAR)");
  }

  @AfterEach
  void close() {
    spooky.close();
  }

  private void create(String name, String method) {
    spooky.execute("CREATE FUNCTION " + name + " AS '" + method + "'");
  }

  private String value(String expression) {
    try (Rows rows = spooky.query("SELECT " + expression)) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(0));
    }
  }

  private static void fails(ThrowingCallable action, String state, String words) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            SpookySqlException.class, e -> assertThat(e.sqlState()).isEqualTo(state))
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "twice(21)|42",
        "TWICE(CAST(NULL AS INTEGER))|null",
        "shout('hi')|hi!",
        "shout(NULL)|nothing",
        "half(5.5)|2.7500000000",
        "half(1)|0.5000000000",
        "noon(DATE '2024-02-29')|2024-02-29 12:00:00.123456",
        "nothing(1.5)|null",
        "positive(3) + 1|4",
      })
  void call_computes(String call, String expected) {
    assertThat(value(call)).isEqualTo(expected);
  }

  @Test
  void view_isKeptByRandomChanges() {
    long seed = 5;
    Random random = new Random(seed);
    spooky.execute("CREATE MATERIALIZED VIEW v AS SELECT id, twice(n) x, shout(s) y FROM t");
    TreeMap<Long, String> rows = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      long id = random.nextInt(20);
      Integer n = random.nextInt(4) == 0 ? null : (Integer) random.nextInt(100);
      String s = random.nextInt(4) == 0 ? null : "s" + random.nextInt(5);
      spooky.execute("DELETE FROM t WHERE id = " + id);
      rows.remove(id);
      if (random.nextInt(3) > 0) {
        String text = s == null ? "NULL" : "'" + s + "'";
        spooky.execute("INSERT INTO t VALUES (" + id + ", " + n + ", " + text + ")");
        rows.put(id, (n == null ? "null" : 2L * n) + " " + Given.shout(s));
      }
      TreeMap<Long, String> found = new TreeMap<>();
      try (Rows view = spooky.query("SELECT id, x, y FROM v")) {
        while (view.next()) {
          found.put(view.getLong(0), view.getString(1) + " " + view.getString(2));
        }
      }
      assertThat(found).as("seed=%d step=%d", seed, i).isEqualTo(rows);
    }
  }

  @Test
  void exception_failsTheCommitOrSuspendsTheView() {
    fails(() -> value("positive(-1)"), "38000", "function positive failed");
    spooky.execute("CREATE MATERIALIZED VIEW v AS SELECT positive(n) x FROM t");
    fails(() -> spooky.execute("INSERT INTO t VALUES (1, 0, NULL)"), "38000", "not positive: 0");
    assertThat(value("count(*) FROM t")).isEqualTo("0");
    spooky.execute("DROP VIEW v");
    spooky.execute("CREATE MATERIALIZED VIEW v ON ERROR SUSPEND AS SELECT positive(n) x FROM t");
    spooky.execute("INSERT INTO t VALUES (1, 0, NULL), (2, 5, NULL)");
    fails(() -> value("count(*) FROM v"), "38000", "not positive: 0");
    spooky.execute("DELETE FROM t WHERE id = 1");
    assertThat(value("sum(x) FROM v")).isEqualTo("5");
  }

  @Test
  void definition_isChecked() {
    fails(() -> create("f", "java.lang.System.exit"), "42501", "java.lang.System");
    fails(() -> create("f", "no.such.Type.m"), "42501", "no.such.Type");
    fails(() -> create("f", "nothing"), "42501", "class ''");
    fails(() -> create("f", CLASS + ".missing"), "42883", "no public static methods");
    fails(() -> create("f", CLASS + ".many"), "42883", "2 public static methods");
    fails(() -> create("f", CLASS + ".list"), "42P16", "List");
    fails(() -> create("upper", CLASS + ".shout"), "42710", "upper");
    fails(() -> create("twice", CLASS + ".twice"), "42710", "twice");
    spooky.execute("CREATE FUNCTION IF NOT EXISTS twice AS '" + CLASS + ".shout'");
    assertThat(value("twice(1)")).isEqualTo("2");
    fails(() -> value("twice('x')"), "42883", "twice");
    fails(() -> value("twice(1, 2)"), "42883", "twice");
    try (Spooky other = Spooky.open()) {
      fails(() -> other.execute("CREATE FUNCTION f AS '" + CLASS + ".twice'"), "42501", "Given");
    }
  }

  @Test
  void name_ofAnotherMethod_isNotTakenForTheFirst() {
    spooky.execute("INSERT INTO t VALUES (1, 5, NULL)");
    try (Subscription running =
        spooky.subscribe("SELECT twice(n) AS x FROM t", SubscribeOptions.DEFAULT)) {
      assertThat(running).isNotNull();
      spooky.execute("DROP FUNCTION twice");
      create("twice", CLASS + ".positive");
      spooky.execute("CREATE MATERIALIZED VIEW v AS SELECT twice(n) AS x FROM t");
      assertThat(value("x FROM v")).isEqualTo("5");
    }
  }

  @Test
  void drop_isRefusedWhileViewsCall() {
    spooky.execute("CREATE VIEW p AS SELECT id, twice(n) AS x FROM t");
    spooky.execute("CREATE MATERIALIZED VIEW m AS SELECT x + 1 AS y FROM p");
    fails(() -> spooky.execute("DROP FUNCTION twice"), "2BP01", "twice");
    spooky.execute("DROP FUNCTION shout");
    fails(() -> value("shout('x')"), "42883", "shout");
    spooky.execute("DROP FUNCTION IF EXISTS shout");
    fails(() -> spooky.execute("DROP FUNCTION shout"), "42704", "shout");
    spooky.execute("DROP FUNCTION twice CASCADE");
    fails(() -> value("y FROM m"), "42P01", "m");
  }
}
