// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.util.List;

/**
 * A database: tables and the views that it keeps up to date. Thread-safe. The methods that run
 * statements use a session of their own in autocommit; for transactions open a {@link #session}.
 */
public final class Spooky implements AutoCloseable {
  private Spooky() {}

  /** Opens a private database in memory. */
  public static Spooky open() {
    throw new UnsupportedOperationException("being written");
  }

  /** Opens the database in memory of this name, shared by all in this JVM who open it. */
  public static Spooky open(String name) {
    throw new UnsupportedOperationException("being written, name=" + name);
  }

  /** Opens a session. */
  public Session session() {
    throw new UnsupportedOperationException("being written");
  }

  /** Runs a statement; gives the number of changed rows, 0 for definitions. */
  public long execute(String sql, Object... parameters) {
    throw new UnsupportedOperationException("being written");
  }

  /** Runs a query. */
  public Rows query(String sql, Object... parameters) {
    throw new UnsupportedOperationException("being written");
  }

  /** Runs a query whose rows become Java records with the columns as components, in order. */
  public <T extends Record> List<T> query(Class<T> type, String sql, Object... parameters) {
    throw new UnsupportedOperationException("being written");
  }

  /** A table or view. */
  public View view(String name) {
    throw new UnsupportedOperationException("being written");
  }

  /** Subscribes to a view by name, or to a query. */
  public Subscription subscribe(String viewOrQuery, SubscribeOptions options) {
    throw new UnsupportedOperationException("being written");
  }

  /** A bulk writer with transactions of its own. */
  public Appender appender(String table, String... columns) {
    throw new UnsupportedOperationException("being written");
  }

  /** The last completed tick. */
  public long tick() {
    throw new UnsupportedOperationException("being written");
  }

  /** Closes this handle; the database goes with its last handle. */
  @Override
  public void close() {}
}
