// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The changes of several views, all of a tick together. One of the two ways of taking them is to be
 * used: {@link #next}, {@link #forEach}. A subscriber that is slower than the commits gets net
 * changes over several ticks, over the same ones for all views.
 */
public interface MultiSubscription extends AutoCloseable {
  /** The names of the views. */
  List<String> views();

  /** The next change; null when there is none in time or the subscription has ended. */
  @Nullable MultiChange next(Duration timeout);

  /** Calls {@code action} on {@code executor} with every change, one at a time. */
  void forEach(Executor executor, Consumer<MultiChange> action);

  /** The last tick that was handed out; −1 before the first. */
  long tick();

  /** A token of what was handed out so far; see {@link Subscription#token}. */
  String token();

  /** Whether the subscription has ended, by {@link #close} or because of {@link #failure}. */
  boolean isEnded();

  /** What ended the subscription: a view was dropped, the callback threw; null if nothing did. */
  @Nullable Throwable failure();

  @Override
  void close();
}
