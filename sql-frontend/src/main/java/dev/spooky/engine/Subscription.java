// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a view or query, tick by tick, after the commits that made them and outside of
 * every lock. One of the three ways of taking them is to be used: {@link #next}, {@link
 * #publisher}, {@link #forEach}.
 *
 * <p>A subscriber that is slower than the commits gets net changes over several ticks; what waits
 * for it is bounded by the size of the view.
 */
public interface Subscription extends AutoCloseable {
  /** The next change; null when there is none in time or the subscription has ended. */
  @Nullable Change next(Duration timeout);

  /** The changes as a publisher for one subscriber, called on {@code executor}. */
  Flow.Publisher<Change> publisher(Executor executor);

  /** Calls {@code action} on {@code executor} with every change, one at a time. */
  void forEach(Executor executor, Consumer<Change> action);

  /** The last tick that was handed out; −1 before the first. */
  long tick();

  /**
   * A token of what was handed out so far, to go on from in another subscription ({@link
   * SubscribeOptions#resuming}); empty before the first change.
   */
  String token();

  /** Whether the subscription has ended, by {@link #close} or because of {@link #failure}. */
  boolean isEnded();

  /** What ended the subscription: its view was dropped, its callback threw; null if nothing did. */
  @Nullable Throwable failure();

  @Override
  void close();
}
