// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Change;
import dev.spooky.engine.Column;
import dev.spooky.engine.Subscription;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** A subscription over a {@link ChangeQueue}. */
final class QueueSubscription implements Subscription {
  private final ChangeQueue queue;
  private final List<Column> columns;
  private final List<RelDataType> types;
  private final long database;
  private final Runnable onClose;
  private final SerialRuns runs = new SerialRuns(this::fail);
  private volatile long tick = -1;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;

  QueueSubscription(
      ChangeQueue queue,
      List<Column> columns,
      List<RelDataType> types,
      long database,
      Runnable onClose) {
    this.queue = queue;
    this.columns = columns;
    this.types = types;
    this.database = database;
    this.onClose = onClose;
  }

  /** From now on an error of the query ends the subscription, instead of holding changes back. */
  void endOnFailure() {
    queue.endOnFailure();
  }

  List<Column> columns() {
    return columns;
  }

  /** Goes on after a tick, with changes that were made before this subscription. */
  void resume(long after, List<ChangeQueue.Batch> missed) {
    tick = after;
    queue.resume(missed);
  }

  @Override
  public String token() {
    return ResumeToken.text(database, tick);
  }

  List<RelDataType> types() {
    return types;
  }

  /** Takes the next batch for a group; null when none is waiting. */
  ChangeQueue.@Nullable Batch poll() {
    return queue.poll();
  }

  /** Two batches as one. */
  ChangeQueue.Batch sum(ChangeQueue.Batch a, ChangeQueue.Batch b) {
    return queue.sum(a, b);
  }

  void onArrival(Runnable action) {
    queue.onArrival(action);
  }

  Change change(ChangeQueue.Batch batch) {
    tick = batch.to();
    return new ChangeBatch(batch, columns, types);
  }

  @Override
  public @Nullable Change next(Duration timeout) {
    try {
      ChangeQueue.Batch batch = queue.poll(nanos(timeout));
      return batch == null ? null : change(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpookySqlException.of(SqlErrorCode.CANCELLED, "interrupted while waiting");
    }
  }

  static long nanos(Duration timeout) {
    try {
      return timeout.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  @Override
  public void forEach(Executor executor, Consumer<Change> action) {
    queue.onArrival(() -> runs.schedule(executor, () -> drain(action)));
    queue.wake();
  }

  private void drain(Consumer<Change> action) {
    for (ChangeQueue.Batch batch = queue.poll(); batch != null && !closed; batch = queue.poll()) {
      try {
        action.accept(change(batch));
      } catch (Throwable thrown) {
        fail(thrown);
        return;
      }
    }
  }

  private void fail(Throwable why) {
    failure = why;
    close();
  }

  @Override
  public Flow.Publisher<Change> publisher(Executor executor) {
    return subscriber -> {
      Publication publication = new Publication(subscriber, executor);
      subscriber.onSubscribe(publication);
      queue.onArrival(publication::signal);
      publication.signal();
    };
  }

  /** What one Flow subscriber has asked for and not yet got. */
  private final class Publication implements Flow.Subscription {
    private final Flow.Subscriber<? super Change> subscriber;
    private final Executor executor;
    private long demand;
    private boolean done;

    Publication(Flow.Subscriber<? super Change> subscriber, Executor executor) {
      this.subscriber = subscriber;
      this.executor = executor;
    }

    @Override
    public void request(long n) {
      synchronized (this) {
        demand = n <= 0 ? demand : demand + n < 0 ? Long.MAX_VALUE : demand + n;
      }
      signal();
    }

    @Override
    public void cancel() {
      synchronized (this) {
        done = true;
      }
      close();
    }

    void signal() {
      runs.schedule(executor, this::run);
    }

    private synchronized boolean take() {
      if (demand == 0 || done) {
        return false;
      }
      demand = demand == Long.MAX_VALUE ? demand : demand - 1;
      return true;
    }

    private synchronized void giveBack() {
      demand = demand == Long.MAX_VALUE ? demand : demand + 1;
    }

    private void run() {
      try {
        while (take()) {
          ChangeQueue.Batch batch = queue.poll();
          if (batch == null) {
            giveBack();
            break;
          }
          subscriber.onNext(change(batch));
        }
        finishIfEnded();
      } catch (Throwable thrown) {
        finish();
        fail(thrown);
        subscriber.onError(thrown);
      }
    }

    private synchronized boolean finish() {
      boolean first = !done;
      done = true;
      return first;
    }

    private void finishIfEnded() {
      if (queue.isEnded() && finish()) {
        Throwable why = failure();
        if (why == null) {
          subscriber.onComplete();
        } else {
          subscriber.onError(why);
        }
      }
    }
  }

  @Override
  public long tick() {
    return tick;
  }

  @Override
  public boolean isEnded() {
    return closed || queue.isEnded();
  }

  @Override
  public @Nullable Throwable failure() {
    return failure != null ? failure : queue.failure();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      queue.end();
      onClose.run();
    }
  }
}
