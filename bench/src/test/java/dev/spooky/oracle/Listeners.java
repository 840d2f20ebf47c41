// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Change;
import dev.spooky.engine.MultiChange;
import dev.spooky.engine.MultiSubscription;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Subscribers of every kind, quick and slow, of one view and of several. */
final class Listeners implements AutoCloseable {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final SubscribeOptions ALL = SubscribeOptions.DEFAULT;

  private final Spooky database;
  private final ExecutorService threads;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final List<Runnable> subscriptions = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final List<Supplier<@Nullable Throwable>> failures = new ArrayList<>();

  Listeners(Spooky database, ExecutorService threads) {
    this.database = database;
    this.threads = threads;
    pull("pulls", 0, "balance");
    pull("pulls slowly", 30, "credits");
    callback("is called by who commits", Runnable::run, 0, "total");
    callback("is called", threads, 0, "steps");
    callback("is called slowly", threads, 5, "transactions");
    publisher("asks for one at a time", "debits");
    group("pulls a group", 0, List.of("transactions", "credits", "debits", "balance", "partners"));
    group("pulls a group slowly", 40, List.of("balance", "transactions", "credits", "unpaired"));
    groupCallback("is called with a group", 3, List.of("partners", "transactions", "shares"));
    resuming("is lost and resumes", "partners");
  }

  List<Listener> all() {
    return listeners;
  }

  private Listener listener(String name, List<String> relations) {
    Listener listener = new Listener(name, relations);
    listeners.add(listener);
    return listener;
  }

  private Subscription subscribe(String relation) {
    Subscription subscription = database.subscribe(relation, ALL);
    subscriptions.add(subscription::close);
    failures.add(subscription::failure);
    return subscription;
  }

  private MultiSubscription subscribe(List<String> relations) {
    MultiSubscription subscription = database.subscribeAll(relations, ALL);
    subscriptions.add(subscription::close);
    failures.add(subscription::failure);
    return subscription;
  }

  private void pull(String name, long sleepMillis, String relation) {
    Listener listener = listener(name, List.of(relation));
    Subscription subscription = subscribe(relation);
    run(
        listener,
        () -> {
          Change change = subscription.next(SOON);
          if (change != null) {
            listener.hear(change);
            sleep(sleepMillis);
          }
        });
  }

  private void group(String name, long sleepMillis, List<String> relations) {
    Listener listener = listener(name, relations);
    MultiSubscription subscription = subscribe(relations);
    run(
        listener,
        () -> {
          MultiChange change = subscription.next(SOON);
          if (change != null) {
            listener.hear(change);
            sleep(sleepMillis);
          }
        });
  }

  /** Ends after some changes, and goes on later with the token. */
  private void resuming(String name, String relation) {
    Listener listener = listener(name, List.of(relation));
    String[] token = {""};
    run(
        listener,
        () -> {
          SubscribeOptions options = token[0].isEmpty() ? ALL : ALL.resuming(token[0]);
          try (Subscription subscription = database.subscribe(relation, options)) {
            for (int i = 0; i < 20; i++) {
              Change change = subscription.next(SOON);
              if (change != null) {
                listener.hear(change);
                token[0] = subscription.token();
              }
            }
          }
          sleep(5);
        });
  }

  private void run(Listener listener, Runnable step) {
    threads.execute(
        () -> {
          try {
            while (!closed.get()) {
              step.run();
            }
          } catch (Throwable e) {
            listener.fail(e);
          }
        });
  }

  private void callback(String name, Executor executor, long sleepMillis, String relation) {
    Listener listener = listener(name, List.of(relation));
    Subscription subscription = subscribe(relation);
    subscription.forEach(
        executor,
        change -> {
          listener.hear(change);
          sleep(sleepMillis);
        });
  }

  private void groupCallback(String name, long sleepMillis, List<String> relations) {
    Listener listener = listener(name, relations);
    MultiSubscription subscription = subscribe(relations);
    subscription.forEach(
        threads,
        change -> {
          listener.hear(change);
          sleep(sleepMillis);
        });
  }

  private void publisher(String name, String relation) {
    Listener listener = listener(name, List.of(relation));
    subscribe(relation)
        .publisher(threads)
        .subscribe(
            new Flow.Subscriber<>() {
              private Flow.Subscription flow;

              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                flow = subscription;
                flow.request(1);
              }

              @Override
              public void onNext(Change change) {
                listener.hear(change);
                flow.request(1);
              }

              @Override
              public void onError(Throwable failure) {}

              @Override
              public void onComplete() {}
            });
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all have heard all, and then as long as it takes them to hear too much. */
  void awaitContent(String as) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!difference().isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    TimeUnit.MILLISECONDS.sleep(100);
    for (Listener listener : listeners) {
      assertThat(listener.fault()).as("%s, %s", as, listener).isNull();
    }
    assertThat(failures).as(as).allSatisfy(failure -> assertThat(failure.get()).isNull());
    assertThat(difference()).as(as).isEmpty();
  }

  private String difference() {
    StringBuilder text = new StringBuilder();
    for (Listener listener : listeners) {
      for (String relation : listener.relations()) {
        Bag content = Bag.of(database.query("SELECT * FROM " + relation));
        String difference = listener.difference(relation, content);
        if (!difference.isEmpty()) {
          text.append(listener).append(", ").append(relation).append(":\n").append(difference);
        }
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    closed.set(true);
    subscriptions.forEach(Runnable::run);
  }
}
