// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.circuit;

import dev.spooky.runtime.zset.Delta;

/** Told of a node's change at the end of a tick that succeeded, on the writer's thread. */
@FunctionalInterface
public interface TickListener {
  /** The node's change, not consolidated; valid only during the call. Must not fail. */
  void changed(Delta delta);
}
