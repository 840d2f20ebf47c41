// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.util.List;

/**
 * What stands behind a {@link Spooky}; found as a service, so that this package needs nothing else.
 */
public interface Engine extends AutoCloseable {
  /** Opens a session for a handle of the database. */
  Session session(Spooky handle);

  /** Subscribes to a view by name, or to a query. */
  Subscription subscribe(String viewOrQuery, SubscribeOptions options);

  /** Subscribes to several tables or materialized views. */
  MultiSubscription subscribeAll(List<String> relations, SubscribeOptions options);

  /** A table or view. */
  View view(Spooky handle, String name);

  /** The last completed tick. */
  long tick();

  @Override
  void close();

  /** Makes engines. */
  interface Provider {
    /** An empty database. */
    Engine open(SpookyOptions options);
  }
}
