// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Session;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemViewsTest {
  private final Sql sql = new Sql();

  @AfterEach
  void close() {
    sql.close();
  }

  @Test
  void informationSchema_showsWhatIsDefined() {
    sql.run("CREATE SCHEMA s");
    sql.run("CREATE TABLE p (a INT PRIMARY KEY, d DECIMAL(10, 2) DEFAULT 1.5)");
    sql.run(
        "CREATE TABLE s.f (id BIGINT GENERATED ALWAYS AS IDENTITY, x INT NOT NULL, y VARCHAR(9),"
            + " CONSTRAINT c CHECK (x > 0), CONSTRAINT fk FOREIGN KEY (x) REFERENCES p"
            + " ON DELETE CASCADE)");
    sql.run("CREATE MATERIALIZED VIEW m AS SELECT a FROM p");
    assertThat(
            sql.rows(
                "SELECT table_schema, table_name, table_type FROM information_schema.tables"
                    + " WHERE table_schema IN ('public', 's') ORDER BY 1, 2"))
        .containsExactly("public|m|MATERIALIZED VIEW", "public|p|BASE TABLE", "s|f|BASE TABLE");
    assertThat(
            sql.rows(
                "SELECT column_name, data_type, is_nullable, numeric_precision, numeric_scale,"
                    + " character_maximum_length, column_default, is_identity"
                    + " FROM information_schema.columns WHERE table_name IN ('p', 'f')"
                    + " ORDER BY table_name, ordinal_position"))
        .containsExactly(
            "id|BIGINT|NO|19|0|null|null|YES",
            "x|INTEGER|NO|10|0|null|null|NO",
            "y|VARCHAR|YES|null|null|9|null|NO",
            "a|INTEGER|NO|10|0|null|null|NO",
            "d|DECIMAL|YES|10|2|null|1.5|NO");
    assertThat(
            sql.rows(
                "SELECT k.constraint_name, k.column_name, t.constraint_type, r.delete_rule,"
                    + " r.unique_constraint_name"
                    + " FROM information_schema.key_column_usage k"
                    + " JOIN information_schema.table_constraints t"
                    + " ON t.constraint_name = k.constraint_name AND t.table_name = k.table_name"
                    + " LEFT JOIN information_schema.referential_constraints r"
                    + " ON r.constraint_name = k.constraint_name ORDER BY 1"))
        .containsExactly("fk|x|FOREIGN KEY|CASCADE|p_pkey", "p_pkey|a|PRIMARY KEY|null|null");
    assertThat(sql.rows("SELECT check_clause FROM information_schema.check_constraints"))
        .hasSize(1)
        .allMatch(clause -> clause.contains(">"));
    assertThat(sql.rows("SELECT view_definition FROM information_schema.views"))
        .containsExactly("SELECT a FROM p");
    assertThat(sql.rows("SELECT schema_name FROM information_schema.schemata ORDER BY 1"))
        .containsExactly("information_schema", "public", "s", "spooky");
  }

  @Test
  void errors_nameTheRowsUntilTheyAreGone() {
    sql.run("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    sql.run("CREATE MATERIALIZED VIEW v ON ERROR SUSPEND AS SELECT a, 10 / b AS q FROM t");
    sql.run("CREATE MATERIALIZED VIEW sound AS SELECT a FROM t");
    assertThat(sql.rows("SELECT * FROM spooky_errors")).isEmpty();
    sql.run("INSERT INTO t VALUES (1, 0), (2, 5), (3, 0)");
    assertThat(
            sql.rows(
                "SELECT view_schema, view_name, sqlstate, message, source, source_row, times"
                    + " FROM spooky_errors ORDER BY source_row"))
        .containsExactly(
            "public|v|22012|division by zero|t|(a=1, b=0)|1",
            "public|v|22012|division by zero|t|(a=3, b=0)|1");
    sql.run("UPDATE t SET b = 1 WHERE a = 1");
    assertThat(sql.rows("SELECT source_row FROM spooky_errors")).containsExactly("(a=3, b=0)");
    sql.run("DELETE FROM t WHERE a = 3");
    assertThat(sql.rows("SELECT * FROM spooky_errors")).isEmpty();
    assertThat(sql.rows("SELECT * FROM v ORDER BY a")).containsExactly("1|10", "2|2");
  }

  @Test
  void sessionsAndTransactions_areThoseThatAreOpen() {
    try (Session other = sql.newSession()) {
      sql.run("CREATE TABLE t (a INT)");
      other.begin();
      other.execute("INSERT INTO t VALUES (1)");
      assertThat(sql.rows("SELECT is_own, state, statement FROM spooky_sessions ORDER BY session"))
          .containsExactly(
              "true|active|SELECT is_own, state, statement FROM spooky_sessions ORDER BY session",
              "false|idle in transaction|INSERT INTO t VALUES (1)");
      assertThat(sql.rows("SELECT isolation, read_only, is_writer FROM spooky_transactions"))
          .containsExactly("READ COMMITTED|false|true");
      other.rollback();
      assertThat(sql.rows("SELECT * FROM spooky_transactions")).isEmpty();
    }
    assertThat(sql.rows("SELECT * FROM spooky_sessions")).hasSize(1);
  }

  @Test
  void settings_areThoseOfTheSession() {
    sql.run("SET statement_timeout = '5s'");
    assertThat(
            sql.rows(
                "SELECT name, setting FROM spooky_settings"
                    + " WHERE name IN ('statement_timeout', 'search_path') ORDER BY name"))
        .containsExactly("search_path|public", "statement_timeout|5000ms");
  }

  @Test
  void memory_growsWithTheRowsAndTellsSharedOperators() {
    sql.run("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    sql.run("CREATE MATERIALIZED VIEW v AS SELECT b, COUNT(*) AS c FROM t GROUP BY b");
    sql.run("CREATE MATERIALIZED VIEW w AS SELECT b, COUNT(*) AS c FROM t GROUP BY b");
    long empty = bytes("t");
    for (int i = 0; i < 20; i++) {
      StringBuilder rows = new StringBuilder("INSERT INTO t VALUES ");
      for (int j = 0; j < 100; j++) {
        rows.append(j == 0 ? "" : ", ").append("(").append(i * 100 + j).append(", ").append(j);
        rows.append(")");
      }
      sql.run(rows.toString());
    }
    assertThat(bytes("t")).isGreaterThan(empty + 2000 * 20);
    assertThat(sql.rows("SELECT row_count FROM spooky_memory WHERE name = 'v'"))
        .containsExactly("100");
    assertThat(sql.rows("SELECT view_count FROM spooky_memory WHERE kind = 'operator'"))
        .contains("2");
  }

  private long bytes(String table) {
    List<String> rows = sql.rows("SELECT bytes FROM spooky_memory WHERE name = ?", table);
    return Long.parseLong(rows.get(0));
  }

  @Test
  void viewsOverThem_areRefused() {
    sql.fails("CREATE VIEW v AS SELECT * FROM spooky_errors", "0A000", "spooky.spooky_errors");
    sql.fails(
        "CREATE MATERIALIZED VIEW v AS SELECT table_name FROM information_schema.tables",
        "0A000",
        "information_schema.tables");
    sql.fails("SUBSCRIBE TO spooky_memory", "0A000", "spooky_memory");
    sql.fails("SUBSCRIBE TO (SELECT * FROM spooky_memory)", "0A000", "spooky_memory");
    sql.fails("INSERT INTO spooky_settings VALUES ('a', 'b', 'c')", "42809", "spooky_settings");
    sql.fails("DELETE FROM information_schema.tables", "42809", "tables");
    sql.fails("TRUNCATE TABLE spooky_errors", "42809", "spooky_errors");
    sql.fails("DROP VIEW spooky_errors", "42809", "spooky_errors");
    sql.fails("ALTER VIEW spooky_errors RENAME TO x", "42809", "spooky_errors");
    sql.fails("CREATE INDEX i ON spooky_errors (message)", "42809", "spooky_errors");
    sql.fails("COMMENT ON VIEW spooky_errors IS 'x'", "42809", "spooky_errors");
    sql.fails("SELECT * FROM information_schema.nothing", "42P01", "nothing");
  }

  @Test
  void ownTable_comesBeforeASystemViewOfItsName() {
    sql.run("CREATE TABLE spooky_errors (a INT)");
    sql.run("INSERT INTO spooky_errors VALUES (7)");
    assertThat(sql.rows("SELECT * FROM spooky_errors")).containsExactly("7");
    assertThat(sql.rows("SELECT * FROM spooky.spooky_errors")).isEmpty();
  }
}
