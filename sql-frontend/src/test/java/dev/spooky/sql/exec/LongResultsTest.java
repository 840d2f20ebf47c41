// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.sql.session.SpookyEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that are only filtered and projected are computed as they are gone through. */
class LongResultsTest {
  private static final int ROWS = 50_000;

  private final SpookyEngine engine = new SpookyEngine(SpookyOptions.DEFAULT);
  private final Spooky unused = Spooky.open();
  private final Session session = engine.session(unused);

  @BeforeEach
  void fill() {
    session.execute("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    session.execute("CREATE TABLE bag (b INT)");
    session.execute("CREATE MATERIALIZED VIEW v AS SELECT a, b * 2 AS d FROM t");
    try (Appender t = session.appender("t");
        Appender bag = session.appender("bag")) {
      for (int i = 0; i < ROWS; i++) {
        t.append(i).append(i % 10).endRow();
        bag.append(i % 10).endRow();
      }
    }
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
    unused.close();
  }

  private Rows open(String query) {
    return session.execute(query).rows().orElseThrow();
  }

  private static long[] sums(Rows rows) {
    long[] sums = new long[2];
    while (rows.next()) {
      sums[0]++;
      sums[1] += rows.getLong(0);
    }
    return sums;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT b FROM t",
        "SELECT b FROM bag",
        "SELECT d / 2 FROM v",
        "SELECT b FROM t WHERE b >= 0",
        "SELECT x FROM (SELECT b AS x, a FROM t) AS s WHERE a >= 0"
      })
  void change_afterwardsIsNotSeen(String query) {
    try (Rows rows = open(query)) {
      assertThat(rows.next()).isTrue();
      long first = rows.getLong(0);
      session.execute("UPDATE t SET b = 1000");
      session.execute("UPDATE bag SET b = 1000");
      session.execute("DELETE FROM t WHERE a > 100");
      long[] rest = sums(rows);
      assertThat(rest[0] + 1).isEqualTo(ROWS);
      assertThat(rest[1] + first).isEqualTo(ROWS / 10 * 45L);
      assertThat(rows.isEnded()).isTrue();
    }
    assertThat(sums(open("SELECT b FROM t"))).containsExactly(101, 101_000);
  }

  @Test
  void firstRow_costsOneChunk() {
    long before = engine.database().rowsRead();
    try (Rows rows = open("SELECT a, b FROM t WHERE b < 5")) {
      assertThat(rows.next()).isTrue();
      assertThat(engine.database().rowsRead() - before).isLessThan(ROWS / 10);
    }
  }

  @Test
  void filterThatKeepsNothing_givesNoRows() {
    assertThat(sums(open("SELECT a FROM t WHERE b = 11"))).containsExactly(0, 0);
    assertThat(sums(open("SELECT a FROM t WHERE a = -1"))).containsExactly(0, 0);
    assertThat(sums(open("SELECT a FROM t WHERE a = 49999"))).containsExactly(1, 49_999);
  }

  @Test
  void transaction_seesItsOwnChanges() {
    session.begin();
    session.execute("DELETE FROM t WHERE a >= 10");
    session.execute("INSERT INTO t VALUES (-1, 7)");
    assertThat(sums(open("SELECT a FROM t"))).containsExactly(11, 44);
    session.rollback();
    assertThat(sums(open("SELECT a FROM t"))[0]).isEqualTo(ROWS);
  }

  @Test
  void pagesThatAnOpenResultKeeps_areCounted() {
    try (Rows rows = open("SELECT * FROM t")) {
      assertThat(rows.next()).isTrue();
      assertThat(engine.database().reads().bytes()).isZero();
      session.execute("UPDATE t SET b = 5");
      assertThat(engine.database().reads().bytes()).isGreaterThan(ROWS * 8L);
      engine.database().reads().giveUp(-1);
      assertThatThrownBy(
              () -> {
                while (rows.next()) {
                  assertThat(rows.getLong(1)).isLessThan(10);
                }
              })
          .hasMessageContaining("given up");
    }
    assertThat(engine.database().reads().bytes()).isZero();
  }

  /** What may fail fails before the first row is given. */
  @Test
  void errors_comeWithTheStatement() {
    assertThatThrownBy(() -> session.execute("SELECT 100 / (a - 49999) FROM t"))
        .hasMessageContaining("zero");
  }
}
