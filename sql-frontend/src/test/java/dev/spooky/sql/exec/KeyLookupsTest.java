// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.sql.session.SpookyEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that fix the key read the rows that have it, and no others. */
class KeyLookupsTest {
  private static final int ROWS = 5_000;

  private final SpookyEngine engine = new SpookyEngine(SpookyOptions.DEFAULT);
  private final Spooky unused = Spooky.open();
  private final Session session = engine.session(unused);

  @BeforeEach
  void fill() {
    session.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, x INTEGER, s VARCHAR)");
    session.execute("CREATE TABLE two (a INTEGER, b VARCHAR, x INTEGER, PRIMARY KEY (a, b))");
    session.execute("CREATE MATERIALIZED VIEW g AS SELECT x, COUNT(*) AS n FROM t GROUP BY x");
    try (Appender t = session.appender("t");
        Appender two = session.appender("two")) {
      for (int i = 0; i < ROWS; i++) {
        t.append(i).append(i % 100).append("s" + i).endRow();
        two.append(i % 50).append("b" + i).append(i).endRow();
      }
    }
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
    unused.close();
  }

  private long read(String sql, Object... parameters) {
    long before = engine.database().rowsRead();
    session
        .execute(sql, parameters)
        .rows()
        .ifPresent(
            rows -> {
              while (rows.next()) {
                assertThat(rows.isNull(0)).isFalse();
              }
              rows.close();
            });
    return engine.database().rowsRead() - before;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT x FROM t WHERE id = ?",
        "SELECT x FROM t WHERE ? = id AND x > -1",
        "UPDATE t SET x = x + 1 WHERE id = ?",
        "SELECT n FROM g WHERE x = ?",
        "DELETE FROM t WHERE id = ?",
      })
  void aKeyGivenAsParameter_isLookedUp(String sql) {
    assertThat(read(sql, 17)).as(sql).isEqualTo(1);
  }

  @Test
  void aKeyOfTwoColumns_isLookedUp() {
    assertThat(read("SELECT x FROM two WHERE b = ? AND a = ?", "b7", 7)).isEqualTo(1);
    assertThat(read("SELECT x FROM two WHERE b = 'b7' AND a = 7")).isEqualTo(1);
    assertThat(read("UPDATE two SET x = 0 WHERE a = ? AND b = ?", 7, "b7")).isEqualTo(1);
    assertThat(read("SELECT x FROM two WHERE a = ?", 7)).isEqualTo(ROWS);
  }

  @Test
  void anotherType_findsTheSameRows() {
    for (Object id : List.of(17, 17L, (short) 17)) {
      List<Long> found = new ArrayList<>();
      try (Rows rows = session.execute("SELECT id FROM t WHERE id = ?", id).rows().orElseThrow()) {
        while (rows.next()) {
          found.add(rows.getLong(0));
        }
      }
      assertThat(found).as("%s", id.getClass()).containsExactly(17L);
    }
  }
}
