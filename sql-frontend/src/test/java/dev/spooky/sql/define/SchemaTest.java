// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.Session;
import dev.spooky.engine.Subscription;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private final Sql sql = new Sql();

  @AfterEach
  void close() {
    sql.close();
  }

  @Test
  void sameName_isAnotherRelationInEverySchema() {
    sql.run("CREATE SCHEMA s");
    sql.run("CREATE TABLE t (a INT PRIMARY KEY)");
    sql.run("CREATE TABLE s.t (a INT PRIMARY KEY, b VARCHAR)");
    sql.run("INSERT INTO t VALUES (1), (2)");
    sql.run("INSERT INTO s.t VALUES (2, 'x')");
    assertThat(sql.rows("SELECT x.b FROM t JOIN s.t AS x ON t.a = x.a")).containsExactly("x");
    assertThat(sql.rows("SELECT s.t.b, t.a FROM s.t")).containsExactly("x|2");
    sql.fails("SELECT * FROM t JOIN s.t ON true", "42712", "'t' is used more than once");
    assertThat(sql.run("UPDATE s.t SET b = 'y' WHERE a = 2")).isEqualTo(1);
    assertThat(sql.run("DELETE FROM public.t WHERE a = 1")).isEqualTo(1);
    assertThat(sql.rows("SELECT * FROM s.t")).containsExactly("2|y");
    assertThat(sql.rows("SELECT * FROM public.t")).containsExactly("2");
    sql.run("TRUNCATE TABLE s.t");
    assertThat(sql.rows("SELECT * FROM s.t")).isEmpty();
    sql.run("DROP TABLE s.t");
    assertThat(sql.rows("SELECT * FROM t")).containsExactly("2");
  }

  @Test
  void path_saysWhereNamesAreLookedFor() {
    sql.run("CREATE SCHEMA \"My s\"");
    sql.run("CREATE SCHEMA b");
    sql.run("CREATE TABLE t (n INT)");
    sql.run("SET search_path = \"My s\", b, public");
    assertThat(sql.rows("SHOW search_path")).containsExactly("\"My s\", b, public");
    sql.run("CREATE TABLE u (n INT)");
    assertThat(sql.relation("u").schema()).isEqualTo("My s");
    sql.run("INSERT INTO t VALUES (1)");
    sql.run("CREATE TABLE b.t (n INT)");
    assertThat(sql.rows("SELECT * FROM t")).as("b comes before public").isEmpty();
    sql.run("SET SCHEMA 'b'");
    assertThat(sql.session().schema()).isEqualTo("b");
    sql.fails("SELECT * FROM u", "42P01", "'u'");
    sql.run("RESET search_path");
    assertThat(sql.rows("SELECT * FROM t")).containsExactly("1");
    sql.fails("SET search_path = b, nowhere", "3F000", "'nowhere'");
    sql.fails("SELECT * FROM nowhere.t", "3F000", "'nowhere'");
    sql.fails("SELECT * FROM x.public.t", "3F000", "x.public");
    sql.fails("CREATE TABLE nowhere.t (a INT)", "3F000", "'nowhere'");
    assertThat(sql.rows("SHOW search_path")).containsExactly("public");
  }

  @Test
  void preparedStatement_followsThePath() {
    sql.run("CREATE SCHEMA s");
    sql.run("CREATE TABLE t (a INT)");
    sql.run("CREATE TABLE s.t (a INT)");
    Session session = sql.session();
    try (Prepared insert = session.prepare("INSERT INTO t VALUES (?)")) {
      insert.execute(1);
      session.set("search_path", "s");
      insert.execute(2);
    }
    session.set("search_path", "");
    assertThat(sql.rows("SELECT a FROM t")).containsExactly("1");
    assertThat(sql.rows("SELECT a FROM s.t")).containsExactly("2");
  }

  @Test
  void view_meansWhatItMeantWhereItWasDefined() {
    sql.run("CREATE SCHEMA s");
    sql.run("SET search_path = s, public");
    sql.run("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    sql.run("CREATE VIEW v AS SELECT * FROM t WHERE a > 1");
    sql.run("CREATE MATERIALIZED VIEW m AS SELECT v.a, (SELECT MAX(b) FROM t) AS x FROM v");
    sql.run("RESET search_path");
    sql.run("CREATE TABLE t (a INT, b INT)");
    sql.run("INSERT INTO s.t VALUES (1, 5), (2, 6)");
    sql.run("INSERT INTO t VALUES (7, 7)");
    assertThat(sql.rows("SELECT * FROM s.v")).containsExactly("2|6");
    assertThat(sql.rows("SELECT * FROM s.m")).containsExactly("2|6");
    String definition = sql.relation("m").definition();
    sql.run("CREATE VIEW again AS " + definition);
    assertThat(sql.rows("SELECT * FROM again")).containsExactly("2|6");
    sql.run("ALTER TABLE s.t RENAME COLUMN b TO c");
    sql.run("ALTER TABLE s.t RENAME TO t2");
    sql.run("INSERT INTO s.t2 VALUES (3, 9)");
    assertThat(sql.rows("SELECT * FROM s.m ORDER BY a")).containsExactly("2|9", "3|9");
    assertThat(sql.rows("SELECT * FROM s.v ORDER BY a")).containsExactly("2|6", "3|9");
  }

  @Test
  void setSchema_movesARelationWithItsIndexesAndViews() {
    sql.run("CREATE SCHEMA s");
    sql.run("CREATE TABLE p (a INT PRIMARY KEY)");
    sql.run("CREATE TABLE t (a INT PRIMARY KEY, b INT REFERENCES p (a))");
    sql.run("CREATE INDEX i ON t (b)");
    sql.run("CREATE MATERIALIZED VIEW m AS SELECT b FROM t");
    sql.run("INSERT INTO p VALUES (1)");
    sql.run("INSERT INTO t VALUES (1, 1)");
    sql.run("ALTER TABLE t SET SCHEMA s");
    sql.run("ALTER MATERIALIZED VIEW m SET SCHEMA s");
    sql.run("ALTER TABLE p SET SCHEMA s");
    sql.fails("SELECT * FROM t", "42P01", "'t'");
    sql.fails("INSERT INTO s.t VALUES (2, 2)", "23503", "t_b_fkey");
    sql.run("INSERT INTO s.t VALUES (2, 1)");
    assertThat(sql.rows("SELECT * FROM s.m")).containsExactly("1", "1");
    sql.run("CREATE INDEX i ON s.m (b)".replace(" i ", " j "));
    sql.fails("DROP INDEX i", "42704", "'i'");
    sql.run("DROP INDEX s.i");
    sql.run("CREATE TABLE t (a INT)");
    sql.fails("ALTER TABLE t SET SCHEMA s", "42P07", "s.t");
    sql.fails("ALTER TABLE t SET SCHEMA nowhere", "3F000", "nowhere");
    sql.fails("ALTER TABLE t SET SCHEMA information_schema", "42501", "information_schema");
    sql.fails("CREATE INDEX public.k ON s.t (b)", "42P16", "'s'");
  }

  @Test
  void foreignKey_isFoundAlongThePathAndAcrossSchemas() {
    sql.run("CREATE SCHEMA s");
    sql.run("CREATE TABLE p (a INT PRIMARY KEY)");
    sql.run("SET search_path = s, public");
    sql.run("CREATE TABLE f (a INT REFERENCES p, up INT)");
    sql.run("CREATE TABLE tree (id INT PRIMARY KEY, up INT REFERENCES tree)");
    sql.fails("INSERT INTO f VALUES (1, 1)", "23503", "f_a_fkey");
    sql.run("INSERT INTO p VALUES (1)");
    sql.run("INSERT INTO f VALUES (1, 1)");
    sql.run("INSERT INTO tree VALUES (1, NULL), (2, 1)");
    sql.fails("INSERT INTO tree VALUES (3, 9)", "23503", "tree_up_fkey");
    sql.run("RESET search_path");
    sql.fails("DROP TABLE p", "2BP01", "f");
    sql.run("DROP SCHEMA s CASCADE");
    sql.run("DROP TABLE p");
  }

  @Test
  void dropSchema_takesWhatIsInItOnlyWithCascade() {
    sql.run("CREATE SCHEMA s");
    sql.run("CREATE SCHEMA IF NOT EXISTS s");
    sql.fails("CREATE SCHEMA s", "42P06", "'s'");
    sql.run("CREATE TABLE s.t (a INT)");
    sql.run("CREATE MATERIALIZED VIEW above AS SELECT a FROM s.t");
    sql.fails("DROP SCHEMA s", "2BP01", "'s.t'");
    sql.fails("DROP SCHEMA s RESTRICT", "2BP01", "'s.t'");
    sql.run("DROP SCHEMA s CASCADE");
    sql.fails("SELECT * FROM above", "42P01", "above");
    sql.fails("DROP SCHEMA s", "3F000", "'s'");
    sql.run("DROP SCHEMA IF EXISTS s");
    sql.fails("DROP SCHEMA public CASCADE", "42501", "public");
    sql.fails("DROP SCHEMA information_schema", "42501", "information_schema");
    sql.fails("CREATE SCHEMA spooky", "42501", "spooky");
    sql.fails("CREATE TABLE spooky.t (a INT)", "42501", "spooky");
  }

  @Test
  void javaApi_takesNamesWithSchemas() {
    sql.run("CREATE SCHEMA s");
    sql.run("CREATE TABLE s.t (a INT)");
    sql.run("CREATE TABLE \"s.t\" (b INT)");
    try (Appender rows = sql.session().appender("\"s\".\"t\"")) {
      rows.append(5).endRow();
    }
    assertThat(sql.rows("SELECT * FROM s.t")).containsExactly("5");
    try (Subscription odd = sql.subscribe("s.t")) {
      assertThat(Sql.drain(odd)).as("a name is first what it is").isEmpty();
    }
    sql.run("DROP TABLE \"s.t\"");
    try (Subscription changes = sql.subscribe("s.t")) {
      assertThat(Sql.drain(changes)).containsExactly("5");
    }
  }

  @Test
  void jdbc_hasSchemas() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:spooky:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA \"S 1\"");
      connection.setSchema("S 1");
      statement.execute("CREATE TABLE t (a INT)");
      assertThat(connection.getSchema()).isEqualTo("S 1");
      assertThat(column(connection.getMetaData().getSchemas(), 1))
          .containsExactly("S 1", "information_schema", "public", "spooky");
      assertThat(column(connection.getMetaData().getSchemas(null, "S%"), 1)).containsExactly("S 1");
      assertThat(column(connection.getMetaData().getTables(null, "S_1", "%", null), 3))
          .containsExactly("t");
      assertThat(column(connection.getMetaData().getColumns(null, "public", "t", null), 4))
          .isEmpty();
      assertThatThrownBy(() -> connection.setSchema("nowhere"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("'nowhere'");
    }
  }

  private static List<String> column(ResultSet rows, int column) throws SQLException {
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      all.add(rows.getString(column));
    }
    return all;
  }
}
