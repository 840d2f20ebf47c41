// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * A database: tables and the views that it keeps up to date. Thread-safe. The methods that run
 * statements use a session of their own in autocommit; for transactions open a {@link #session}.
 */
public final class Spooky implements AutoCloseable {
  private static final Map<String, Shared> NAMED = new HashMap<>();

  /** A database with a name, and how many handles it has. */
  private static final class Shared {
    final Engine engine;
    int handles;

    Shared(Engine engine) {
      this.engine = engine;
    }
  }

  private final Engine engine;
  private final String name;
  private final Session common;
  private boolean closed;

  private Spooky(Engine engine, String name) {
    this.engine = engine;
    this.name = name;
    this.common = engine.session(this);
  }

  /** Opens a private database in memory. */
  public static Spooky open() {
    return open(SpookyOptions.DEFAULT);
  }

  /** Opens a private database in memory. */
  public static Spooky open(SpookyOptions options) {
    return new Spooky(newEngine(options), "");
  }

  /** Opens the database in memory of this name, shared by all in this JVM who open it. */
  public static Spooky open(String name) {
    synchronized (NAMED) {
      Shared shared =
          NAMED.computeIfAbsent(name, n -> new Shared(newEngine(SpookyOptions.DEFAULT)));
      shared.handles++;
      return new Spooky(shared.engine, name);
    }
  }

  private static Engine newEngine(SpookyOptions options) {
    return ServiceLoader.load(Engine.Provider.class, Spooky.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no engine on the class path"))
        .open(options);
  }

  /** Opens a session. */
  public Session session() {
    return engine.session(this);
  }

  /** Runs a statement; gives the number of changed rows, 0 for definitions. */
  public long execute(String sql, Object... parameters) {
    synchronized (common) {
      return Math.max(0, common.execute(sql, parameters).updateCount());
    }
  }

  /** Runs a query. */
  public Rows query(String sql, Object... parameters) {
    synchronized (common) {
      return common
          .execute(sql, parameters)
          .rows()
          .orElseThrow(() -> new IllegalArgumentException("not a query: " + sql));
    }
  }

  /** Runs a query whose rows become Java records with the columns as components, in order. */
  public <T extends Record> List<T> query(Class<T> type, String sql, Object... parameters) {
    try (Rows rows = query(sql, parameters)) {
      List<T> records = new ArrayList<>();
      while (rows.next()) {
        records.add(rows.as(type));
      }
      return records;
    }
  }

  /** A table or view. */
  public View view(String relation) {
    return engine.view(this, relation);
  }

  /** Subscribes to a view by name, or to a query. */
  public Subscription subscribe(String viewOrQuery, SubscribeOptions options) {
    return engine.subscribe(viewOrQuery, options);
  }

  /** Subscribes to several tables or materialized views; their changes come together. */
  public MultiSubscription subscribeAll(List<String> relations, SubscribeOptions options) {
    return engine.subscribeAll(relations, options);
  }

  /** A bulk writer with transactions of its own. */
  public Appender appender(String table, String... columns) {
    return engine.session(this).appender(table, columns);
  }

  /** The last completed tick. */
  public long tick() {
    return engine.tick();
  }

  /** Closes this handle; the database goes with its last handle. */
  @Override
  public void close() {
    synchronized (NAMED) {
      if (closed) {
        return;
      }
      closed = true;
      Shared shared = NAMED.get(name);
      boolean last = shared == null || --shared.handles == 0;
      if (last) {
        NAMED.remove(name);
        engine.close();
      }
    }
  }
}
