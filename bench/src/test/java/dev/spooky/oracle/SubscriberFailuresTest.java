// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Change;
import dev.spooky.engine.MultiSubscription;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Subscribers that fail at their first, third or tenth change end by themselves: commits go on, and
 * nothing tells the database from its twin, which never had any.
 */
class SubscriberFailuresTest {
  private static final SubscribeOptions ALL = SubscribeOptions.DEFAULT;
  private static final String QUERY =
      "SELECT k.name, COUNT(DISTINCT i.x) AS n FROM item i JOIN kind k ON i.kind = k.kind"
          + " GROUP BY k.name";

  private final List<Supplier<@Nullable Throwable>> failures = new ArrayList<>();

  /** Fails when it has been asked so often. */
  private static final class Bomb {
    private final AtomicInteger left;
    private final boolean error;

    Bomb(int calls, boolean error) {
      this.left = new AtomicInteger(calls);
      this.error = error;
    }

    void tick() {
      if (left.decrementAndGet() <= 0) {
        if (error) {
          throw new StackOverflowError("of a subscriber");
        }
        throw new IllegalStateException("of a subscriber");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void failingSubscribers_leaveNoTrace(int calls) {
    try (Twins twins = new Twins(SpookyOptions.DEFAULT)) {
      twins.resumable = true;
      for (boolean error : new boolean[] {false, true}) {
        for (String relation : List.of("item", "by_kind", "parts", QUERY)) {
          callback(twins.database, relation, new Bomb(calls, error));
          executor(twins.database, relation, new Bomb(calls, error));
          publisher(twins.database, relation, new Bomb(calls, error));
        }
        group(twins.database, new Bomb(calls, error));
      }
      Random random = new Random(calls);
      for (int i = 0; i < 200; i++) {
        twins.harmless(random);
      }
      assertThat(failures).hasSize(26).allSatisfy(failure -> assertThat(failure.get()).isNotNull());
      twins.assertAlike("calls=" + calls);
    }
  }

  private void callback(Spooky database, String relation, Bomb bomb) {
    Subscription subscription = database.subscribe(relation, ALL);
    failures.add(subscription::failure);
    subscription.forEach(Runnable::run, change -> bomb.tick());
  }

  private void executor(Spooky database, String relation, Bomb bomb) {
    Subscription subscription = database.subscribe(relation, ALL);
    failures.add(subscription::failure);
    Executor dying =
        task -> {
          try {
            bomb.tick();
          } catch (IllegalStateException e) {
            throw new RejectedExecutionException(e);
          }
          task.run();
        };
    subscription.forEach(dying, change -> {});
  }

  private void group(Spooky database, Bomb bomb) {
    MultiSubscription subscription = database.subscribeAll(List.of("item", "top", "parts"), ALL);
    failures.add(subscription::failure);
    subscription.forEach(Runnable::run, change -> bomb.tick());
  }

  private void publisher(Spooky database, String relation, Bomb bomb) {
    Subscription subscription = database.subscribe(relation, ALL);
    failures.add(subscription::failure);
    subscription.publisher(Runnable::run).subscribe(new Fragile(bomb));
  }

  /** Fails to take a change, and fails to hear of that. */
  private record Fragile(Bomb bomb) implements Flow.Subscriber<Change> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Change change) {
      bomb.tick();
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException("of a subscriber, again");
    }

    @Override
    public void onComplete() {}
  }
}
