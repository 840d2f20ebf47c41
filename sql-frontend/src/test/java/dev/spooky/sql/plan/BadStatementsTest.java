// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlPosition;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a statement, as SQLSTATE, place and words. */
class BadStatementsTest {
  private final Database database =
      new Database()
          .define(
              "CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, a INT, b VARCHAR(10) NOT NULL DEFAULT"
                  + " 'x', d DATE, n DECIMAL(10, 2), f DOUBLE, flag BOOLEAN, ts TIMESTAMP)",
              "CREATE TABLE s (id BIGINT, a INT, v VARCHAR, day DATE)",
              "CREATE VIEW pv AS SELECT id, a FROM t");

  static Stream<@Nullable String[]> queries() {
    return Stream.of(
        bad("SELECT * FROM nosuch", "42P01", "1:15-20", "table or view 'nosuch' does not exist"),
        bad("SELECT * FROM other.t", "3F000", "1:15-21", "schema 'other' does not exist"),
        bad("SELECT * FROM a.b.t", "3F000", "1:15-19", "schema 'a.b' does not exist"),
        bad("SELECT nope FROM t", "42703", "1:8-11", "column 'nope' does not exist"),
        bad("SELECT t.nope FROM t", "42703", "1:10-13", "column 'nope' does not exist"),
        bad("SELECT x.a FROM t", "42P01", "1:8-8", "table or view 'x' does not exist"),
        bad("SELECT \"A\" FROM t", "42703", "1:8-10", "column 'A' does not exist"),
        bad("SELECT a AS x, x + 1 FROM t", "42703", "1:16-16", "column 'x' does not exist"),
        bad("SELECT a FROM t WHERE z = 1", "42703", "1:23-23", "column 'z' does not exist"),
        bad("SELECT a FROM t ORDER BY z", "42703", "1:26-26", "column 'z' does not exist"),
        bad("SELECT a FROM t GROUP BY z", "42703", "1:26-26", "column 'z' does not exist"),
        bad("SELECT id FROM t JOIN s ON t.id = s.id", "42702", "1:8-9", "column 'id' is ambiguous"),
        bad("SELECT t.a FROM t JOIN s ON id = 1", "42702", "1:29-30", "'id' is ambiguous"),
        bad("SELECT 1 FROM t JOIN t ON TRUE", "42712", "1:22-22", "'t' is used more than once"),
        bad(
            "SELECT nosuch(a) FROM t",
            "42883",
            "1:8-16",
            "function nosuch(NUMERIC) does not exist"),
        bad("SELECT ABS() FROM t", "42883", "1:8-12", "ABS takes 1 arguments"),
        bad("SELECT UPPER(a) FROM t", "42883", "1:8-15", "UPPER(INTEGER)"),
        bad("SELECT a + b FROM t", "42883", "1:8-12", "INTEGER + VARCHAR(10)"),
        bad("SELECT -b FROM t", "42883", "1:8-9", "-VARCHAR(10)"),
        bad("SELECT SUM(b) FROM t", "42883", "1:8-13", "SUM(VARCHAR(10))"),
        bad("SELECT d * 1 FROM t", "42883", "1:8-12", "DATE * INTEGER"),
        bad("SELECT 1 FROM t WHERE a = b", "42883", "1:23-27", "INTEGER = VARCHAR(10)"),
        bad("SELECT 1 FROM t WHERE d = 5", "42883", "1:23-27", "DATE = INTEGER"),
        bad("SELECT 1 FROM t WHERE flag = 1", "42883", "1:23-30", "BOOLEAN = INTEGER"),
        bad("SELECT 1 FROM t WHERE NOT b", "42883", "1:23-27", "NOT"),
        bad("SELECT 1 FROM t WHERE a LIKE 'x'", "42883", "1:23-32", "LIKE"),
        bad("SELECT 1 FROM t WHERE a", "42804", "1:23-23", "condition of WHERE must be BOOLEAN"),
        bad("SELECT a FROM t GROUP BY a HAVING 1", "42804", "1:35-35", "HAVING must be BOOLEAN"),
        bad("SELECT 1 FROM t JOIN s ON t.a", "42804", "1:27-29", "condition of ON must be BOOLEAN"),
        bad(
            "SELECT CASE WHEN flag THEN a ELSE d END FROM t",
            "42804",
            "1:8-39",
            "compatible types"),
        bad("SELECT a FROM t UNION SELECT d FROM t", "42804", "1:8-8", "column 1 of UNION"),
        bad("SELECT a FROM t UNION ALL SELECT b FROM t", "42804", "1:8-8", "column 1 of UNION ALL"),
        bad("SELECT a FROM t UNION SELECT a, b FROM t", "42601", "1:30-33", "numbers of columns"),
        bad("SELECT CAST(flag AS DATE) FROM t", "42846", "1:8-25", "cannot cast BOOLEAN to DATE"),
        bad("SELECT CAST(a AS foo) FROM t", "42704", "1:18-20", "type 'foo' does not exist"),
        bad("SELECT CAST(a AS DECIMAL(50, 2)) FROM t", "22023", "1:18-31", "between 1 and 38"),
        bad("SELECT a, b FROM t GROUP BY a", "42803", "1:11-11", "'b' must be in GROUP BY"),
        bad("SELECT a, COUNT(*) FROM t", "42803", "1:8-8", "'a' must be in GROUP BY"),
        bad("SELECT b AS a, COUNT(*) FROM t GROUP BY a", "42803", "1:8-8", "'b' must be in"),
        bad("SELECT a FROM t WHERE SUM(a) > 1", "42803", "1:23-28", "not allowed in WHERE"),
        bad("SELECT SUM(MAX(a)) FROM t", "42803", "1:8-18", "cannot be nested"),
        bad("SELECT a FROM t WHERE ROW_NUMBER() OVER (ORDER BY a) = 1", "42P20", null, "in WHERE"),
        bad("SELECT ROW_NUMBER() FROM t", "42P20", "1:8-19", "needs OVER"),
        bad("SELECT a FROM t GROUP BY 3", "42P10", "1:26-26", "ordinal is out of range"),
        bad(
            "SELECT DISTINCT ON (a) a FROM t ORDER BY b",
            "42601",
            "1:21-21",
            "the first of ORDER BY"),
        bad("SELECT a FROM t FETCH FIRST 1 ROW WITH TIES", "42601", null, "needs an ORDER BY"),
        bad("SELECT a FROM t ORDER BY 99", "42P10", "1:26-27", "ordinal is out of range"),
        bad(
            "SELECT DISTINCT a FROM t ORDER BY b",
            "42P10",
            "1:35-35",
            "must be in the select list"),
        bad("SELECT 123456789012345678901234567890123456789", "22003", "1:8-46", "out of range"),
        bad("SELECT DATE 'abc'", "22007", "1:8-17", "invalid DATE literal 'abc'"),
        bad("SELECT DATE '2020-02-30'", "22007", "1:8-24", "invalid DATE literal"),
        bad("SELECT ?", "42P18", "1:8-8", "type of this parameter"),
        bad("SELECT ? + ? FROM t", "42P18", "1:8-8", "type of this parameter"),
        bad("SELECT 1 FROM t JOIN s", "42601", null, "JOIN needs ON or USING"),
        bad("SELECT 1\nFROM t\nWHERE nope = 1", "42703", "3:7-10", "column 'nope' does not exist"));
  }

  static Stream<@Nullable String[]> changes() {
    return Stream.of(
        bad("INSERT INTO nosuch VALUES (1)", "42P01", "1:13-18", "'nosuch' does not exist"),
        bad("INSERT INTO pv VALUES (1)", "42809", "1:13-14", "'pv' is not a table"),
        bad("INSERT INTO t (id, nope) VALUES (1, 2)", "42703", "1:20-23", "column 'nope'"),
        bad("INSERT INTO t (id, id) VALUES (1, 2)", "42701", "1:20-21", "more than once"),
        bad("INSERT INTO t (id, a) VALUES (1)", "42601", "1:30-32", "1 value for 2 columns"),
        bad("INSERT INTO t (id) VALUES (1), (1, 2)", "42601", "1:32-37", "2 values for 1 column"),
        bad("INSERT INTO t VALUES (1, 2)", "42601", "1:22-27", "2 values for 8 columns"),
        bad("INSERT INTO t (id) SELECT id, a FROM s", "42601", "1:20-38", "2 values for 1 column"),
        bad(
            "INSERT INTO t (id, d) VALUES (1, 5)",
            "42804",
            "1:34-34",
            "column 'd' is of type DATE"),
        bad("INSERT INTO t (id, d) SELECT id, a FROM s", "42804", "1:34-34", "'d' is of type DATE"),
        bad("INSERT INTO t (id, flag) VALUES (1, 0)", "42804", "1:37-37", "'flag' is of type BOOL"),
        bad("INSERT INTO t (id, a) VALUES (1, a)", "42703", "1:34-34", "column 'a' does not exist"),
        bad(
            "INSERT INTO t (id, a) VALUES (1, SUM(1))",
            "42803",
            "1:34-39",
            "not allowed in VALUES"),
        bad("INSERT INTO t (id) VALUES (1) ON CONFLICT (a) DO NOTHING", "42P10", "1:43-45", "key"),
        bad(
            "INSERT INTO t (id) VALUES (1) ON CONFLICT DO UPDATE SET a = 1",
            "42601",
            "1:31-61",
            "needs the columns of the key"),
        bad(
            "INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = a",
            "42702",
            "1:66-66",
            "column 'a' is ambiguous"),
        bad(
            "INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = nope",
            "42703",
            "1:66-69",
            "column 'nope' does not exist"),
        bad("UPDATE nosuch SET a = 1", "42P01", "1:8-13", "'nosuch' does not exist"),
        bad("UPDATE pv SET a = 1", "42809", "1:8-9", "'pv' is not a table"),
        bad("UPDATE t SET nope = 1", "42703", "1:14-17", "column 'nope' does not exist"),
        bad("UPDATE t SET a = nope", "42703", "1:18-21", "column 'nope' does not exist"),
        bad("UPDATE t SET a = 1, a = 2", "42701", "1:21-21", "column 'a' is given more than once"),
        bad("UPDATE t SET d = a", "42804", "1:18-18", "'d' is of type DATE, but the value is of"),
        bad("UPDATE t SET a = SUM(a)", "42803", "1:18-23", "aggregates are not allowed in SET"),
        bad("UPDATE t SET a = 1 WHERE b", "42804", "1:26-26", "WHERE must be BOOLEAN"),
        bad("UPDATE t x SET a = 1 WHERE t.a = 1", "42P01", "1:28-28", "'t' does not exist"),
        bad("DELETE FROM t WHERE nope = 1", "42703", "1:21-24", "column 'nope' does not exist"),
        bad("DELETE FROM t WHERE COUNT(*) > 1", "42803", "1:21-28", "not allowed in WHERE"),
        bad("CREATE TABLE u (a foo)", "42704", "1:19-21", "type 'foo' does not exist"),
        bad("CREATE TABLE u (a DECIMAL(39))", "22023", "1:19-29", "between 1 and 38"),
        bad("CREATE TABLE u (a DECIMAL(5, 6))", "22023", "1:19-31", "scale must be between 0"),
        bad("CREATE TABLE u (a TIMESTAMP(9))", "22023", "1:19-30", "between 0 and 6"),
        bad("CREATE TABLE u (a VARCHAR(0))", "22023", "1:19-28", "between 1 and"),
        bad("CREATE TABLE u (a INT MULTISET)", "0A000", "1:19-30", "is not supported yet"),
        bad("CREATE TABLE u (a INT DEFAULT b)", "42703", "1:31-31", "column 'b' does not exist"),
        bad("CREATE TABLE u (a DATE DEFAULT 5)", "42804", "1:32-32", "but the value is of type"),
        bad("CREATE TABLE u (a INT DEFAULT ?)", "42601", "1:31-31", "parameters are not allowed"),
        bad("CREATE TABLE u (a INT DEFAULT SUM(1))", "42803", "1:31-36", "not allowed in DEFAULT"),
        bad("CREATE VIEW w AS SELECT nope FROM t", "42703", "1:25-28", "column 'nope'"));
  }

  private static @Nullable String[] bad(
      String sql, String sqlState, @Nullable String place, String words) {
    return new @Nullable String[] {sql, sqlState, place, words};
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"queries", "changes"})
  void badStatement_hasSqlStatePlaceAndWords(
      String sql, String sqlState, @Nullable String place, String words) {
    SpookySqlException e = catchThrowableOfType(SpookySqlException.class, () -> database.run(sql));
    assertThat(e).as(sql).isNotNull();
    assertThat(e.sqlState()).as(e.getMessage()).isEqualTo(sqlState);
    assertThat(e.getMessage()).contains(words).doesNotContain("UTF-8").doesNotContain("\n");
    assertThat(e.position().isKnown()).isTrue();
    if (place != null) {
      assertThat(place(e.position())).as(e.getMessage()).isEqualTo(place);
    }
  }

  private static String place(SqlPosition position) {
    return position.line() + ":" + position.column() + "-" + position.endColumn();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT SUM(DISTINCT a) OVER (ORDER BY b) FROM t|window function sum|1:8-40",
        "SELECT ARRAY(SELECT 1)|an ARRAY of a query|1:8-22",
        "SELECT 1 FROM t TABLESAMPLE BERNOULLI(10)|TABLESAMPLE|1:15-41",
        "SELECT MAP['a', 1]|a MAP|1:8-18",
        "SELECT ROW(1, 2)|a ROW|1:11-16",
        "SELECT COLLECT(a) FROM t|aggregate function COLLECT|1:8-17",
        "WITH RECURSIVE r AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM r) SELECT * FROM r"
            + "|WITH RECURSIVE|1:16-16",
        "SELECT * FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(d), INTERVAL '1' DAY))"
            + "|a table function|1:15-69",
        "INSERT INTO t (id, a) VALUES ((SELECT 1), DEFAULT)|DEFAULT beside a sub-query in VALUES|1:43-49",
      })
  void unsupportedConstruct_isNamedWithPlaceAndWayRound(
      String sql, String construct, String place) {
    SpookySqlException e = catchThrowableOfType(SpookySqlException.class, () -> database.run(sql));
    assertThat(e).as(sql).isNotNull();
    assertThat(e.sqlState()).as(e.getMessage()).isEqualTo("0A000");
    assertThat(e.detail()).startsWith(construct).endsWith("is not supported yet");
    assertThat(e.hint()).isPresent();
    assertThat(place(e.position())).as(e.getMessage()).isEqualTo(place);
  }

  @Test
  void recursion_isNamedAtItsQuery() {
    SpookySqlException e =
        catchThrowableOfType(
            SpookySqlException.class,
            () ->
                database.run(
                    "WITH RECURSIVE r AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM r) SELECT x"
                        + " FROM r"));
    assertThat(e.detail()).isEqualTo("WITH RECURSIVE is not supported yet");
  }

  @Test
  void longChains_areAnErrorOrAPlan_notAnOverflow() {
    String sql = "SELECT 1" + " + 1".repeat(100_000);
    SpookySqlException e = catchThrowableOfType(SpookySqlException.class, () -> database.run(sql));
    assertThat(e.sqlState()).isEqualTo("54001");
  }
}
