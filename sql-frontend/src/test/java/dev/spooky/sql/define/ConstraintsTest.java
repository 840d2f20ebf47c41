// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Binding;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.RelationDetails;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
  private Sql db;

  @BeforeEach
  void open() {
    db = new Sql();
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void check_ofColumnAndTable_nullPasses() {
    db.run(
        "CREATE TABLE t (id INT PRIMARY KEY, a INT CHECK (a > 0), b INT,"
            + " CONSTRAINT ordered CHECK (a < b))");
    db.run("INSERT INTO t VALUES (1, NULL, NULL), (2, 1, 2), (3, 5, NULL)");
    db.fails("INSERT INTO t VALUES (4, 0, 1)", "23514", "'t_a_check'");
    db.fails("INSERT INTO t VALUES (4, 1, 2), (5, 3, 3)", "23514", "(id=5, a=3, b=3)");
    db.fails("UPDATE t SET b = a", "23514", "'ordered'");
    db.fails(
        "INSERT INTO t VALUES (2, 9, 9) ON CONFLICT (id) DO UPDATE SET b = -1",
        "23514",
        "'ordered'");
    assertThat(db.rows("SELECT * FROM t ORDER BY id"))
        .containsExactly("1|null|null", "2|1|2", "3|5|null");
    db.run("UPDATE t SET a = b, b = a + 5 WHERE id = 2");
    db.fails("CREATE TABLE u (a INT CHECK (a + 1))", "42804", "BOOLEAN");
    db.fails("CREATE TABLE u (a INT CHECK (zzz > 1))", "42703", "'zzz'");
    db.fails("CREATE TABLE u (a INT CHECK (a > (SELECT 1)))", "0A000", "sub-query");
    db.fails("CREATE TABLE u (a INT CHECK (SUM(a) > 1))", "42803", "CHECK");
    db.fails("CREATE TABLE u (a INT CHECK (a > ?))", "42601", "parameters");
    db.fails("CREATE TABLE u (a DATE CHECK (a < CURRENT_DATE))", "42P16", "CURRENT_DATE");
  }

  @Test
  void check_thatFails_failsTheStatement() {
    db.run("CREATE TABLE t (a INT CONSTRAINT c CHECK (10 / a > 1))");
    db.fails("INSERT INTO t VALUES (0)", "22012", "'c'");
    db.fails("INSERT INTO t VALUES (10)", "23514", "'c'");
    db.run("INSERT INTO t VALUES (2)");
  }

  @Test
  void unique_severalColumns_nullsAreDistinct() {
    db.run("CREATE TABLE t (id INT PRIMARY KEY, a INT UNIQUE, b INT, c INT, UNIQUE (b, c))");
    db.run("INSERT INTO t VALUES (1, NULL, 1, NULL), (2, NULL, 1, NULL), (3, 3, 1, 1)");
    db.fails("INSERT INTO t VALUES (4, 3, 9, 9)", "23505", "'t_a_key'");
    db.fails("INSERT INTO t VALUES (4, 4, 1, 1)", "23505", "(b=1, c=1)");
    db.fails("INSERT INTO t VALUES (4, 5, 9, 9), (5, 5, 8, 8)", "23505", "(a=5)");
    db.run("INSERT INTO t VALUES (4, 4, 9, 9)");
    db.run("UPDATE t SET a = 7 - a"); // exchanges 3 and 4
    db.fails("UPDATE t SET a = 3", "23505", "(a=3)");
    db.session().begin();
    db.run("INSERT INTO t VALUES (5, 5, 5, 5)");
    db.fails("INSERT INTO t VALUES (6, 5, 6, 6)", "23505", "(a=5)");
    db.run("DELETE FROM t WHERE id = 5");
    db.run("INSERT INTO t VALUES (6, 5, 5, 5)");
    db.session().commit();
    assertThat(db.rows("SELECT id, a FROM t ORDER BY id"))
        .containsExactly("1|null", "2|null", "3|4", "4|3", "6|5");
  }

  @Test
  void unique_withoutPrimaryKey_andSavepoints() {
    db.run("CREATE TABLE t (a INT UNIQUE, b INT)");
    db.session().begin();
    db.run("INSERT INTO t VALUES (1, 1)");
    db.run("SAVEPOINT s");
    db.run("INSERT INTO t VALUES (2, 2)");
    db.fails("INSERT INTO t VALUES (2, 3)", "23505", "(a=2)");
    db.run("ROLLBACK TO s");
    db.run("INSERT INTO t VALUES (2, 4)");
    db.fails("INSERT INTO t VALUES (1, 4)", "23505", "(a=1)");
    db.session().commit();
    assertThat(db.rows("SELECT * FROM t ORDER BY a")).containsExactly("1|1", "2|4");
    db.fails("INSERT INTO t VALUES (2, 5)", "23505", "(a=2)");
  }

  private void family(String actions) {
    db.run("CREATE TABLE p (id INT PRIMARY KEY, u VARCHAR UNIQUE)");
    db.run(
        "CREATE TABLE c (id INT PRIMARY KEY, p INT DEFAULT 3 CONSTRAINT up REFERENCES p "
            + actions
            + ")");
    db.run("INSERT INTO p VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    db.run("INSERT INTO c VALUES (10, 1), (11, 1), (20, 2), (30, NULL)");
  }

  @Test
  void foreignKey_noAction() {
    family("");
    db.fails("INSERT INTO c VALUES (40, 9)", "23503", "'up'");
    db.fails("UPDATE c SET p = 9 WHERE id = 30", "23503", "(p=9)");
    db.fails("DELETE FROM p WHERE id = 1", "23503", "(id=1)");
    db.fails("UPDATE p SET id = 9 WHERE id = 2", "23503", "'up'");
    db.fails("TRUNCATE p", "23503", "'up'");
    db.run("DELETE FROM p WHERE id = 3");
    db.run("TRUNCATE c, p");
    db.session().begin();
    db.run("INSERT INTO p VALUES (1, 'x')");
    db.run("INSERT INTO c VALUES (1, 1)");
    db.fails("DELETE FROM p", "23503", "'up'");
    db.run("DELETE FROM c");
    db.run("DELETE FROM p");
    db.session().commit();
    db.fails("DROP TABLE p", "2BP01", "foreign key of table 'c'");
    db.run("DROP TABLE p CASCADE");
    db.run("INSERT INTO c VALUES (50, 99)");
  }

  @Test
  void foreignKey_keysMayBeExchangedInOneStatement() {
    family("");
    db.run("DELETE FROM p WHERE id = 3");
    db.run("UPDATE p SET id = 3 - id"); // 1 and 2 exchanged: every reference still has its row
    db.fails("UPDATE p SET id = id + 1", "23503", "'up'");
  }

  @Test
  void foreignKey_cascade() {
    family("ON DELETE CASCADE ON UPDATE CASCADE");
    db.run("CREATE TABLE g (c INT REFERENCES c ON DELETE CASCADE ON UPDATE SET NULL)");
    db.run("CREATE MATERIALIZED VIEW v AS SELECT p, COUNT(*) AS n FROM c GROUP BY p");
    db.run("INSERT INTO g VALUES (10), (10), (20)");
    db.run("UPDATE p SET id = id + 1"); // 1→2, 2→3, 3→4 at once
    assertThat(db.rows("SELECT * FROM c ORDER BY id"))
        .containsExactly("10|2", "11|2", "20|3", "30|null");
    assertThat(db.rows("SELECT * FROM v")).containsExactlyInAnyOrder("2|2", "3|1", "null|1");
    db.run("DELETE FROM p WHERE id = 2");
    assertThat(db.rows("SELECT * FROM c ORDER BY id")).containsExactly("20|3", "30|null");
    assertThat(db.rows("SELECT * FROM g")).containsExactly("20");
    db.run("UPDATE c SET id = 21 WHERE id = 20");
    assertThat(db.rows("SELECT * FROM g")).containsExactly("null");
    db.session().begin();
    db.run("DELETE FROM p");
    assertThat(db.rows("SELECT * FROM c")).containsExactly("30|null");
    db.session().rollback();
    db.run("TRUNCATE p");
    assertThat(db.rows("SELECT * FROM c")).containsExactly("30|null");
  }

  @Test
  void foreignKey_setNullAndDefault() {
    family("ON DELETE SET NULL ON UPDATE SET DEFAULT");
    db.run("DELETE FROM p WHERE id = 1");
    db.run("UPDATE p SET id = 22 WHERE id = 2");
    assertThat(db.rows("SELECT * FROM c ORDER BY id"))
        .containsExactly("10|null", "11|null", "20|3", "30|null");
    db.fails("UPDATE p SET id = 33 WHERE id = 3", "23503", "(id=3)"); // the default is gone
  }

  @Test
  void foreignKey_restrict() {
    family("ON DELETE RESTRICT ON UPDATE RESTRICT");
    db.fails("DELETE FROM p WHERE id = 1", "23503", "'up'");
    db.fails("UPDATE p SET id = 3 - id WHERE id < 3", "23503", "'up'");
    db.run("UPDATE p SET u = 'z' WHERE id = 1");
  }

  @Test
  void foreignKey_toItself_andInCycles() {
    db.run(
        "CREATE TABLE tree (id BIGINT PRIMARY KEY, up INT REFERENCES tree ON DELETE CASCADE ON"
            + " UPDATE CASCADE)");
    db.run("INSERT INTO tree VALUES (3, 2), (2, 1), (1, NULL), (4, 4)");
    db.fails("INSERT INTO tree VALUES (5, 6)", "23503", "(up=6)");
    db.run("UPDATE tree SET id = 10 WHERE id = 1");
    assertThat(db.rows("SELECT * FROM tree ORDER BY id"))
        .containsExactly("2|10", "3|2", "4|4", "10|null");
    db.run("DELETE FROM tree WHERE id = 10");
    assertThat(db.rows("SELECT * FROM tree")).containsExactly("4|4");
    db.run("DELETE FROM tree WHERE id = 4");
    db.run("CREATE TABLE a (id INT PRIMARY KEY, b INT)");
    db.run("CREATE TABLE b (id INT PRIMARY KEY, a INT REFERENCES a ON DELETE CASCADE)");
    db.run("ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b ON DELETE CASCADE");
    db.run("INSERT INTO a VALUES (1, NULL)");
    db.run("INSERT INTO b VALUES (1, 1)");
    db.run("UPDATE a SET b = 1");
    db.run("DELETE FROM b");
    assertThat(db.rows("SELECT COUNT(*) FROM a")).containsExactly("0");
    db.run("DROP TABLE a, b");
  }

  @Test
  void foreignKey_ofSeveralColumns_toUnique() {
    db.run("CREATE TABLE p (a INT, b VARCHAR, UNIQUE (a, b), UNIQUE (b))");
    db.run("CREATE TABLE c (x VARCHAR, y INT, FOREIGN KEY (x, y) REFERENCES p (b, a))");
    db.run("INSERT INTO p VALUES (1, 'one'), (2, 'two')");
    db.run("INSERT INTO c VALUES ('one', 1), ('zzz', NULL)");
    db.fails("INSERT INTO c VALUES ('one', 2)", "23503", "(x=one, y=2)");
    db.fails("DELETE FROM p", "23503", "is referenced");
    db.fails("CREATE TABLE d (a INT REFERENCES p)", "42830", "no PRIMARY KEY");
    db.fails("CREATE TABLE d (a INT REFERENCES p (a))", "42830", "(a)");
    db.fails("CREATE TABLE d (a INT REFERENCES p (b))", "42804", "'a' of type INTEGER");
    db.fails("CREATE TABLE d (a INT REFERENCES nope)", "42P01", "'nope'");
    db.fails("CREATE TABLE d (a INT, FOREIGN KEY (z) REFERENCES p (b))", "42703", "'z'");
  }

  @Test
  void alter_addsAndDropsConstraints() {
    db.run("CREATE TABLE p (id INT PRIMARY KEY)");
    db.run("CREATE TABLE t (a INT, b INT)");
    db.run("INSERT INTO t VALUES (1, 1), (2, 1)");
    db.fails("ALTER TABLE t ADD CONSTRAINT k CHECK (a = 1)", "23514", "(a=2, b=1)");
    db.fails("ALTER TABLE t ADD CONSTRAINT k UNIQUE (b)", "23505", "(b=1)");
    db.fails("ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES p", "23503", "'k'");
    db.run("INSERT INTO p VALUES (1), (2)");
    db.run(
        "ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES p, ADD UNIQUE (a),"
            + " ADD CONSTRAINT pos CHECK (b > 0)");
    db.fails("ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0)", "42710", "'k'");
    db.fails("INSERT INTO t VALUES (3, 3)", "23503", "'k'");
    db.fails("INSERT INTO t VALUES (1, 3)", "23505", "'t_a_key'");
    db.fails("INSERT INTO t VALUES (NULL, 0)", "23514", "'pos'");
    db.run("ALTER TABLE t ADD COLUMN c INT DEFAULT 5 CHECK (c > a)");
    db.run("ALTER TABLE t RENAME COLUMN a TO aa");
    db.run("ALTER TABLE p RENAME COLUMN id TO pid");
    db.fails("INSERT INTO t VALUES (1, 3, 9)", "23505", "(aa=1)");
    db.fails("UPDATE t SET c = 0", "23514", "'t_check'");
    db.fails("DELETE FROM p WHERE pid = 1", "23503", "(pid=1)");
    db.fails("ALTER TABLE p DROP COLUMN pid", "42P16", "only one");
    db.fails("ALTER TABLE p DROP CONSTRAINT p_pkey", "2BP01", "foreign key 'k' of table 't'");
    db.run("ALTER TABLE p ADD CONSTRAINT again UNIQUE (pid)");
    db.run("ALTER TABLE p DROP CONSTRAINT again"); // there still is the other key to reference
    db.run("ALTER TABLE t DROP COLUMN aa");
    db.run("INSERT INTO t VALUES (1, -9)");
    db.run("DELETE FROM p");
    assertThat(db.relation("t").details().constraints())
        .extracting(RelationDetails.Constraint::name)
        .containsExactly("pos");
    db.run("ALTER TABLE t DROP CONSTRAINT pos, DROP CONSTRAINT IF EXISTS pos");
    db.run("INSERT INTO t VALUES (-1, 0)");
  }

  @Test
  void appenderAndBatches_obey() {
    family("ON DELETE CASCADE");
    try (Appender appender = db.session().appender("c")) {
      appender.append(90).append(9).endRow();
      Sql.fails(appender::flush, "23503", "'up'");
      appender.append(90).append(3).endRow();
      appender.flush();
    }
    try (Appender appender = db.session().appender("p", "id")) {
      appender.append(1).endDeletedRow();
      appender.flush();
    }
    assertThat(db.rows("SELECT id FROM c ORDER BY id")).containsExactly("20", "30", "90");
    try (Prepared insert = db.session().prepare("INSERT INTO c VALUES (?, ?)")) {
      Binding binding = insert.bind();
      for (int i = 0; i < 3; i++) {
        binding.setObject(0, 100 + i);
        binding.setObject(1, i == 2 ? 77 : 2);
        binding.addBatch();
      }
      Sql.fails(() -> insert.executeBatch(binding), "23503", "(p=77)");
    }
    assertThat(db.rows("SELECT COUNT(*) FROM c")).containsExactly("3");
  }

  @Test
  void checks_costTheChange() {
    db.run("CREATE TABLE p (id INT PRIMARY KEY)");
    db.run(
        "CREATE TABLE c (id INT PRIMARY KEY, p INT REFERENCES p ON DELETE CASCADE, u INT UNIQUE)");
    try (Appender appender = db.session().appender("p")) {
      for (int i = 0; i < 20_000; i++) {
        appender.append(i).endRow();
      }
    }
    try (Appender appender = db.session().appender("c")) {
      for (int i = 0; i < 20_000; i++) {
        appender.append(i).append(i % 2 == 0 ? i : 1).append(i).endRow();
      }
    }
    long before = db.entriesRead();
    db.run("INSERT INTO c VALUES (-1, 5, -1)");
    db.run("DELETE FROM p WHERE id = 4");
    db.run("UPDATE c SET u = -2 WHERE id = -1");
    assertThat(db.entriesRead() - before).isLessThan(300);
    assertThat(db.rows("SELECT COUNT(*) FROM c")).containsExactly("20000");
  }
}
