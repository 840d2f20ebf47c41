// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the metadata says of the SQL that is understood is true. When this fails because something
 * new is understood, the answer is to be changed.
 */
class FeatureAnswersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          supportsUnion                     | SELECT x FROM a UNION SELECT x FROM b
          supportsUnionAll                  | SELECT x FROM a UNION ALL SELECT x FROM b
          supportsOuterJoins                | SELECT * FROM a LEFT JOIN b ON a.x = b.x
          supportsFullOuterJoins            | SELECT * FROM a FULL JOIN b ON a.x = b.x
          supportsSubqueriesInComparisons   | SELECT x FROM a WHERE x = (SELECT MAX(x) FROM b)
          supportsSubqueriesInExists        | SELECT x FROM a WHERE EXISTS (SELECT 1 FROM b)
          supportsSubqueriesInIns           | SELECT x FROM a WHERE x IN (SELECT x FROM b)
          supportsSubqueriesInQuantifieds   | SELECT x FROM a WHERE x > ALL (SELECT x FROM b)
          supportsCorrelatedSubqueries      | SELECT x FROM a WHERE x = (SELECT MAX(x) FROM b WHERE b.y = a.y)
          supportsColumnAliasing            | SELECT x AS z FROM a
          supportsTableCorrelationNames     | SELECT q.x FROM a AS q
          supportsExpressionsInOrderBy      | SELECT x FROM a ORDER BY x + y
          supportsOrderByUnrelated          | SELECT x FROM a ORDER BY y
          supportsGroupBy                   | SELECT x, COUNT(*) FROM a GROUP BY x
          supportsGroupByUnrelated          | SELECT COUNT(*) FROM a GROUP BY x
          supportsGroupByBeyondSelect       | SELECT x, COUNT(*) FROM a GROUP BY x, y
          supportsSelectForUpdate           | SELECT x FROM a FOR UPDATE
          supportsAlterTableWithAddColumn   | ALTER TABLE a ADD COLUMN z INTEGER
          supportsAlterTableWithDropColumn  | ALTER TABLE a DROP COLUMN y
          supportsSchemasInDataManipulation | INSERT INTO public.a SELECT x, y FROM public.b
          supportsSchemasInTableDefinitions | CREATE TABLE public.c (x INTEGER)
          supportsNonNullableColumns        | CREATE TABLE d (x INTEGER NOT NULL)
          """)
  void answer_isTrue(String method, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:spooky:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE a (x INTEGER, y INTEGER)");
      statement.execute("CREATE TABLE b (x INTEGER, y INTEGER)");
      Object answer = DatabaseMetaData.class.getMethod(method).invoke(connection.getMetaData());
      assertThat(runs(statement, sql)).as("%s: %s", method, sql).isEqualTo(answer);
    }
  }

  private static boolean runs(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(sql).matches("0A000|42601");
      return false;
    }
  }

  @Test
  void savepoints() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:spooky:")) {
      connection.setAutoCommit(false);
      boolean there = true;
      try {
        Savepoint savepoint = connection.setSavepoint();
        connection.rollback(savepoint);
      } catch (SQLException e) {
        assertThat(e.getSQLState()).isEqualTo("0A000");
        there = false;
      }
      assertThat(connection.getMetaData().supportsSavepoints()).isEqualTo(there);
    }
  }
}
