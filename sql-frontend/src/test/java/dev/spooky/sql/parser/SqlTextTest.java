// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spooky.sql.ast.ColumnDefinition;
import dev.spooky.sql.ast.CreateTable;
import dev.spooky.sql.ast.CreateView;
import dev.spooky.sql.ast.Explain;
import dev.spooky.sql.ast.Insert;
import dev.spooky.sql.ast.OnConflict;
import dev.spooky.sql.ast.ScriptStatement;
import dev.spooky.sql.ast.Subscribe;
import dev.spooky.sql.ast.TableConstraint;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.error.SqlPosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlTextTest {

  static Stream<String> validStatements() throws IOException {
    try (InputStream in = SqlTextTest.class.getResourceAsStream("valid.sql")) {
      String script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return script.lines().filter(line -> !line.startsWith("--") && !line.isBlank());
    }
  }

  @ParameterizedTest
  @MethodSource("validStatements")
  void parseStatement_writtenBack_parsesToTheSame(String sql) {
    SqlNode first = SqlText.parseStatement(sql);
    String written = SqlText.toSql(first);
    SqlNode second = SqlText.parseStatement(written);
    assertThat(SqlText.toSql(second)).isEqualTo(written);
    assertThat(first.equalsDeep(second, Litmus.IGNORE)).as(written).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE t (a text, b int8)|CREATE TABLE \"t\" (\"a\" VARCHAR, \"b\" BIGINT)",
        "create table T (A timestamptz default now() not null)|CREATE TABLE \"t\" (\"a\""
            + " TIMESTAMP WITH LOCAL TIME ZONE NOT NULL DEFAULT \"now\"())",
        "SELECT a::int FROM \"T\"|SELECT CAST(\"a\" AS INTEGER) FROM \"T\"",
        "subscribe to v with progress without snapshot|SUBSCRIBE TO \"v\" WITHOUT SNAPSHOT WITH"
            + " PROGRESS",
        "explain v|EXPLAIN CIRCUIT FORMAT TEXT \"v\"",
        "set time zone 'UTC'|SET \"timezone\" = 'UTC'",
        "drop table a, b restrict|DROP TABLE \"a\", \"b\"",
      })
  void toSql_usesOneSpelling(String sql, String expected) {
    assertThat(SqlText.toSql(SqlText.parseStatement(sql))).isEqualTo(expected);
  }

  static Stream<List<String>> invalidStatements() {
    return Stream.of(
        List.of("SELEC a FROM t", "1:1-1:5", "unexpected 'SELEC'"),
        List.of("SELECT a FORM t", "1:15-1:15", "unexpected 't', expected"),
        List.of("SELECT a FROM", "1:13-1:13", "unexpected end of text"),
        List.of("SELECT FROM t", "1:8-1:11", "unexpected 'FROM', expected an expression"),
        List.of("SELECT a FROM t WHERE", "1:21-1:21", "unexpected end of text, expected an exp"),
        List.of("SELECT (a FROM t", "1:11-1:14", "unexpected 'FROM', expected ')' or ','"),
        List.of("SELECT a\nFROM t\nWHERE a >< 1", "3:9-3:9", "unexpected '>'"),
        List.of("CREATE TABLE t (a)", "1:18-1:18", "unexpected ')'"),
        List.of("CREATE TABLE t (a INT,)", "1:23-1:23", "unexpected ')'"),
        List.of("CREATE TABLE t a INT", "1:16-1:16", "unexpected 'a', expected '(' or AS"),
        List.of("CREATE INDEX i ON t a", "1:21-1:21", "unexpected 'a', expected '('"),
        List.of("ALTER TABLE t ADD", "1:17-1:17", "unexpected end of text"),
        List.of("ALTER TABLE t RENAME a b", "1:24-1:24", "unexpected 'b', expected TO"),
        List.of("CREATE TABLE t (select INT)", "1:17-1:22", "unexpected 'select'"),
        List.of("INSERT t VALUES (1)", "1:8-1:8", "unexpected 't', expected INTO"),
        List.of("INSERT INTO t VALUES (1", "1:23-1:23", "unexpected end of text"),
        List.of("UPDATE t WHERE a = 1", "1:10-1:14", "unexpected 'WHERE'"),
        List.of("DELETE t", "1:8-1:8", "unexpected 't', expected FROM"),
        List.of(
            "DROP t",
            "1:6-1:6",
            "unexpected 't', expected FUNCTION, INDEX, MATERIALIZED, SCHEMA, TABLE or VIEW"),
        List.of("SUBSCRIBE TO", "1:12-1:12", "unexpected end of text"),
        List.of("COPY t FROM in.csv", "1:13-1:14", "unexpected 'in'"),
        List.of("SELECT 'abc", "1:8-1:8", "string without a closing quote"),
        List.of("SELECT \"abc", "1:8-1:8", "name without a closing quote"),
        List.of("SELECT 1 /* abc", "1:16-1:16", "comment without an end"),
        List.of("SELECT a # b", "1:10-1:10", "unexpected character '#'"),
        List.of("SELECT 1 1", "1:10-1:10", "unexpected '1'"),
        List.of("SELECT a FROM t GROUP a", "1:23-1:23", "unexpected 'a', expected BY"),
        List.of("", "1:1-1:1", "statement is empty"),
        List.of(" ; ", "1:1-1:1", "statement is empty"),
        List.of("SELECT 1; SELECT 2", "1:11-1:18", "more than one statement"),
        List.of("SELECT " + "x".repeat(300), "1:8-1:307", "name is longer than 256"));
  }

  @ParameterizedTest
  @MethodSource("invalidStatements")
  void parseStatement_invalid_saysWhatAndWhere(List<String> expected) {
    SpookySqlException e =
        catchThrowableOfType(
            SpookySqlException.class, () -> SqlText.parseStatement(expected.get(0)));
    assertThat(e).as(expected.get(0)).isNotNull();
    assertThat(e.detail()).startsWith(expected.get(2)).doesNotContain("\n");
    assertThat(e.sqlState()).startsWith("426");
    assertThat(range(e.position())).as(e.detail()).isEqualTo(expected.get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE t AS SELECT 1|CREATE TABLE AS|1:16-1:17",
        "CREATE OR REPLACE TABLE t (a INT)|CREATE OR REPLACE TABLE|1:1-1:23",
        "UPDATE t SET a = 1 FROM u|UPDATE ... FROM|1:20-1:23",
        "DELETE FROM t USING u|DELETE ... USING|1:15-1:19",
        "INSERT INTO t VALUES (1) RETURNING a|RETURNING|1:26-1:34",
        "CREATE TABLE t (a INT GENERATED BY DEFAULT AS (1) STORED)|GENERATED BY DEFAULT AS"
            + " (expression)|1:48-1:48",
      })
  void parseStatement_unsupported_namesConstructPlaceAndWayRound(
      String sql, String construct, String place) {
    SpookySqlException e =
        catchThrowableOfType(SpookySqlException.class, () -> SqlText.parseStatement(sql));
    assertThat(e.code()).isEqualTo(SqlErrorCode.UNSUPPORTED);
    assertThat(e.sqlState()).isEqualTo("0A000");
    assertThat(e.detail()).isEqualTo(construct + " is not supported yet");
    assertThat(range(e.position())).isEqualTo(place);
    assertThat(e.hint()).isPresent();
    assertThat(e).hasMessageContaining("; instead: ");
  }

  @Test
  void createTable_keepsColumnsConstraintsAndOptions() {
    CreateTable table =
        (CreateTable)
            SqlText.parseStatement(
                "CREATE TABLE T (Id INT PRIMARY KEY, \"B\" TEXT NOT NULL DEFAULT 'x', UNIQUE (b))"
                    + " WITH (a = 1, lazy)");
    assertThat(table.name().toString()).isEqualTo("t");
    assertThat(table.columns())
        .extracting(column -> column.name().getSimple())
        .containsExactly("id", "B");
    assertThat(table.columns()).extracting(ColumnDefinition::notNull).containsExactly(false, true);
    assertThat(table.constraints())
        .extracting(TableConstraint::kind)
        .containsExactly(TableConstraint.Kind.PRIMARY_KEY, TableConstraint.Kind.UNIQUE);
    assertThat(range(SpookySqlException.position(table.constraints().get(1).position())))
        .isEqualTo("1:68-1:77");
    assertThat(table.options().get(0).text()).isEqualTo("1");
    assertThat(table.options().get(1).isOn()).isTrue();
  }

  @Test
  void createView_keepsTheTextOfItsQuery() {
    String sql = "CREATE VIEW v AS\n  SELECT a\n  FROM t ORDER BY 1 ;";
    CreateView view = (CreateView) SqlText.parseStatement(sql);
    assertThat(SqlText.stretch(sql, view.queryStretch()))
        .isEqualTo("SELECT a\n  FROM t ORDER BY 1");
  }

  @Test
  void insert_keepsConflictClause() {
    Insert insert =
        (Insert)
            SqlText.parseStatement(
                "INSERT INTO t VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET b = excluded.b");
    OnConflict conflict = Objects.requireNonNull(insert.conflict());
    assertThat(conflict.isNothing()).isFalse();
    assertThat(conflict.values().get(0)).hasToString("excluded.b");
    assertThat(insert.toSqlInsert().getTargetTable()).hasToString("t");
    Insert defaults = (Insert) SqlText.parseStatement("INSERT INTO t DEFAULT VALUES");
    assertThat(defaults.source()).isNull();
    assertThatThrownBy(defaults::toSqlInsert).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void subscribeAndExplain_takeOptionsInAnyOrder() {
    Subscribe subscribe =
        (Subscribe) SqlText.parseStatement("SUBSCRIBE TO v WITH PROGRESS WITHOUT SNAPSHOT");
    assertThat(subscribe.progress()).isTrue();
    assertThat(subscribe.snapshot()).isFalse();
    Explain explain = (Explain) SqlText.parseStatement("EXPLAIN PLAN FORMAT DOT SELECT 1");
    assertThat(explain.stage()).isEqualTo(Explain.Stage.PLAN);
    assertThat(explain.format()).isEqualTo(Explain.Format.DOT);
    assertThat(explain.subject()).isInstanceOf(SqlSelect.class);
  }

  @Test
  void parse_script_givesPlaceAndParametersOfEachStatement() {
    String sql =
        """
        -- a comment; with a semicolon
        SELECT ';' FROM t ORDER BY a;;
        /* another; */ INSERT INTO t VALUES (?, ?); -- last
        DELETE FROM t WHERE a = ?
        """;
    List<ScriptStatement> statements = SqlText.parse(sql, SqlText.DEFAULT_MAX_LENGTH);
    assertThat(statements)
        .extracting(statement -> SqlText.stretch(sql, statement.stretch()))
        .containsExactly(
            "SELECT ';' FROM t ORDER BY a",
            "INSERT INTO t VALUES (?, ?)",
            "DELETE FROM t WHERE a = ?");
    assertThat(statements).extracting(ScriptStatement::parameterCount).containsExactly(0, 2, 1);
    assertThat(SqlText.parseScript("")).isEmpty();
    assertThat(SqlText.parseScript("-- nothing\n;")).isEmpty();
  }

  @Test
  void parse_tooLong_isRefusedUnread() {
    SpookySqlException e =
        catchThrowableOfType(SpookySqlException.class, () -> SqlText.parse("SELECT 1", 7));
    assertThat(e.code()).isEqualTo(SqlErrorCode.STATEMENT_TOO_LONG);
    assertThat(e).hasMessageContaining("8 characters").hasMessageContaining("limit of 7");
  }

  @Test
  void parse_deepNesting_isAnErrorNotAnOverflow() {
    int depth = 100_000;
    String parentheses = "SELECT " + "(".repeat(depth) + "1" + ")".repeat(depth);
    String cases = "SELECT " + "CASE WHEN a THEN ".repeat(depth) + "1" + " END".repeat(depth);
    for (String sql : List.of(parentheses, cases)) {
      SpookySqlException e =
          catchThrowableOfType(SpookySqlException.class, () -> SqlText.parseStatement(sql));
      assertThat(e.sqlState()).isEqualTo("54001");
      assertThat(e.position().isKnown()).isTrue();
    }
  }

  @Test
  void parse_moderateNesting_isQuick() {
    String sql = "SELECT " + "(".repeat(60) + "1" + ")".repeat(60) + " FROM t";
    assertThat(SqlText.parseStatement(sql)).isInstanceOf(SqlSelect.class);
  }

  @Test
  void parse_hugeLiteral_isKept() {
    String text = "x".repeat(10_000_000);
    SqlSelect select = (SqlSelect) SqlText.parseStatement("SELECT '" + text + "'");
    assertThat(select.getSelectList().get(0).toString()).hasSize(text.length() + 2);
  }

  private static String range(SqlPosition position) {
    return position.line()
        + ":"
        + position.column()
        + "-"
        + position.endLine()
        + ":"
        + position.endColumn();
  }
}
