// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Binding;
import dev.spooky.engine.FileAccess;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.sql.error.SpookySqlException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether and how a value gets into a column, by every way in: the answer is always the same. */
class AssignedValuesTest {
  /** Puts the value into the column of row 1; what stood there before may go. */
  private interface Way {
    void put(String column, String literal, @Nullable Object value) throws IOException;
  }

  @TempDir private Path folder;
  private Spooky spooky;
  private Session session;

  @BeforeEach
  void open() {
    spooky = Spooky.open();
    session = spooky.session();
    session.setFileAccess(FileAccess.below(folder));
    session.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR(5), c CHAR(5), i SMALLINT, b BIGINT, n"
            + " DECIMAL(5, 2), r REAL, d DOUBLE, x VARCHAR(5) NOT NULL DEFAULT 'x')");
  }

  @AfterEach
  void close() {
    session.close();
    spooky.close();
  }

  private List<Way> ways() {
    return List.of(
        this::insertLiteral,
        this::insertParameter,
        this::insertQuery,
        this::insertBesideSubQuery,
        this::insertParameterBesideSubQuery,
        this::updateLiteral,
        this::updateParameter,
        this::updateColumn,
        this::onConflict,
        this::append,
        this::copyCsv,
        this::copyJson);
  }

  private void insertLiteral(String column, String literal, @Nullable Object value) {
    session.execute("INSERT INTO t (id, " + column + ") VALUES (1, " + literal + ")");
  }

  private void insertBesideSubQuery(String column, String literal, @Nullable Object value) {
    session.execute("INSERT INTO t (id, " + column + ") VALUES ((SELECT 1), " + literal + ")");
  }

  private void insertParameterBesideSubQuery(
      String column, String literal, @Nullable Object value) {
    run("INSERT INTO t (id, " + column + ") VALUES ((SELECT 1), ?)", value);
  }

  private void insertParameter(String column, String literal, @Nullable Object value) {
    run("INSERT INTO t (id, " + column + ") VALUES (1, ?)", value);
  }

  private void run(String sql, @Nullable Object value) {
    try (Prepared statement = session.prepare(sql)) {
      Binding binding = statement.bind();
      if (value == null) {
        binding.setNull(0);
      } else {
        binding.setObject(0, value);
      }
      statement.execute(binding);
    }
  }

  private void insertQuery(String column, String literal, @Nullable Object value) {
    source(literal);
    session.execute("INSERT INTO t (id, " + column + ") SELECT id, value FROM s");
  }

  private void source(String literal) {
    String type =
        literal.contains("'") ? "VARCHAR" : literal.contains("e") ? "DOUBLE" : "DECIMAL(38, 6)";
    session.execute("DROP TABLE IF EXISTS s");
    session.execute("CREATE TABLE s (id INTEGER, value " + type + ")");
    session.execute("INSERT INTO s VALUES (1, " + literal + ")");
  }

  private void updateLiteral(String column, String literal, @Nullable Object value) {
    session.execute("INSERT INTO t (id) VALUES (1)");
    session.execute("UPDATE t SET " + column + " = " + literal + " WHERE id = 1");
  }

  private void updateParameter(String column, String literal, @Nullable Object value) {
    session.execute("INSERT INTO t (id) VALUES (1)");
    run("UPDATE t SET " + column + " = ? WHERE id = 1", value);
  }

  private void updateColumn(String column, String literal, @Nullable Object value) {
    session.execute("INSERT INTO t (id) VALUES (1)");
    // over a column, so that nothing can be computed beforehand
    session.execute("UPDATE t SET " + column + " = CASE WHEN id = 1 THEN " + literal + " END");
  }

  private void onConflict(String column, String literal, @Nullable Object value) {
    session.execute("INSERT INTO t (id) VALUES (1)");
    session.execute(
        "INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET " + column + " = " + literal);
  }

  private void append(String column, String literal, @Nullable Object value) {
    try (Appender appender = session.appender("t", "id", column)) {
      appender.append(1).appendObject(value).endRow();
    }
  }

  private void copyCsv(String column, String literal, @Nullable Object value) throws IOException {
    String text = value == null ? "" : "\"" + text(value) + "\"";
    Files.writeString(folder.resolve("a.csv"), "1," + text + "\n");
    session.execute("COPY t (id, " + column + ") FROM 'a.csv'");
  }

  private static String text(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  private void copyJson(String column, String literal, @Nullable Object value) throws IOException {
    String text =
        value instanceof String ? "\"" + value + "\"" : value == null ? "null" : text(value);
    Files.writeString(folder.resolve("a.json"), "{\"id\": 1, \"" + column + "\": " + text + "}\n");
    session.execute("COPY t (id, " + column + ") FROM 'a.json'");
  }

  private @Nullable String stored(String column) {
    try (Rows rows = session.execute("SELECT " + column + " FROM t").rows().orElseThrow()) {
      assertThat(rows.next()).isTrue();
      String value = rows.getString(0);
      assertThat(rows.next()).isFalse();
      return value;
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      nullValues = "NULL",
      value = {
        "v,'abcde',abcde",
        "v,'abcdef',22001",
        "v,'abc  ',`abc  `",
        "v,'abcde   ',abcde",
        "v,'äöü€😀',äöü€😀",
        "v,'äöü€😀x',22001",
        "c,'abc',`abc  `",
        "c,'abcde   ',abcde",
        "c,'abcdef',22001",
        "i,32767,32767",
        "i,32768,22003",
        "i,-32769,22003",
        "i,2,2",
        "b,9223372036854775807,9223372036854775807",
        "b,9223372036854775808,22003",
        "n,1.005,1.01",
        "n,-1.005,-1.01",
        "n,1.0049,1.00",
        "n,999.994,999.99",
        "n,999.995,22003",
        "n,1000,22003",
        "r,1e39,22003",
        "x,NULL,23502",
      })
  void value_isStoredOrRefused_howeverItComes(
      String column, @Nullable String literal, String expected) throws IOException {
    String sql = literal == null ? "NULL" : literal;
    List<String> wrong = new ArrayList<>();
    List<Way> ways = ways();
    for (int i = 0; i < ways.size(); i++) {
      session.execute("DELETE FROM t");
      String outcome;
      try {
        ways.get(i).put(column, sql, javaValue(literal));
        outcome = String.valueOf(stored(column));
      } catch (SpookySqlException e) {
        outcome = e.sqlState();
        if (!e.detail().contains("column '" + column + "'") && e.sqlState().equals("23502")) {
          wrong.add("way " + i + ": " + e.detail());
        }
      }
      if (!outcome.equals(expected)) {
        wrong.add("way " + i + " gives " + outcome);
      }
    }
    assertThat(wrong).as("%s = %s", column, literal).isEmpty();
  }

  private static @Nullable Object javaValue(@Nullable String literal) {
    if (literal == null) {
      return null;
    } else if (literal.startsWith("'")) {
      return literal.substring(1, literal.length() - 1);
    }
    return literal.contains("e") ? (Object) Double.valueOf(literal) : new BigDecimal(literal);
  }

  @Test
  void copy_namesLineOfValueThatDoesNotFit_andSkipsItOnRequest() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "1,ok\n2,too long\n");
    SpookySqlException e =
        catchThrowableOfType(
            SpookySqlException.class, () -> session.execute("COPY t (id, v) FROM 'a.csv'"));
    assertThat(e.sqlState()).isEqualTo("22001");
    assertThat(e.getMessage())
        .contains("a.csv:2: column 'v': value is too long for type VARCHAR(5)");
    session.execute("COPY t (id, v) FROM 'a.csv' (ON_ERROR SKIP)");
    assertThat(stored("v")).isEqualTo("ok");
  }

  @Test
  void failedRowOfMany_leavesNothing() {
    session.execute("INSERT INTO t (id, v) VALUES (1, 'a')");
    List<String> statements =
        List.of(
            "INSERT INTO t (id, v) VALUES (2, 'b'), (3, 'too long')",
            "UPDATE t SET v = v || 'bcdefg'",
            "INSERT INTO t (id, i) SELECT id + 1, 40000 FROM t");
    for (String sql : statements) {
      assertThat(refusal(sql)).as(sql).isIn("22001", "22003");
      assertThat(stored("v")).isEqualTo("a");
    }
  }

  private String refusal(String sql) {
    try {
      session.execute(sql);
      return "none";
    } catch (SpookySqlException e) {
      return e.sqlState();
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "CAST('abcdef' AS VARCHAR(3))~abc",
        "CAST('äöü€😀x' AS VARCHAR(5))~äöü€😀",
        "CAST('ab' AS CHAR(4)) || '.'~ab.",
        "CAST('abcdef' AS CHAR(3))~abc",
        "CAST(12345 AS VARCHAR(3))~22001",
        "CAST(1.005 AS DECIMAL(5, 2))~1.01",
        "CAST(2.5 AS INTEGER)~3",
        "CAST(-2.5 AS INTEGER)~-3",
        "CAST(1000 AS DECIMAL(5, 2))~22003",
        "CAST(300 AS TINYINT)~22003",
        "CAST('300' AS TINYINT)~22003",
        "CAST('x' AS INTEGER)~22P02",
        "CAST(TIMESTAMP '2024-01-01 10:00:00.6' AS TIMESTAMP(0))~2024-01-01 10:00:01",
      },
      delimiter = '~')
  void explicitCast_cutsTexts_roundsAndChecksNumbers(String expression, String expected) {
    String outcome;
    try (Rows rows = session.execute("SELECT " + expression).rows().orElseThrow()) {
      assertThat(rows.next()).isTrue();
      outcome = String.valueOf(rows.getString(0));
    } catch (SpookySqlException e) {
      outcome = e.sqlState();
    }
    assertThat(outcome).as(expression).isEqualTo(expected);
  }

  @Test
  void subQueriesInValues_readWhatIsThere() {
    session.execute("INSERT INTO t (id, b) VALUES (1, 10), (2, (SELECT 20))");
    session.execute(
        "INSERT INTO t (id, b) VALUES ((SELECT MAX(id) + 1 FROM t), (SELECT SUM(b) FROM t))");
    session.execute("INSERT INTO t (b, id) VALUES ((SELECT b FROM t WHERE id = 99), 4), (5, 5)");
    assertThatThrownBy(() -> session.execute("INSERT INTO t (id, b) VALUES (6, (SELECT b FROM t))"))
        .hasMessageContaining("more than one row");
    StringBuilder all = new StringBuilder();
    try (Rows rows = session.execute("SELECT id, b FROM t ORDER BY id").rows().orElseThrow()) {
      while (rows.next()) {
        all.append(rows.getLong(0)).append('=').append(rows.getObject(1)).append(' ');
      }
    }
    assertThat(all).hasToString("1=10 2=20 3=30 4=null 5=5 ");
  }
}
