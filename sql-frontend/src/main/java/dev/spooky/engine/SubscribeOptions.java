// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

/**
 * How to subscribe.
 *
 * @param snapshot whether the first change is the view's whole content
 * @param progress whether ticks that do not change the view give an empty change too
 * @param resume the token of a subscription that was lost ({@link Subscription#token}), or a tick,
 *     after which the changes go on without a snapshot; empty to begin anew
 */
public record SubscribeOptions(boolean snapshot, boolean progress, String resume) {
  /** A snapshot first, then changes only. */
  public static final SubscribeOptions DEFAULT = new SubscribeOptions(true, false, "");

  /** The same without a snapshot. */
  public SubscribeOptions withoutSnapshot() {
    return new SubscribeOptions(false, progress, resume);
  }

  /** The same with progress marks. */
  public SubscribeOptions withProgress() {
    return new SubscribeOptions(snapshot, true, resume);
  }

  /**
   * The same, going on after what a token stands for. The last changes of a relation are kept while
   * it has subscribers and for a minute after the last; SQLSTATE 55000 if that was not enough.
   */
  public SubscribeOptions resuming(String token) {
    return new SubscribeOptions(false, progress, token);
  }
}
