// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Change;
import dev.spooky.engine.MultiChange;
import dev.spooky.engine.MultiSubscription;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to several relations. Each has a queue of its own; all queues are emptied at one
 * moment between two ticks, and what overlaps in ticks, since a queue has conflated them, is put
 * together.
 */
final class GroupSubscription implements MultiSubscription {
  private final Database database;
  private final Map<String, QueueSubscription> members;
  private final Deque<GroupChange> ready = new ArrayDeque<>();
  private final SerialRuns runs = new SerialRuns(this::fail);
  private boolean news;
  private long tick;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;
  private volatile @Nullable Runnable onNews;

  /**
   * A group.
   *
   * @param members subscriptions as of one tick, by the relations' names
   * @param tick the tick after which they go on; −1 from the start
   */
  GroupSubscription(Database database, Map<String, QueueSubscription> members, long tick) {
    this.database = database;
    this.members = new LinkedHashMap<>(members);
    this.tick = tick;
    this.members.values().forEach(member -> member.onArrival(this::arrived));
  }

  /** The members by their relations' names. */
  Map<String, QueueSubscription> members() {
    return members;
  }

  private void arrived() {
    synchronized (this) {
      news = true;
      notifyAll();
    }
    Runnable action = onNews;
    if (action != null) {
      action.run();
    }
  }

  @Override
  public List<String> views() {
    return List.copyOf(members.keySet());
  }

  @Override
  public @Nullable MultiChange next(Duration timeout) {
    long nanos = QueueSubscription.nanos(timeout);
    long deadline = System.nanoTime() + nanos;
    try {
      while (true) {
        MultiChange change = poll();
        if (change != null || isEnded()) {
          return change;
        }
        synchronized (this) {
          long left = nanos == Long.MAX_VALUE ? 1_000_000_000L : deadline - System.nanoTime();
          if (left <= 0) {
            return null;
          }
          if (!news) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpookySqlException.of(SqlErrorCode.CANCELLED, "interrupted while waiting");
    }
  }

  private @Nullable MultiChange poll() {
    synchronized (this) {
      if (ready.isEmpty()) {
        news = false;
      } else {
        return take();
      }
    }
    List<Part> parts = new ArrayList<>();
    database.betweenTicksIfOpen(
        () -> members.forEach((name, member) -> drain(name, member, parts)));
    synchronized (this) {
      group(parts);
      return take();
    }
  }

  private synchronized @Nullable MultiChange take() {
    GroupChange change = ready.poll();
    if (change != null) {
      tick = change.toTick();
    }
    return change;
  }

  /** A batch of one member. */
  private record Part(String name, QueueSubscription member, ChangeQueue.Batch batch) {}

  private static void drain(String name, QueueSubscription member, List<Part> parts) {
    for (ChangeQueue.Batch batch = member.poll(); batch != null; batch = member.poll()) {
      parts.add(new Part(name, member, batch));
    }
  }

  /** Puts together what overlaps. Each member has at most one batch for a tick. */
  private void group(List<Part> parts) {
    parts.sort(Comparator.comparingLong(part -> part.batch().first()));
    List<Part> together = new ArrayList<>();
    long last = Long.MIN_VALUE;
    long before = tick;
    for (Part part : parts) {
      if (!together.isEmpty() && part.batch().first() > last) {
        ready.add(change(together, before, last));
        before = last;
        together.clear();
        last = Long.MIN_VALUE;
      }
      together.add(part);
      last = Math.max(last, part.batch().to());
    }
    if (!together.isEmpty()) {
      ready.add(change(together, before, last));
    }
  }

  private static GroupChange change(List<Part> parts, long from, long to) {
    Map<QueueSubscription, ChangeQueue.Batch> sums = new LinkedHashMap<>();
    Map<String, Change> changes = new LinkedHashMap<>();
    boolean snapshot = parts.stream().anyMatch(part -> part.batch().snapshot());
    for (Part part : parts) {
      ChangeQueue.Batch sum =
          sums.merge(part.member(), part.batch(), (a, b) -> part.member().sum(a, b));
      if (!sum.rows().isEmpty() || snapshot) {
        changes.put(part.name(), part.member().change(sum));
      } else {
        changes.remove(part.name());
      }
    }
    return new GroupChange(snapshot ? -1 : from, to, snapshot, changes);
  }

  @Override
  public void forEach(Executor executor, Consumer<MultiChange> action) {
    onNews = () -> runs.schedule(executor, () -> drain(action));
    arrived();
  }

  private void drain(Consumer<MultiChange> action) {
    try {
      for (MultiChange change = poll(); change != null && !closed; change = poll()) {
        action.accept(change);
      }
    } catch (Throwable thrown) {
      fail(thrown);
    }
  }

  private void fail(Throwable why) {
    failure = why;
    close();
  }

  @Override
  public synchronized long tick() {
    return tick;
  }

  @Override
  public String token() {
    return ResumeToken.text(database.number(), tick());
  }

  @Override
  public boolean isEnded() {
    boolean over = closed || members.values().stream().anyMatch(m -> m.failure() != null);
    over |= members.values().stream().allMatch(QueueSubscription::isEnded);
    synchronized (this) {
      return over && (closed || ready.isEmpty());
    }
  }

  @Override
  public @Nullable Throwable failure() {
    if (failure != null) {
      return failure;
    }
    for (QueueSubscription member : members.values()) {
      Throwable why = member.failure();
      if (why != null) {
        return why;
      }
    }
    return null;
  }

  @Override
  public void close() {
    closed = true;
    members.values().forEach(QueueSubscription::close);
    synchronized (this) {
      notifyAll();
    }
  }
}
