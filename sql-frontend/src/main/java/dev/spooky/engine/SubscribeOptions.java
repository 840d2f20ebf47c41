// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

/**
 * How to subscribe.
 *
 * @param snapshot whether the first change is the view's whole content
 * @param progress whether ticks that do not change the view give an empty change too
 */
public record SubscribeOptions(boolean snapshot, boolean progress) {
  /** A snapshot first, then changes only. */
  public static final SubscribeOptions DEFAULT = new SubscribeOptions(true, false);

  /** The same without a snapshot. */
  public SubscribeOptions withoutSnapshot() {
    return new SubscribeOptions(false, progress);
  }

  /** The same with progress marks. */
  public SubscribeOptions withProgress() {
    return new SubscribeOptions(snapshot, true);
  }
}
