// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.SpookyOptions;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.storage.Journal;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Definitions and changes that fail at their first, second, … n-th state write leave a database
 * that nothing tells from its twin, which never saw them; then they succeed, in both.
 */
class InjectedFailuresTest {
  private static final long SEED = Long.getLong("spooky.injection.seed", 5);

  static List<String> statements() {
    return List.of(
        "CREATE MATERIALIZED VIEW made AS SELECT i.kind, k.name, SUM(p.y) AS y FROM item i JOIN part p"
            + " ON p.item = i.id JOIN kind k ON k.kind = i.kind GROUP BY i.kind, k.name",
        "CREATE MATERIALIZED VIEW made AS SELECT DISTINCT label, MAX(x) OVER (PARTITION BY kind) AS m"
            + " FROM item",
        "CREATE OR REPLACE MATERIALIZED VIEW top AS SELECT id, y FROM part ORDER BY y, id LIMIT 7",
        "CREATE INDEX made ON item (label, x)",
        "CREATE UNIQUE INDEX made ON item (id, label)",
        "CREATE INDEX made ON by_kind (last)",
        "ALTER TABLE bag ADD COLUMN made INTEGER DEFAULT 7",
        "ALTER TABLE bag ADD COLUMN made INTEGER DEFAULT 7 NOT NULL, ADD CONSTRAINT limits CHECK"
            + " (made > 6), DROP COLUMN b",
        "ALTER TABLE bag ADD COLUMN made BIGINT GENERATED ALWAYS AS IDENTITY, ADD UNIQUE (made)",
        "ALTER TABLE item ADD COLUMN made INTEGER GENERATED ALWAYS AS (x + 1) STORED",
        "ALTER TABLE item DROP COLUMN label CASCADE",
        "ALTER TABLE item ADD CONSTRAINT made UNIQUE (id, x)",
        "ALTER TABLE bag ALTER a SET NOT NULL",
        "DELETE FROM kind WHERE kind < 3",
        "UPDATE kind SET kind = kind + 100 WHERE kind > 1",
        "UPDATE item SET id = id + 1000",
        "TRUNCATE TABLE bag");
  }

  @ParameterizedTest
  @MethodSource("statements")
  void statementThatFailsAtAnyWrite_leavesNoTrace(String sql) {
    try (Twins twins = new Twins(SpookyOptions.DEFAULT)) {
      int failures = failUntilItSucceeds(twins, sql, false);
      goOn(twins, sql);
      assertThat(failures).as(sql).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void statementThatFailsWithAnError_leavesNoTrace(String sql) {
    try (Twins twins = new Twins(SpookyOptions.DEFAULT)) {
      journal(twins).failWithError(true);
      failUntilItSucceeds(twins, sql, false);
      goOn(twins, sql);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void viewThatFailsWhileItIsFilledBesideCommits_leavesNoTrace(boolean error) throws Exception {
    try (Twins twins = new Twins(SpookyOptions.DEFAULT.withRowsReadInline(-1))) {
      journal(twins).failWithError(error);
      for (int i = 0; i < 3; i++) {
        String sql = statements().get(i);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer =
            new Thread(
                () -> {
                  Random random = new Random(SEED);
                  while (!done.get()) {
                    twins.harmless(random);
                  }
                });
        writer.start();
        int failures;
        try {
          failures = failUntilItSucceeds(twins, sql, true);
        } finally {
          done.set(true);
          writer.join();
        }
        assertThat(failures).as(sql).isGreaterThan(3);
        twins.filledApart = true;
        goOn(twins, sql);
        if (i == 0) {
          twins.both("DROP VIEW made");
        }
      }
    }
  }

  private static Journal journal(Twins twins) {
    Object database = LiveBytes.get(LiveBytes.get(twins.database, "engine"), "database");
    return ((Circuit) LiveBytes.get(database, "circuit")).storage().journal();
  }

  /** Fails at later and later writes; gives how often. The twin is spared. */
  private static int failUntilItSucceeds(Twins twins, String sql, boolean apart) {
    Journal journal = journal(twins);
    int failures = 0;
    long write = 1;
    while (failsAt(twins, sql, journal, write, apart)) {
      failures++;
      synchronized (twins) { // no change comes in between
        twins.assertAlike("seed=%d, after failure at write %d of %s".formatted(SEED, write, sql));
      }
      write += 1 + write / 2;
    }
    twins.twin.execute(sql);
    return failures;
  }

  private static boolean failsAt(
      Twins twins, String sql, Journal journal, long write, boolean apart) {
    if (apart) {
      journal.failApartAt(write);
    } else {
      journal.failAt(journal.writes() + write);
    }
    try {
      twins.database.execute(sql);
      return false;
    } catch (RuntimeException | Journal.InjectedError e) {
      assertThat(e)
          .as(sql)
          .hasStackTraceContaining("injected"); // and not refused for some other reason
      return true;
    } finally {
      journal.failAt(Long.MAX_VALUE);
      journal.failApartAt(Long.MAX_VALUE);
    }
  }

  private static void goOn(Twins twins, String sql) {
    twins.assertAlike("after " + sql);
    Random random = new Random(SEED);
    for (int i = 0; i < 50; i++) {
      twins.harmless(random);
    }
    twins.assertAlike("after changes after " + sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "CREATE MATERIALIZED VIEW bad AS SELECT id, 1 / (x - x) AS r FROM item",
        "ALTER TABLE part ADD CONSTRAINT bad CHECK (y < 3)",
        "ALTER TABLE item ADD COLUMN c INTEGER GENERATED ALWAYS AS (1 / (x - x)) STORED",
        "ALTER TABLE item ADD CONSTRAINT bad UNIQUE (kind)",
        "ALTER TABLE bag ADD CONSTRAINT bad FOREIGN KEY (a) REFERENCES item (id)",
        "CREATE UNIQUE INDEX bad ON bag (b)",
        "ALTER TABLE item ADD COLUMN c INTEGER, ADD CONSTRAINT bad UNIQUE (kind, c), DROP COLUMN d",
        "UPDATE item SET id = 7",
        "UPDATE part SET y = y + 900",
        "INSERT INTO item VALUES (9000, 99, 1, 'no such kind')",
        "DROP TABLE item",
      })
  void statementThatIsRefused_leavesNoTrace(String sql) {
    try (Twins twins = new Twins(SpookyOptions.DEFAULT)) {
      assertThat(catchAny(() -> twins.database.execute(sql))).as(sql).isNotNull();
      twins.assertAlike("after " + sql);
      Random random = new Random(SEED);
      for (int i = 0; i < 50; i++) {
        twins.harmless(random);
      }
      twins.assertAlike("later, after " + sql);
    }
  }

  private static Throwable catchAny(Runnable action) {
    try {
      action.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }
}
