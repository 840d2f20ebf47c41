// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Relation;
import dev.spooky.engine.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlterTableTest {
  private Sql db;

  @BeforeEach
  void open() {
    db = new Sql();
    db.run("CREATE TABLE t (id BIGINT PRIMARY KEY, a INTEGER NOT NULL, b VARCHAR)");
    db.run("INSERT INTO t VALUES (1, 10, 'x'), (2, 20, NULL)");
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void dropNotNull_reachesPlainViews() {
    db.run("CREATE TABLE n (a INT NOT NULL)");
    db.run("CREATE VIEW n1 AS SELECT a AS x FROM n");
    db.run("CREATE VIEW n2 AS SELECT x AS y FROM n1");
    db.run("ALTER TABLE n ALTER a DROP NOT NULL");
    db.run("INSERT INTO n VALUES (NULL), (1)");
    assertThat(db.rows("SELECT x FROM n1 ORDER BY x")).containsExactly("1", "null");
    assertThat(db.rows("SELECT y FROM n2 WHERE y IS NULL")).containsExactly("null");
    db.run("DELETE FROM n WHERE a IS NULL");
    db.run("ALTER TABLE n ALTER a SET NOT NULL");
    assertThat(db.rows("SELECT y FROM n2")).containsExactly("1");
  }

  @Test
  void addColumn_givesOldRowsTheDefault() {
    db.run("ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 2 + 3, ADD d VARCHAR");
    db.run("INSERT INTO t (id, a) VALUES (3, 30)");
    assertThat(db.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly("1|10|x|5|null", "2|20|null|5|null", "3|30|null|5|null");
    db.run("ALTER TABLE t ADD COLUMN IF NOT EXISTS d VARCHAR");
    db.fails("ALTER TABLE t ADD COLUMN d INT", "42701", "'d'");
  }

  @Test
  void addColumn_notNullWithoutDefault_failsAndChangesNothing() {
    db.fails("ALTER TABLE t ADD COLUMN c INTEGER NOT NULL", "23502", "'c'");
    assertThat(db.rows("SELECT * FROM t ORDER BY id")).containsExactly("1|10|x", "2|20|null");
    db.run("ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT 7");
    assertThat(db.rows("SELECT c FROM t WHERE id = 2")).containsExactly("7");
  }

  @Test
  void addColumn_viewsAndSubscriptionsGoOn() {
    db.run("CREATE MATERIALIZED VIEW v AS SELECT b, SUM(a) AS s FROM t GROUP BY b");
    db.run("CREATE VIEW p AS SELECT * FROM t");
    db.run("CREATE MATERIALIZED VIEW w AS SELECT p.id, q.b FROM p JOIN t AS q USING (id)");
    try (Subscription onView = db.subscribe("v");
        Subscription onTable = db.subscribe("t")) {
      db.run("ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 1");
      db.run("CREATE MATERIALIZED VIEW n AS SELECT c, COUNT(*) AS n FROM t GROUP BY c");
      db.run("INSERT INTO t VALUES (3, 5, 'x', 9)");
      db.run("UPDATE t SET a = 11, c = 4 WHERE id = 1");
      db.run("DELETE FROM t WHERE id = 2");
      db.run("ALTER TABLE t ADD COLUMN d INTEGER");
      db.run("INSERT INTO t VALUES (4, 6, 'y', 9, NULL)");
      assertThat(db.rows("SELECT * FROM v")).containsExactlyInAnyOrder("x|16", "y|6");
      assertThat(db.rows("SELECT * FROM n")).containsExactlyInAnyOrder("4|1", "9|2");
      assertThat(db.rows("SELECT * FROM p")).containsExactlyInAnyOrder("1|11|x", "3|5|x", "4|6|y");
      assertThat(db.rows("SELECT * FROM w")).containsExactlyInAnyOrder("1|x", "3|x", "4|y");
      assertThat(Sql.drain(onView)).containsExactlyInAnyOrder("x|16", "y|6");
      assertThat(Sql.drain(onTable)).containsExactlyInAnyOrder("1|11|x", "3|5|x", "4|6|y");
    }
  }

  @Test
  void transaction_readsViewsOverAlteredTables() {
    db.run("CREATE MATERIALIZED VIEW v AS SELECT b, SUM(a) AS s FROM t GROUP BY b");
    db.run("ALTER TABLE t ADD COLUMN c INTEGER");
    db.session().begin();
    db.run("INSERT INTO t VALUES (3, 5, 'x', 9)");
    assertThat(db.rows("SELECT * FROM v WHERE b = 'x'")).containsExactly("x|15");
    db.fails("ALTER TABLE t ADD COLUMN e INT", "25001", "transaction");
    db.session().rollback();
    assertThat(db.rows("SELECT * FROM v WHERE b = 'x'")).containsExactly("x|10");
  }

  @Test
  void transaction_readsViewsOverTablesThatOthersHaveChanged() {
    db.run("CREATE TABLE p (id INT PRIMARY KEY)");
    db.run("CREATE TABLE c (id INT PRIMARY KEY, p INT REFERENCES p)");
    db.run("CREATE MATERIALIZED VIEW v AS SELECT COUNT(*) AS n FROM c");
    db.run("ALTER TABLE p RENAME COLUMN id TO pid");
    db.run("COMMENT ON TABLE c IS 'another entry of the same rows'");
    db.session().begin();
    db.run("INSERT INTO c VALUES (1, NULL)");
    assertThat(db.rows("SELECT * FROM v")).containsExactly("1");
    db.session().rollback();
  }

  @Test
  void dropColumn_takesConstraintsAlong_andRefusesWhatViewsShow() {
    db.run("CREATE VIEW p AS SELECT id, b FROM t");
    db.run("ALTER TABLE t DROP COLUMN a");
    assertThat(db.rows("SELECT * FROM t ORDER BY id")).containsExactly("1|x", "2|null");
    assertThat(db.rows("SELECT * FROM p ORDER BY id")).containsExactly("1|x", "2|null");
    db.fails("ALTER TABLE t DROP COLUMN b", "2BP01", "view 'p'");
    db.fails("ALTER TABLE t DROP COLUMN zzz", "42703", "'zzz' does not exist (line 1");
    db.run("ALTER TABLE t DROP COLUMN IF EXISTS zzz");
    db.run("ALTER TABLE t DROP COLUMN b CASCADE");
    assertThat(db.rows("SELECT * FROM t")).containsExactlyInAnyOrder("1", "2");
    db.fails("SELECT * FROM p", "42P01", "'p'");
    db.fails("ALTER TABLE t DROP COLUMN id", "42P16", "only one");
  }

  @Test
  void dropColumn_underMaterializedView_isRefusedOrCascades() {
    db.run("CREATE MATERIALIZED VIEW v AS SELECT b, SUM(a) AS s FROM t GROUP BY b");
    db.run("CREATE MATERIALIZED VIEW w AS SELECT s FROM v");
    db.fails("ALTER TABLE t DROP COLUMN a", "2BP01", "'v'");
    db.run("INSERT INTO t VALUES (3, 5, 'x')");
    assertThat(db.rows("SELECT * FROM w")).containsExactlyInAnyOrder("15", "20");
    db.run("ALTER TABLE t DROP COLUMN a CASCADE");
    db.run("INSERT INTO t VALUES (4, 'x')");
    db.fails("SELECT * FROM w", "42P01", "'w'");
    assertThat(db.rows("SELECT COUNT(*) FROM t")).containsExactly("4");
  }

  @Test
  void renameColumn_viewsKeepTheirColumns() {
    db.run("CREATE MATERIALIZED VIEW v AS SELECT a, t.b FROM t WHERE a > 5");
    db.run("CREATE VIEW p AS SELECT a * 2 AS a2, x.* FROM v AS x");
    db.run("CREATE VIEW n AS WITH t AS (SELECT a FROM t) SELECT * FROM t");
    db.run("ALTER TABLE t RENAME COLUMN a TO amount, RENAME b TO text");
    db.run("ALTER TABLE t RENAME TO things");
    db.run("INSERT INTO things (id, amount, text) VALUES (3, 30, 'z')");
    assertThat(db.rows("SELECT * FROM p ORDER BY a2"))
        .containsExactly("20|10|x", "40|20|null", "60|30|z");
    assertThat(db.rows("SELECT * FROM n ORDER BY a")).containsExactly("10", "20", "30");
    db.run("ALTER MATERIALIZED VIEW v RENAME TO vv");
    db.run("ALTER VIEW p RENAME TO pp");
    assertThat(db.rows("SELECT COUNT(*) FROM pp")).containsExactly("3");
    assertThat(db.rows("EXPLAIN PLAN vv")).isNotEmpty();
    db.fails("SELECT * FROM t", "42P01", "'t'");
    db.fails("ALTER TABLE things RENAME COLUMN amount TO id", "42701", "'id'");
    db.fails("ALTER TABLE things RENAME TO vv", "42P07", "'vv'");
    db.fails("DROP TABLE things", "2BP01", "depends on it");
    String definition =
        db.session().relations().stream()
            .filter(relation -> relation.name().equals("pp"))
            .map(Relation::definition)
            .findFirst()
            .orElseThrow();
    assertThat(db.rows(definition)).hasSize(3);
  }

  @Test
  void renamedBack_textIsAsItWasWritten() {
    db.run("CREATE VIEW p AS SELECT a FROM t");
    db.run("ALTER TABLE t RENAME COLUMN a TO c");
    db.run("ALTER TABLE t RENAME COLUMN c TO a");
    assertThat(db.relation("p").definition()).isEqualTo("SELECT a FROM t");
    db.run("ALTER TABLE t ADD COLUMN x INT");
    assertThat(db.relation("p").definition())
        .isEqualTo("SELECT a FROM (SELECT \"id\", \"a\", \"b\" FROM \"t\") AS \"t\"");
  }

  @Test
  void notNull() {
    db.fails("ALTER TABLE t ALTER COLUMN b SET NOT NULL", "23502", "'b'");
    db.run("UPDATE t SET b = 'y' WHERE b IS NULL");
    db.run("CREATE MATERIALIZED VIEW v AS SELECT b, COUNT(*) AS n FROM t GROUP BY b");
    db.run("ALTER TABLE t ALTER b SET NOT NULL");
    db.fails("INSERT INTO t VALUES (3, 1, NULL)", "23502", "'b'");
    db.run("INSERT INTO t VALUES (3, 1, 'y')");
    assertThat(db.rows("SELECT * FROM v")).containsExactlyInAnyOrder("x|1", "y|2");
    db.run("ALTER TABLE t ALTER b DROP NOT NULL"); // the view knew the column as nullable
    db.run("INSERT INTO t VALUES (4, 1, NULL)");
    assertThat(db.rows("SELECT * FROM v WHERE b IS NULL")).containsExactly("null|1");
    db.run("CREATE MATERIALIZED VIEW u AS SELECT SUM(a) AS s FROM t");
    db.fails("ALTER TABLE t ALTER a DROP NOT NULL", "2BP01", "depends on it");
    db.fails("ALTER TABLE t ALTER id DROP NOT NULL", "42P16", "PRIMARY KEY");
  }

  @Test
  void setDefault() {
    db.run("ALTER TABLE t ALTER COLUMN a SET DEFAULT 99");
    db.run("INSERT INTO t (id) VALUES (3)");
    db.run("ALTER TABLE t ALTER COLUMN a DROP DEFAULT");
    db.fails("INSERT INTO t (id) VALUES (4)", "23502", "'a'");
    db.fails("ALTER TABLE t ALTER a SET DEFAULT DATE '2020-01-01'", "42804", "'default'");
    assertThat(db.rows("SELECT a FROM t WHERE id = 3")).containsExactly("99");
  }

  @Test
  void comments() {
    db.run("CREATE VIEW p AS SELECT a FROM t");
    db.run("COMMENT ON TABLE t IS 'things'");
    db.run("COMMENT ON COLUMN t.a IS 'how many'");
    db.run("COMMENT ON VIEW p IS 'it''s a view'");
    db.run("ALTER TABLE t RENAME COLUMN a TO c");
    assertThat(db.relation("t").details().comment()).isEqualTo("things");
    assertThat(db.relation("t").details().columnComments()).containsExactly("", "how many", "");
    assertThat(db.relation("p").details().comment()).isEqualTo("it's a view");
    db.run("COMMENT ON TABLE t IS NULL");
    assertThat(db.relation("t").details().comment()).isEmpty();
    db.fails("COMMENT ON COLUMN t.zzz IS 'x'", "42703", "'zzz'");
    db.fails("COMMENT ON VIEW t IS 'x'", "42809", "'t'");
  }

  @Test
  void preparedAndAppenders_afterAlter() {
    db.session().execute("INSERT INTO t (id, a) VALUES (?, ?)", 3, 3);
    try (Appender appender = db.session().appender("t")) {
      db.run("COMMENT ON TABLE t IS 'same rows'");
      appender.append(4).append(4).append("d").endRow();
      appender.flush();
      db.run("ALTER TABLE t ADD COLUMN c INT");
      appender.append(5).append(5).append("e").endRow();
      Sql.fails(appender::flush, "55006", "was altered");
    }
    db.session().execute("INSERT INTO t (id, a) VALUES (?, ?)", 6, 6);
    assertThat(db.rows("SELECT id FROM t WHERE c IS NULL ORDER BY id"))
        .containsExactly("1", "2", "3", "4", "6");
  }

  @Test
  void primaryKey_addedAndDropped() {
    db.run("CREATE TABLE bag (a INT, b INT)");
    db.run("INSERT INTO bag VALUES (1, 1), (1, 2)");
    db.fails("ALTER TABLE bag ADD PRIMARY KEY (a)", "23505", "(a=1)");
    db.run("ALTER TABLE bag ADD CONSTRAINT both_key PRIMARY KEY (a, b)");
    db.fails("INSERT INTO bag VALUES (1, 1)", "23505", "(a=1, b=1)");
    db.run("ALTER TABLE bag DROP CONSTRAINT both_key");
    db.run("INSERT INTO bag VALUES (1, 1)");
    assertThat(db.rows("SELECT COUNT(*) FROM bag")).containsExactly("3");
    db.fails("ALTER TABLE bag DROP CONSTRAINT both_key", "42704", "'both_key'");
  }

  @Test
  void many_alterations_leaveNoStreamsBehind() {
    for (int i = 0; i < 20; i++) {
      db.run("CREATE MATERIALIZED VIEW v" + i + " AS SELECT b, SUM(a) AS s FROM t GROUP BY b");
      db.run("ALTER TABLE t ADD COLUMN c" + i + " INT DEFAULT " + i);
    }
    db.run("INSERT INTO t (id, a, b) VALUES (3, 1, 'x')");
    for (int i = 0; i < 20; i++) {
      assertThat(db.rows("SELECT s FROM v" + i + " WHERE b = 'x'")).containsExactly("11");
      db.run("DROP VIEW v" + i);
    }
    db.run("DELETE FROM t WHERE id = 3");
    assertThat(db.rows("SELECT COUNT(*) FROM t")).containsExactly("2");
  }
}
