// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Change;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.sql.error.SpookySqlException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ON ERROR SUSPEND: a poison row suspends the view, and nothing else, until it is gone. */
class SuspendTest {
  private static final String POISON = "SELECT g, SUM(100 / x) AS s FROM t GROUP BY g";

  private Spooky database = Spooky.open();
  private Session session = database.session();

  private void open(long rowsReadInline) {
    close();
    database = Spooky.open(SpookyOptions.DEFAULT.withRowsReadInline(rowsReadInline));
    session = database.session();
    session.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER, x INTEGER)");
    for (int i = 1; i <= 20; i++) {
      session.execute("INSERT INTO t VALUES (?, ?, ?)", i, i % 3, i);
    }
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  private List<String> rows(String sql) {
    List<String> all = new ArrayList<>();
    try (Rows rows = session.execute(sql).rows().orElseThrow()) {
      while (rows.next()) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.columns().size(); i++) {
          text.append(rows.getObject(i)).append('|');
        }
        all.add(text.toString());
      }
    }
    all.sort(null);
    return all;
  }

  private static Consumer<Throwable> state(String sqlState) {
    return e -> {
      assertThat(e).isInstanceOf(SpookySqlException.class);
      assertThat(((SpookySqlException) e).sqlState()).isEqualTo(sqlState);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000})
  void poisonRow_failsOneOfTenViews_andHeals(long rowsReadInline) {
    open(rowsReadInline);
    for (int i = 0; i < 9; i++) {
      session.execute(
          "CREATE MATERIALIZED VIEW v"
              + i
              + " AS SELECT g, SUM(x + "
              + i
              + ") s FROM t GROUP BY g");
    }
    session.execute("CREATE MATERIALIZED VIEW bad ON ERROR SUSPEND AS " + POISON);
    session.execute(
        "CREATE MATERIALIZED VIEW over_bad WITH (on_error = suspend) AS SELECT SUM(s) s FROM bad");
    session.execute("INSERT INTO t VALUES (100, 1, 0)");
    assertThatThrownBy(() -> rows("SELECT * FROM bad"))
        .satisfies(state("22012"))
        .hasMessageContaining("id=100")
        .hasMessageContaining("view 'bad', which is suspended");
    assertThatThrownBy(() -> rows("SELECT * FROM bad WHERE g = 1")).satisfies(state("22012"));
    assertThatThrownBy(() -> rows("SELECT * FROM over_bad")).satisfies(state("22012"));
    Random random = new Random(3);
    for (int i = 0; i < 50; i++) {
      int id = 1 + random.nextInt(20);
      session.execute("UPDATE t SET x = ?, g = ? WHERE id = ?", id + 1, random.nextInt(3), id);
      if (i == 20) {
        session.execute("INSERT INTO t VALUES (101, 2, 0)");
      }
      if (i == 30) {
        session.execute("DELETE FROM t WHERE id = 100");
      }
    }
    for (int i = 0; i < 9; i++) {
      assertThat(rows("SELECT * FROM v" + i))
          .isEqualTo(rows("SELECT g, SUM(x + " + i + ") s FROM t GROUP BY g"));
    }
    assertThatThrownBy(() -> rows("SELECT * FROM bad")).hasMessageContaining("id=101");
    session.execute("UPDATE t SET x = 5 WHERE id = 101");
    assertThat(rows("SELECT * FROM bad")).isEqualTo(rows(POISON));
    session.execute("CREATE MATERIALIZED VIEW fresh AS " + POISON);
    assertThat(rows("SELECT * FROM bad")).isEqualTo(rows("SELECT * FROM fresh"));
    assertThat(rows("SELECT * FROM over_bad"))
        .isEqualTo(rows("SELECT SUM(s) FROM (" + POISON + ") p"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000})
  void sharedParts_failTheCommit_whileAnAbortingViewNeedsThem(long rowsReadInline) {
    open(rowsReadInline);
    session.execute("CREATE MATERIALIZED VIEW bad ON ERROR SUSPEND AS " + POISON);
    session.execute("CREATE MATERIALIZED VIEW strict ON ERROR ABORT AS " + POISON);
    assertThatThrownBy(() -> session.execute("INSERT INTO t VALUES (100, 1, 0)"))
        .satisfies(state("22012"));
    assertThat(rows("SELECT * FROM bad")).isEqualTo(rows(POISON));
    session.execute("DROP VIEW strict");
    session.execute("INSERT INTO t VALUES (100, 1, 0)");
    assertThatThrownBy(() -> rows("SELECT * FROM bad")).satisfies(state("22012"));
    assertThatThrownBy(() -> session.execute("CREATE MATERIALIZED VIEW strict AS " + POISON))
        .satisfies(state("22012"));
    session.execute("DELETE FROM t WHERE id = 100");
    assertThat(rows("SELECT * FROM bad")).isEqualTo(rows(POISON));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000})
  void viewMadeOverPoison_isSuspendedFromTheStart(long rowsReadInline) {
    open(rowsReadInline);
    session.execute("INSERT INTO t VALUES (100, 1, 0)");
    session.execute("CREATE MATERIALIZED VIEW bad ON ERROR SUSPEND AS " + POISON);
    assertThatThrownBy(() -> rows("SELECT * FROM bad")).satisfies(state("22012"));
    assertThatThrownBy(() -> session.execute("CREATE MATERIALIZED VIEW c AS SELECT s FROM bad"))
        .satisfies(state("42P16"));
    session.execute("DELETE FROM t WHERE id = 100");
    assertThat(rows("SELECT * FROM bad")).isEqualTo(rows(POISON));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000})
  void subscriber_hearsNothingWhileSuspended_thenTheNetChange(long rowsReadInline) {
    open(rowsReadInline);
    session.execute(
        "CREATE MATERIALIZED VIEW bad ON ERROR SUSPEND AS SELECT id, 100 / x AS r FROM t");
    SubscribeOptions changes = SubscribeOptions.DEFAULT.withoutSnapshot();
    try (Subscription subscription = database.subscribe("bad", changes);
        Subscription query = database.subscribe("SELECT 200 / x AS r FROM t", changes)) {
      session.execute("INSERT INTO t VALUES (100, 1, 0)");
      assertThat(query.next(Duration.ofSeconds(5))).isNull();
      assertThat(query.isEnded()).isTrue();
      assertThat(query.failure()).satisfies(state("22012"));
      session.execute("INSERT INTO t VALUES (101, 1, 50)");
      session.execute("INSERT INTO t VALUES (102, 1, 10)");
      session.execute("DELETE FROM t WHERE id = 101");
      assertThat(subscription.next(Duration.ofMillis(200))).isNull();
      session.execute("UPDATE t SET x = 25 WHERE id = 100");
      List<String> seen = new ArrayList<>();
      for (Change change = subscription.next(Duration.ofSeconds(5));
          change != null;
          change = subscription.next(Duration.ofMillis(100))) {
        while (change.next()) {
          seen.add(change.weight() + " " + change.getLong(0) + " " + change.getLong(1));
        }
      }
      assertThat(seen).containsExactlyInAnyOrder("1 100 4", "1 102 10");
    }
  }
}
