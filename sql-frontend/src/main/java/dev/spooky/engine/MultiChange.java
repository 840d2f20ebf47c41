// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.util.Map;

/**
 * The net changes of several views over the same ticks: what they were before and what they are
 * after it, all of them were at one moment.
 */
public interface MultiChange {
  /** The tick before the first one contained; −1 for a snapshot. */
  long fromTick();

  /** The last tick contained. */
  long toTick();

  /** Whether these are the views' whole contents as of {@link #toTick}. */
  boolean isSnapshot();

  /** The changes of the views that have changed, by their names as they were subscribed to. */
  Map<String, Change> changes();
}
