// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Appender;
import dev.spooky.engine.RelationDetails;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexTest {
  private static final int ROWS = 20_000;
  private Sql db;

  @BeforeEach
  void open() {
    db = new Sql();
    db.run("CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR, c INT)");
    try (Appender appender = db.session().appender("t")) {
      for (int i = 0; i < ROWS; i++) {
        appender.append(i).append(i % 5000).append("b" + i % 7).append(i).endRow();
      }
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  private long cost(String sql) {
    long before = db.entriesRead();
    assertThat(db.rows(sql)).isNotNull();
    return db.entriesRead() - before;
  }

  @Test
  void readsByEquality_costTheMatches() {
    String query = "SELECT id FROM t WHERE a = 17 ORDER BY id";
    assertThat(cost(query)).isGreaterThanOrEqualTo(ROWS);
    db.run("CREATE INDEX ON t (a)");
    assertThat(cost(query)).isLessThan(20);
    assertThat(db.rows(query)).containsExactly("17", "5017", "10017", "15017");
    assertThat(String.join("\n", db.rows("EXPLAIN PLAN " + query))).contains("t by (a)");
    db.run("INSERT INTO t VALUES (-1, 17, 'x', 0)");
    db.run("DELETE FROM t WHERE id = 17");
    db.run("UPDATE t SET a = 17 WHERE id = 1");
    assertThat(db.rows("SELECT id FROM t WHERE a = ? AND id < 9000 ORDER BY id", 17))
        .containsExactly("-1", "1", "5017");
    assertThat(cost(query)).isLessThan(20);
    db.run("DROP INDEX t_a_idx");
    assertThat(cost(query)).isGreaterThanOrEqualTo(ROWS);
    db.fails("DROP INDEX t_a_idx", "42704", "'t_a_idx'");
  }

  @Test
  void uniqueIndex_isTheUniqueOfItsName() {
    db.run("CREATE UNIQUE INDEX one ON t (c DESC NULLS LAST)");
    db.fails("INSERT INTO t VALUES (-1, 0, 'x', 3)", "23505", "one");
    db.fails("CREATE UNIQUE INDEX one ON t (c)", "42710", "'one'");
    db.run("CREATE UNIQUE INDEX IF NOT EXISTS one ON t (a)");
    assertThat(cost("SELECT id FROM t WHERE c = 17")).isLessThan(20);
    db.fails("CREATE UNIQUE INDEX two ON t (a)", "23505", "two");
    db.run("DROP INDEX one");
    db.run("INSERT INTO t VALUES (-1, 0, 'x', 3)");
    db.fails("DROP INDEX one", "42704", "'one'");
    db.run("DROP INDEX IF EXISTS one");
    db.run("CREATE UNIQUE INDEX ON t (id, c)");
    db.fails("CREATE UNIQUE INDEX ON t (zzz)", "42703", "'zzz'");
    db.run("CREATE MATERIALIZED VIEW v AS SELECT a FROM t");
    db.fails("CREATE UNIQUE INDEX ON v (a)", "42809", "table");
    db.run("CREATE INDEX ON v (a ASC)");
  }

  @Test
  void severalColumns_andWritesUseIt() {
    db.run("CREATE INDEX ab ON t (b, a)");
    assertThat(cost("SELECT * FROM t WHERE a = 3 AND b = 'b3'")).isLessThan(20);
    assertThat(cost("SELECT * FROM t WHERE b = 'b3' LIMIT 1")).isGreaterThan(1000);
    long before = db.entriesRead();
    db.run("UPDATE t SET c = 0 WHERE a = 3 AND b = 'b3'");
    db.run("DELETE FROM t WHERE b = 'b4' AND a = 4");
    assertThat(db.entriesRead() - before).isLessThan(100);
    db.session().begin();
    db.run("INSERT INTO t VALUES (-5, 3, 'b3', 0)");
    assertThat(db.rows("SELECT id FROM t WHERE a = 3 AND b = 'b3' AND id < 0"))
        .containsExactly("-5");
    db.session().rollback();
  }

  @Test
  void materializedView() {
    db.run("CREATE MATERIALIZED VIEW v AS SELECT a, b, SUM(c) AS s FROM t GROUP BY a, b");
    db.run("CREATE INDEX vb ON v (a)");
    assertThat(cost("SELECT * FROM v WHERE a = 9")).isLessThan(30);
    db.run("INSERT INTO t VALUES (-1, 9, 'new', 5)");
    assertThat(db.rows("SELECT s FROM v WHERE a = 9 AND b = 'new'")).containsExactly("5");
    assertThat(db.relation("v").details().indexes())
        .containsExactly(new RelationDetails.Index("vb", List.of("a")));
    db.run("DROP VIEW v");
    db.fails("DROP INDEX vb", "42704", "'vb'");
    db.fails("CREATE INDEX ON t (zzz)", "42703", "'zzz'");
    db.fails("CREATE INDEX t ON t (a)", "42P07", "'t'");
    db.run("CREATE VIEW p AS SELECT * FROM t");
    db.fails("CREATE INDEX ON p (a)", "42809", "'p'");
  }

  @Test
  void alter_keepsIndexes() {
    db.run("CREATE INDEX i ON t (c)");
    db.run("CREATE INDEX IF NOT EXISTS i ON t (b)");
    db.run("ALTER TABLE t DROP COLUMN b, ADD COLUMN d INT DEFAULT 1, RENAME c TO cc");
    assertThat(cost("SELECT * FROM t WHERE cc = 77")).isLessThan(20);
    assertThat(db.rows("SELECT * FROM t WHERE cc = 77")).containsExactly("77|77|77|1");
    db.run("INSERT INTO t VALUES (-1, 1, 77, 2)");
    assertThat(db.rows("SELECT d FROM t WHERE cc = 77 ORDER BY d")).containsExactly("1", "2");
    db.run("ALTER TABLE t DROP COLUMN cc");
    assertThat(db.relation("t").details().indexes()).isEmpty();
  }
}
