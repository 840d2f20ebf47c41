// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spooky.engine.Change;
import dev.spooky.engine.MultiChange;
import dev.spooky.engine.MultiSubscription;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.sql.error.SpookySqlException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscribersTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final SubscribeOptions CHANGES = SubscribeOptions.DEFAULT.withoutSnapshot();

  private final Spooky spooky = Spooky.open();

  @BeforeEach
  void define() {
    spooky.execute("CREATE TABLE t (a INT PRIMARY KEY, b INT)");
    spooky.execute("CREATE MATERIALIZED VIEW total AS SELECT SUM(b) AS s, COUNT(*) AS n FROM t");
    spooky.execute("CREATE MATERIALIZED VIEW evens AS SELECT a FROM t WHERE b / 2 * 2 = b");
  }

  @AfterEach
  void close() {
    spooky.close();
  }

  private static void fails(ThrowingCallable action, String sqlState, String text) {
    SpookySqlException e = catchThrowableOfType(SpookySqlException.class, action);
    assertThat(e).isNotNull();
    assertThat(e.sqlState()).as(e.getMessage()).isEqualTo(sqlState);
    assertThat(e.getMessage()).contains(text);
  }

  private static MultiChange next(MultiSubscription group) {
    return Objects.requireNonNull(group.next(SOON));
  }

  private static List<String> rows(@Nullable Change found) {
    Change change = Objects.requireNonNull(found);
    List<String> rows = new ArrayList<>();
    while (change.next()) {
      rows.add(change.weight() + "*" + change.getLong(0));
    }
    rows.sort(null);
    return rows;
  }

  @Test
  void several_hearATickTogether() {
    try (MultiSubscription all =
        spooky.subscribeAll(List.of("t", "total", "evens"), SubscribeOptions.DEFAULT)) {
      assertThat(all.token()).isEmpty();
      MultiChange start = next(all);
      assertThat(start.isSnapshot()).isTrue();
      assertThat(start.changes().keySet()).containsExactly("t", "total", "evens");
      assertThat(rows(start.changes().get("total"))).containsExactly("1*0");
      spooky.execute("INSERT INTO t VALUES (1, 2), (2, 3)");
      MultiChange first = next(all);
      assertThat(first.toTick()).isEqualTo(spooky.tick());
      assertThat(first.fromTick()).isEqualTo(start.toTick());
      assertThat(rows(first.changes().get("t"))).containsExactly("1*1", "1*2");
      assertThat(rows(first.changes().get("total"))).containsExactly("-1*0", "1*5");
      assertThat(rows(first.changes().get("evens"))).containsExactly("1*1");
      spooky.execute("INSERT INTO t VALUES (3, 5)");
      MultiChange second = next(all);
      assertThat(second.changes().keySet()).containsExactly("t", "total");
      assertThat(all.next(Duration.ZERO)).isNull();
      assertThat(all.tick()).isEqualTo(spooky.tick());
    }
  }

  @Test
  void several_areConsistentHoweverSlowOneIs() throws Exception {
    try (MultiSubscription all =
        spooky.subscribeAll(List.of("t", "total"), SubscribeOptions.DEFAULT)) {
      Thread writer =
          new Thread(
              () -> {
                Random random = new Random(7);
                for (int i = 0; i < 4000; i++) {
                  spooky.execute(
                      "INSERT INTO t VALUES (?, 1) ON CONFLICT DO NOTHING", random.nextInt(3000));
                  if (i % 3 == 0) {
                    spooky.execute("DELETE FROM t WHERE a = ?", random.nextInt(3000));
                  }
                }
              });
      writer.start();
      long count = 0;
      long total = 0;
      int groups = 0;
      while (writer.isAlive() || all.tick() < spooky.tick()) {
        MultiChange change = all.next(Duration.ofMillis(50));
        if (change == null) {
          continue;
        }
        groups++;
        Change table = change.changes().get("t");
        while (table != null && table.next()) {
          count += table.weight();
        }
        Change sum = change.changes().get("total");
        while (sum != null && sum.next()) {
          total += sum.weight() * sum.getLong(1);
        }
        assertThat(total).as("tick %s", change.toTick()).isEqualTo(count);
        if (groups % 50 == 0) {
          TimeUnit.MILLISECONDS.sleep(20);
        }
        if (change.toTick() == spooky.tick() && !writer.isAlive()) {
          break;
        }
      }
      writer.join();
      assertThat(groups).isPositive();
    }
  }

  @Test
  void several_inSqlAreRowsWithTheirRelation() {
    try (Session session = spooky.session()) {
      spooky.execute("INSERT INTO t VALUES (1, 2)");
      Outcome outcome = session.execute("SUBSCRIBE TO evens, total WITHOUT SNAPSHOT WITH PROGRESS");
      try (Rows rows = outcome.rows().orElseThrow()) {
        assertThat(rows.columns().stream().map(c -> c.name()))
            .containsExactly("tick", "weight", "relation", "evens.a", "total.s", "total.n");
        spooky.execute("INSERT INTO t VALUES (2, 4)");
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          assertThat(rows.next(SOON)).isTrue();
          seen.add(
              rows.getLong(1)
                  + "|"
                  + rows.getString(2)
                  + "|"
                  + rows.getObject(3)
                  + "|"
                  + rows.getObject(5));
        }
        assertThat(seen.subList(0, 3))
            .containsExactlyInAnyOrder("1|evens|2|null", "-1|total|null|1", "1|total|null|2");
        assertThat(seen.get(3)).isEqualTo("0|null|null|null");
        spooky.execute("DROP VIEW total");
        fails(() -> rows.next(SOON), "42P01", "total");
      }
      fails(() -> session.execute("SUBSCRIBE TO t, t"), "42712", "'t'");
      fails(() -> session.execute("SUBSCRIBE TO t, nothing"), "42P01", "nothing");
      fails(() -> session.execute("SUBSCRIBE TO t, spooky_errors"), "0A000", "spooky_errors");
    }
  }

  @Test
  void lostSubscription_goesOnWhereItWas() {
    String token;
    try (Subscription first = spooky.subscribe("evens", SubscribeOptions.DEFAULT)) {
      assertThat(first.token()).isEmpty();
      first.next(SOON);
      spooky.execute("INSERT INTO t VALUES (1, 2)");
      assertThat(rows(first.next(SOON))).containsExactly("1*1");
      token = first.token();
      spooky.execute("INSERT INTO t VALUES (2, 2)");
    }
    spooky.execute("INSERT INTO t VALUES (3, 2)");
    spooky.execute("DELETE FROM t WHERE a = 1");
    try (Subscription second = spooky.subscribe("evens", CHANGES.resuming(token))) {
      assertThat(second.token()).isEqualTo(token);
      spooky.execute("INSERT INTO t VALUES (4, 2)");
      assertThat(rows(second.next(SOON))).containsExactly("1*2");
      assertThat(rows(second.next(SOON))).containsExactly("1*3");
      assertThat(rows(second.next(SOON))).containsExactly("-1*1");
      assertThat(rows(second.next(SOON))).containsExactly("1*4");
      assertThat(second.next(Duration.ZERO)).isNull();
    }
  }

  @Test
  void group_goesOnWhereItWas() {
    String token;
    try (MultiSubscription first =
        spooky.subscribeAll(List.of("evens", "total"), SubscribeOptions.DEFAULT)) {
      first.next(SOON);
      token = first.token();
    }
    spooky.execute("INSERT INTO t VALUES (1, 2)");
    spooky.execute("INSERT INTO t VALUES (2, 3)");
    try (MultiSubscription second =
        spooky.subscribeAll(List.of("evens", "total"), CHANGES.resuming(token))) {
      assertThat(next(second).changes().keySet()).containsExactly("evens", "total");
      assertThat(next(second).changes().keySet()).containsExactly("total");
      assertThat(second.next(Duration.ZERO)).isNull();
    }
  }

  @Test
  void resuming_inSqlByTick() {
    try (Session session = spooky.session();
        Subscription keeps = spooky.subscribe("evens", CHANGES)) {
      long tick = spooky.tick();
      spooky.execute("INSERT INTO t VALUES (1, 2)");
      try (Rows rows = session.execute("SUBSCRIBE TO evens AS OF " + tick).rows().orElseThrow()) {
        assertThat(rows.next(SOON)).isTrue();
        assertThat(rows.getLong(0)).isEqualTo(tick + 1);
        assertThat(rows.getLong(2)).isEqualTo(1);
      }
      assertThat(keeps.isEnded()).isFalse();
      fails(() -> session.execute("SUBSCRIBE TO evens AS OF 'never'"), "22023", "'never'");
      fails(() -> session.execute("SUBSCRIBE TO evens AS OF 99999"), "22023", "99999");
      fails(() -> session.execute("SUBSCRIBE TO evens AS OF 'abc-1'"), "55000", "another database");
      fails(
          () -> session.execute("SUBSCRIBE TO (SELECT a FROM t) AS OF " + tick), "0A000", "query");
    }
  }

  @Test
  void resuming_whatIsForgottenIsAnError() {
    spooky.execute("INSERT INTO t VALUES (1, 2)");
    long before = spooky.tick() - 1;
    fails(
        () -> spooky.subscribe("evens", CHANGES.resuming(Long.toString(before))),
        "55000",
        "not known any more");
    try (Subscription now =
        spooky.subscribe("evens", CHANGES.resuming(Long.toString(spooky.tick())))) {
      assertThat(now.next(Duration.ZERO)).isNull();
    }
    ChangeLog log = new ChangeLog(5);
    assertThat(log.after(4)).isNull();
    assertThat(log.after(5)).isEmpty();
  }

  @Test
  void callbackThatThrows_endsOnlyItsSubscription() {
    List<Long> heard = new ArrayList<>();
    try (Subscription bad = spooky.subscribe("evens", CHANGES);
        Subscription worse = spooky.subscribe("evens", CHANGES);
        Subscription good = spooky.subscribe("evens", CHANGES)) {
      bad.forEach(
          Runnable::run,
          change -> {
            throw new IllegalStateException("of the callback");
          });
      ExecutorService dead = Executors.newSingleThreadExecutor();
      dead.shutdown();
      worse.forEach(dead, change -> heard.add(-1L));
      good.forEach(Runnable::run, change -> heard.add(change.toTick()));
      spooky.execute("INSERT INTO t VALUES (1, 2)");
      spooky.execute("INSERT INTO t VALUES (2, 2)");
      assertThat(heard).containsExactly(spooky.tick() - 1, spooky.tick());
      assertThat(bad.isEnded()).isTrue();
      assertThat(bad.failure()).hasMessage("of the callback");
      assertThat(worse.isEnded()).isTrue();
      assertThat(worse.failure()).isNotNull();
      assertThat(good.failure()).isNull();
    }
  }

  @Test
  void callbackOfAGroupThatThrows_endsOnlyTheGroup() {
    try (MultiSubscription bad = spooky.subscribeAll(List.of("t", "evens"), CHANGES);
        Subscription good = spooky.subscribe("evens", CHANGES)) {
      bad.forEach(
          Runnable::run,
          change -> {
            throw new IllegalStateException("of the callback");
          });
      spooky.execute("INSERT INTO t VALUES (1, 2)");
      assertThat(bad.isEnded()).isTrue();
      assertThat(bad.failure()).hasMessage("of the callback");
      assertThat(rows(good.next(SOON))).containsExactly("1*1");
    }
  }

  @Test
  void callback_mayReadWriteDefineAndClose() {
    spooky.execute("CREATE TABLE log (a INT)");
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    try (Session own = spooky.session();
        Subscription changes = spooky.subscribe("t", CHANGES)) {
      List<Subscription> self = List.of(changes);
      changes.forEach(
          Runnable::run,
          change -> {
            while (change.next()) {
              int a = (int) change.getLong(0);
              spooky.execute("INSERT INTO log VALUES (?)", a);
              own.begin();
              own.execute("INSERT INTO log VALUES (?)", a + 100);
              own.commit();
              try (Rows rows = spooky.query("SELECT COUNT(*) FROM t")) {
                rows.next();
                seen.add(a + ":" + rows.getLong(0));
              }
              if (a == 1) {
                spooky.execute("INSERT INTO t VALUES (2, 2)");
                spooky.execute("CREATE MATERIALIZED VIEW made AS SELECT a FROM log");
              } else {
                self.get(0).close();
              }
            }
          });
      spooky.execute("INSERT INTO t VALUES (1, 2)");
      assertThat(seen).containsExactly("1:1", "2:2");
      assertThat(changes.isEnded()).isTrue();
      assertThat(changes.failure()).isNull();
      spooky.execute("INSERT INTO t VALUES (3, 2)");
      assertThat(seen).hasSize(2);
    }
    Map<Long, Long> counts = new TreeMap<>();
    try (Rows rows = spooky.query("SELECT a, COUNT(*) FROM made GROUP BY a")) {
      while (rows.next()) {
        counts.put(rows.getLong(0), rows.getLong(1));
      }
    }
    assertThat(counts).isEqualTo(Map.of(1L, 1L, 2L, 1L, 101L, 1L, 102L, 1L));
  }

  @Test
  void callbackOnAnotherThread_mayWrite() throws Exception {
    spooky.execute("CREATE TABLE log (a INT)");
    ExecutorService executor = Executors.newSingleThreadExecutor();
    CountDownLatch done = new CountDownLatch(50);
    try (Subscription changes = spooky.subscribe("t", CHANGES)) {
      changes.forEach(
          executor,
          change -> {
            while (change.next()) {
              spooky.execute("INSERT INTO log VALUES (?)", change.getLong(0));
              done.countDown();
            }
          });
      for (int i = 0; i < 50; i++) {
        spooky.execute("INSERT INTO t VALUES (?, 1)", i);
      }
      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(changes.failure()).isNull();
    } finally {
      executor.shutdown();
    }
    try (Rows rows = spooky.query("SELECT COUNT(*) FROM log")) {
      rows.next();
      assertThat(rows.getLong(0)).isEqualTo(50);
    }
  }
}
