// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.type.SpookyTypeSystem;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.circuit.TickFailure;
import dev.spooky.runtime.operator.Materialize;
import dev.spooky.runtime.storage.Counters;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Growth;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.MaterializedView;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * One database: a circuit, what is defined in it, and the ticks that move it.
 *
 * <p>Locks, in this order: the writer's slot (one transaction that has changes, or one definition),
 * then the state lock (one tick, one definition, or the moment in which a reader pins). Subscribers
 * are called with neither.
 */
public final class Database {
  private final Storage storage;
  private final long number = new SecureRandom().nextLong();
  private final Circuit circuit;
  private final Catalog catalog = new Catalog();
  private final RelDataTypeFactory types;
  private final Map<String, Stored> stored = new ConcurrentHashMap<>();
  private final WriterSlot slot = new WriterSlot();
  private final GroupCommit groups = new GroupCommit(this);
  private final ReentrantLock state = new ReentrantLock(true);
  private final SubscriptionHub hub = new SubscriptionHub();
  private final StreamTables streams = new StreamTables(this);
  private final LayoutFeeds feeds = new LayoutFeeds(this);
  private final Indexes indexes = new Indexes(this);
  private final MemoryUse memory = new MemoryUse(this);
  private final OpenReads reads = new OpenReads();
  private final TableRules.Cache rules = new TableRules.Cache(catalog);
  private final Consolidator consolidator;
  private volatile long tick;
  private volatile long tickNanos;
  private volatile boolean closed;
  private final AtomicLong nextId = new AtomicLong();
  private final List<HydrationProgress> hydrations = new CopyOnWriteArrayList<>();
  private final long rowsReadInline;
  private final MemoryLimit limit;
  private final Growth.Guard commitGuard;
  private final LongAdder rowsRead = new LongAdder();

  /**
   * An empty database that hashes rows with {@code hash}.
   *
   * @param rowsReadInline a new view over at most so many rows is filled between two commits
   * @param memoryLimitBytes see {@link MemoryLimit}; 0 for its default
   */
  public Database(
      RowHash hash, RelDataTypeFactory types, long rowsReadInline, long memoryLimitBytes) {
    this.limit = new MemoryLimit(this, memoryLimitBytes);
    this.commitGuard = bytes -> limit.check("this commit", bytes);
    this.rowsReadInline = rowsReadInline;
    this.storage = new Storage(hash);
    this.circuit = new Circuit(storage);
    this.types = types;
    this.consolidator = new Consolidator(hash);
  }

  /** What is defined. */
  public Catalog catalog() {
    return catalog;
  }

  /** Makes SQL types. */
  public RelDataTypeFactory types() {
    return types;
  }

  /** A number that other databases do not have. */
  long number() {
    return number;
  }

  /** The last completed tick. */
  public long tick() {
    return tick;
  }

  /** Stored rows that queries and searches of statements have read so far. */
  public long rowsRead() {
    return rowsRead.sum();
  }

  void countRead(long rows) {
    rowsRead.add(rows);
  }

  /** Work counters of the storage, for tests and EXPLAIN. */
  public Counters counters() {
    return storage.counters();
  }

  /** The circuit; for definitions and EXPLAIN, under {@link #define}. */
  Circuit circuit() {
    return circuit;
  }

  RowHash hash() {
    return storage.hash();
  }

  WriterSlot slot() {
    return slot;
  }

  /** Commits of single statements. */
  GroupCommit groups() {
    return groups;
  }

  /** How long ticks have taken lately. */
  long tickNanos() {
    return tickNanos;
  }

  SubscriptionHub hub() {
    return hub;
  }

  /** Tables whose rows are not kept. */
  StreamTables streams() {
    return streams;
  }

  LayoutFeeds feeds() {
    return feeds;
  }

  Indexes indexes() {
    return indexes;
  }

  /** The constraints of tables; for the holder of the writer's slot. */
  TableRules.Cache rules() {
    return rules;
  }

  /** An identifier for new rows. */
  public String newId(String name) {
    return name + "." + nextId.getAndIncrement();
  }

  Stored stored(StoredRelation relation) {
    Stored found = stored.get(relation.id());
    if (found == null) {
      throw SpookySqlException.of(SqlErrorCode.UNDEFINED_RELATION, relation.id());
    }
    return found;
  }

  @Nullable Stored storedOrNull(StoredRelation relation) {
    return stored.get(relation.id());
  }

  /** Whether errors suspend a view. */
  public boolean suspends(StoredRelation relation) {
    return stored(relation).suspends();
  }

  private @Nullable RuntimeException failure(Node node) {
    TickFailure failure = circuit.failure(node);
    return failure == null ? null : TickErrors.tick(failure, this);
  }

  /** Throws the error of a suspended view. Under the state lock. */
  void checkSound(StoredRelation relation) {
    RuntimeException failure = failure(stored(relation).store());
    if (failure instanceof SpookySqlException error && relation instanceof Entry entry) {
      throw error.in("view '" + entry.label() + "', which is suspended");
    }
  }

  /** Throws the error of a query. Under the state lock. */
  void checkSound(Stored query) {
    RuntimeException failure = failure(query.store());
    if (failure != null) {
      throw failure;
    }
  }

  long rowsReadInline() {
    return rowsReadInline;
  }

  /** What suspends views. Between two ticks. */
  public List<ViewErrors.ViewError> viewErrors() {
    return ViewErrors.of(this);
  }

  /** Bytes of state and whose they are. */
  public MemoryUse memory() {
    return memory;
  }

  /** The reads that hold memory. */
  OpenReads reads() {
    return reads;
  }

  /** How much memory may be used. */
  public MemoryLimit limit() {
    return limit;
  }

  /** The views that are being filled beside the commits; may be read by any thread. */
  public List<HydrationProgress> hydrations() {
    return hydrations;
  }

  @SuppressWarnings("ReferenceEquality") // this very Z-set, not an equal one
  boolean isStoredIn(StoredRelation relation, ZSet rows) {
    return stored(relation).store().operator() instanceof Materialize store && store.rows() == rows;
  }

  /** The first view that depends on a node; null if none with a name does. */
  @Nullable String viewOf(Node node) {
    for (Entry entry : catalog.all()) {
      if (entry instanceof MaterializedView view && dependsOn(stored(view).store(), node)) {
        return view.label();
      }
    }
    return null;
  }

  private static boolean dependsOn(Node node, Node input) {
    return node.equals(input) || node.inputs().stream().anyMatch(i -> dependsOn(i, input));
  }

  void store(StoredRelation relation, Stored nodes) {
    stored.put(relation.id(), nodes);
  }

  @Nullable Stored forget(StoredRelation relation) {
    return stored.remove(relation.id());
  }

  /** Runs {@code action} between ticks, for a moment; gives the tick. */
  long pin(Runnable action) {
    state.lock();
    try {
      checkOpen();
      action.run();
      return tick;
    } finally {
      state.unlock();
    }
  }

  /** Runs a definition between ticks, under the writer's slot. */
  public <T> T define(Object holder, Supplier<T> action) {
    slot.acquire(holder, Transaction.Timeouts.DEFAULT.lock(), () -> {});
    try {
      state.lock();
      try {
        checkOpen();
        return action.get();
      } finally {
        state.unlock();
      }
    } finally {
      slot.release(holder);
      hub.deliver();
    }
  }

  /** Runs {@code action} between ticks, whoever holds the writer's slot. */
  public <T> T betweenTicks(Supplier<T> action) {
    state.lock();
    try {
      checkOpen();
      return action.get();
    } finally {
      state.unlock();
      hub.deliver();
    }
  }

  /** As {@link #betweenTicks}, but does nothing when the database is closed. */
  void betweenTicksIfOpen(Runnable action) {
    state.lock();
    try {
      if (!closed) {
        action.run();
      }
    } finally {
      state.unlock();
    }
  }

  /**
   * Applies changes of tables as one tick; the caller holds the writer's slot. Either all tables
   * and all views move, or none and the error says why. When the caller has given the slot back, it
   * tells the subscribers ({@link SubscriptionHub#deliver}).
   *
   * @return the tick from which on they are visible
   */
  long commit(Map<TableEntry, Delta> changes) {
    try {
      state.lock();
      try {
        checkOpen();
        long start = System.nanoTime();
        changes.forEach(this::inject);
        Growth.guardedRun(commitGuard, circuit::tick);
        long completed = tick + 1;
        tick = completed;
        long before = tickNanos;
        tickNanos = before + (System.nanoTime() - start - before) / 8;
        hub.publish(completed, circuit.hasFailures() ? this::failure : null);
        return completed;
      } catch (Throwable failure) {
        circuit.abandon();
        throw failure;
      } finally {
        state.unlock();
      }
    } catch (RuntimeException failure) {
      throw TickErrors.translate(failure, this);
    }
  }

  private void inject(TableEntry table, Delta delta) {
    boolean takesAway = false;
    for (int i = 0; i < delta.count() && !takesAway; i++) {
      takesAway = delta.weight(i) < 0;
    }
    if (takesAway) {
      consolidator.consolidate(delta);
    }
    Node source = stored(table).stream();
    streams.changed(table);
    circuit.inject(source, delta);
    feeds.inject(table, delta, circuit);
  }

  private void checkOpen() {
    if (closed) {
      throw SpookySqlException.of(SqlErrorCode.CLOSED, "database");
    }
  }

  /** A factory of SQL types with Spooky's rules. */
  public static RelDataTypeFactory newTypes() {
    return new JavaTypeFactoryImpl(SpookyTypeSystem.INSTANCE) {
      @Override
      public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
      }
    };
  }

  /** Ends the database: subscriptions end, further use fails. */
  public void close() {
    state.lock();
    try {
      closed = true;
    } finally {
      state.unlock();
    }
    hub.close();
  }
}
