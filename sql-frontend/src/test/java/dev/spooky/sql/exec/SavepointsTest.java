// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.sql.error.SpookySqlException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SavepointsTest {
  private final Spooky database = Spooky.open();
  private final Session session = database.session();

  @BeforeEach
  void define() {
    session.execute("CREATE TABLE keyed (id INTEGER PRIMARY KEY, x INTEGER)");
    session.execute("CREATE TABLE bag (x INTEGER)");
    session.execute("CREATE MATERIALIZED VIEW sums AS SELECT COUNT(*) n, SUM(x) s FROM keyed");
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    for (String table : List.of("keyed", "bag", "sums")) {
      try (Rows rows = session.execute("SELECT * FROM " + table).rows().orElseThrow()) {
        while (rows.next()) {
          StringBuilder text = new StringBuilder(table);
          for (int i = 0; i < rows.columns().size(); i++) {
            text.append(' ').append(rows.getObject(i));
          }
          all.add(text.toString());
        }
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

  private void change(Random random) {
    int id = random.nextInt(10);
    switch (random.nextInt(6)) {
      case 0 -> session.execute("DELETE FROM keyed WHERE id = ?", id);
      case 1 -> session.execute("UPDATE keyed SET x = x + 1 WHERE id <> ?", id);
      case 2 ->
          session.execute(
              "INSERT INTO keyed VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET x = 5", id);
      case 3 -> session.execute("INSERT INTO bag VALUES (?), (?)", id % 3, id % 3);
      case 4 -> session.execute("DELETE FROM bag WHERE x = ?", id % 3);
      default ->
          assertThatThrownBy(() -> session.execute("INSERT INTO keyed VALUES (50, 1), (50, 2)"))
              .satisfies(state("23505"));
    }
  }

  /** The states at the savepoints are kept in the test; going back must show them again. */
  @Test
  void randomSavepoints_goBackToWhatWasThere() {
    long seed = Long.getLong("spooky.savepoints.seed", 11);
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      List<String> before = all();
      session.begin();
      Deque<List<String>> states = new ArrayDeque<>();
      int steps = 5 + random.nextInt(20);
      for (int step = 0; step < steps; step++) {
        int what = random.nextInt(5);
        if (what == 0) {
          states.push(all());
          session.execute("SAVEPOINT s" + states.size());
        } else if (what == 1 && !states.isEmpty()) {
          int back = random.nextInt(states.size());
          for (int i = 0; i < back; i++) {
            states.pop();
          }
          session.execute("ROLLBACK TO SAVEPOINT s" + states.size());
          assertThat(all())
              .as("seed=%d round=%d step=%d", seed, round, step)
              .isEqualTo(states.peek());
        } else if (what == 2 && !states.isEmpty()) {
          session.execute("RELEASE SAVEPOINT s" + states.size());
          states.pop();
        } else {
          change(random);
        }
      }
      List<String> last = all();
      if (random.nextBoolean()) {
        session.commit();
        assertThat(all()).as("seed=%d round=%d", seed, round).isEqualTo(last);
      } else {
        session.rollback();
        assertThat(all()).as("seed=%d round=%d", seed, round).isEqualTo(before);
      }
    }
  }

  @Test
  void unknownNamesAndPlaces_areErrors() {
    assertThatThrownBy(() -> session.execute("SAVEPOINT a")).satisfies(state("25P01"));
    session.begin();
    session.execute("SAVEPOINT a");
    session.execute("SAVEPOINT b");
    assertThatThrownBy(() -> session.execute("ROLLBACK TO c")).satisfies(state("3B001"));
    session.execute("ROLLBACK TO a");
    assertThatThrownBy(() -> session.execute("RELEASE b")).satisfies(state("3B001"));
    session.execute("RELEASE a");
    assertThatThrownBy(() -> session.execute("ROLLBACK TO a")).satisfies(state("3B001"));
    session.rollback();
  }
}
