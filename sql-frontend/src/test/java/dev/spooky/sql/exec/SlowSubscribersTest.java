// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Change;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who do not listen cost what they miss in net, and are told all of it in the end. */
class SlowSubscribersTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int ROWS = 30_000;

  private final Spooky spooky = Spooky.open();

  @BeforeEach
  void define() {
    spooky.execute("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    spooky.execute("CREATE MATERIALIZED VIEW v AS SELECT a, b FROM t");
    spooky.execute("INSERT INTO t SELECT * FROM (" + numbers() + ") AS n");
  }

  private static String numbers() {
    List<String> digits = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      digits.add("(" + i + ")");
    }
    String d = "(VALUES " + String.join(", ", digits) + ")";
    return "SELECT e + 10 * f + 100 * g + 1000 * h + 10000 * i, 0 FROM "
        + String.format("%1$s AS a(e), %1$s AS b(f), %1$s AS c(g), %1$s AS d(h)", d)
        + ", (VALUES (0), (1), (2)) AS j(i)";
  }

  @AfterEach
  void close() {
    spooky.close();
  }

  private long memory(String kind) {
    try (Rows rows =
        spooky.query("SELECT SUM(bytes) FROM spooky_memory WHERE kind = '" + kind + "'")) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(0);
    }
  }

  private static void apply(Change change, Map<Long, Long> content, Map<Long, Long> weights) {
    while (change.next()) {
      long weight = weights.merge(change.getLong(0), change.weight(), Long::sum);
      assertThat(weight).isBetween(-1L, 2L);
      content.merge(change.getLong(0), change.weight() * change.getLong(1), Long::sum);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsMissed_isHeardAsNetChange(boolean snapshot) {
    SubscribeOptions options =
        snapshot ? SubscribeOptions.DEFAULT : SubscribeOptions.DEFAULT.withoutSnapshot();
    Random random = new Random(5);
    Map<Long, Long> expected = new HashMap<>();
    try (Subscription slow = spooky.subscribe("v", options)) {
      long first = spooky.tick();
      for (int i = 0; i < 3000; i++) {
        long a = random.nextInt(50);
        long b = random.nextInt(1000);
        spooky.execute("UPDATE t SET b = ? WHERE a = ?", b, a);
        expected.put(a, b);
      }
      assertThat(memory("subscriptions")).as("bytes").isLessThan(1 << 20);
      Map<Long, Long> content = new HashMap<>();
      Map<Long, Long> weights = new HashMap<>();
      int changes = 0;
      while (slow.tick() < spooky.tick()) {
        Change change = Objects.requireNonNull(slow.next(SOON));
        assertThat(change.isSnapshot()).isEqualTo(snapshot && changes == 0);
        assertThat(change.toTick()).isGreaterThanOrEqualTo(first);
        apply(change, content, weights);
        changes++;
      }
      assertThat(changes).isLessThan(10);
      assertThat(weights.values()).containsOnly(snapshot ? 1L : 0L);
      assertThat(weights.size()).isEqualTo(snapshot ? ROWS : expected.size());
      expected.forEach((a, b) -> assertThat(content).as("sum of b").containsEntry(a, b));
    }
  }

  /** A snapshot that nobody fetches keeps the pages that it was made of, and these are counted. */
  @Test
  void snapshotThatIsNotFetched_isCounted() {
    long state = memory("view");
    try (Subscription slow = spooky.subscribe("v", SubscribeOptions.DEFAULT)) {
      assertThat(memory("subscriptions")).isZero();
      spooky.execute("UPDATE t SET b = 1");
      long waiting = memory("subscriptions");
      Change change = Objects.requireNonNull(slow.next(SOON));
      long sum = 0;
      int rows = 0;
      while (change.next()) {
        sum += change.getLong(1);
        rows++;
      }
      assertThat(rows).isEqualTo(ROWS);
      assertThat(sum).as("as of the tick of the subscription").isZero();
      assertThat(waiting - memory("subscriptions")).as("old pages").isGreaterThan(state / 2);
    }
  }
}
