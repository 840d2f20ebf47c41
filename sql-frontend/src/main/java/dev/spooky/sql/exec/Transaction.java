// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one transaction, kept apart from the tables until it commits. Holds the writer's
 * slot from its first change on, a serializable one from its start: so what it has read stays true
 * until it ends. Rolling back is forgetting.
 *
 * <p>Between two statements a transaction that holds the slot is idle; one that has been idle for
 * too long is rolled back when another waits for the slot.
 */
public final class Transaction {
  /** How a transaction runs. */
  public record Mode(boolean serializable, boolean readOnly, Timeouts timeouts) {
    /** READ COMMITTED, with the timeouts that hold without settings. */
    public static final Mode DEFAULT = new Mode(false, false, Timeouts.DEFAULT);

    /** The same for a single statement, which needs the slot only if it writes. */
    public Mode ofOneStatement() {
      return new Mode(false, readOnly, timeouts);
    }
  }

  /** How long a transaction waits to write, and may be idle while others wait. Milliseconds. */
  public record Timeouts(long lock, long idle) {
    /** Half a minute to wait, a minute to be idle. */
    public static final Timeouts DEFAULT = new Timeouts(30_000, 60_000);
  }

  /** A place to which the transaction can go back. */
  private record Savepoint(String name, Map<TableEntry, Integer> marks) {}

  private final Database database;
  private final Runnable check;
  private final Map<TableEntry, TableChanges> changes = new LinkedHashMap<>();
  private final List<Savepoint> savepoints = new ArrayList<>();
  private volatile Mode mode;
  private boolean running;
  private boolean used;
  private boolean expired;
  private volatile long idleSince = System.nanoTime();
  private final Instant startedAt = Instant.now();

  /** A transaction without changes, of one statement. */
  Transaction(Database database) {
    this(database, Mode.DEFAULT, () -> {});
  }

  /**
   * A transaction without changes. A serializable one waits for the writer's slot here.
   *
   * @param check throws if the statement that runs is to stop, and so does not wait any longer
   */
  public Transaction(Database database, Mode mode, Runnable check) {
    this.database = database;
    this.mode = mode;
    this.check = check;
    if (mode.serializable()) {
      takeSlot();
    }
  }

  private void takeSlot() {
    database.slot().acquire(this, mode.timeouts().lock(), check);
  }

  /** When it began. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Whether it has the writer's place. */
  public boolean isWriter() {
    return database.slot().isHeldBy(this);
  }

  /** Milliseconds since its last statement, when none runs. */
  public long idleMillis() {
    return (System.nanoTime() - idleSince) / 1_000_000;
  }

  /** How it runs. */
  public Mode mode() {
    return mode;
  }

  /**
   * Changes how it runs, before its first statement.
   *
   * @throws SpookySqlException SQLSTATE 25001 after it
   */
  public void setMode(Mode newMode) {
    if (used) {
      throw SpookySqlException.of(
          SqlErrorCode.ACTIVE_TRANSACTION,
          "the mode of a transaction is set before its first statement");
    }
    mode = newMode;
    if (mode.serializable()) {
      takeSlot();
    }
  }

  /** A statement begins; SQLSTATE 25P03 if the transaction was rolled back for being idle. */
  public synchronized void enter() {
    if (expired) {
      throw SpookySqlException.of(
          SqlErrorCode.IDLE_TRANSACTION,
          "transaction was idle for more than "
              + mode.timeouts().idle()
              + " ms while another waited to write, and was rolled back");
    }
    running = true;
  }

  /** A statement is about to read or write: the mode is settled. */
  public void use() {
    used = true;
  }

  /** A statement ends. */
  public synchronized void exit() {
    running = false;
    idleSince = System.nanoTime();
  }

  /** Rolls back if it is idle for too long; called by those who wait for the slot. */
  synchronized void expireIfIdle() {
    if (!running && mode.timeouts().idle() > 0 && idleMillis() > mode.timeouts().idle()) {
      expired = true;
      rollback();
    }
  }

  /** Takes the writer's slot, from which on no other transaction commits. */
  void beginWriting() {
    if (mode.readOnly()) {
      throw SpookySqlException.of(SqlErrorCode.READ_ONLY);
    }
    enter();
    takeSlot();
  }

  /** The changes to a table, made when there are none yet. */
  TableChanges changes(TableEntry table) {
    if (!table.equals(database.catalog().find(table.fullName()))) { // altered since it was planned
      throw SpookySqlException.of(SqlErrorCode.UNDEFINED_RELATION, table.label());
    }
    TableChanges found =
        changes.computeIfAbsent(
            table,
            t -> new TableChanges(t, database.stored(t), database.indexes(), database.hash()));
    found.remember(!savepoints.isEmpty());
    return found;
  }

  /** The changes to a relation so far; null for none. */
  @Nullable Delta pending(StoredRelation relation) {
    // by identifier: a view's plan may name the table as it was before it got another name
    for (Map.Entry<TableEntry, TableChanges> entry : changes.entrySet()) {
      if (entry.getKey().id().equals(relation.id())) {
        return entry.getValue().net();
      }
    }
    return null;
  }

  /** By how many bytes of rows the tables grow. */
  long growthBytes() {
    return changes.values().stream().mapToLong(TableChanges::growthBytes).sum();
  }

  /** Whether there are changes. */
  public boolean hasChanges() {
    return changes.values().stream().anyMatch(c -> !c.net().isEmpty());
  }

  /** Marks a place to go back to; hides an older one of the same name. */
  public void savepoint(String name) {
    Map<TableEntry, Integer> marks = new HashMap<>();
    changes.forEach((table, c) -> marks.put(table, c.remembered()));
    savepoints.add(new Savepoint(name, marks));
  }

  /** Undoes all changes since a savepoint, which stays. Cost: O(changes since). */
  public void rollbackTo(String name) {
    int index = find(name);
    Map<TableEntry, Integer> marks = savepoints.get(index).marks();
    changes.forEach((table, c) -> c.undoTo(marks.getOrDefault(table, 0)));
    savepoints.subList(index + 1, savepoints.size()).clear();
  }

  /** Forgets a savepoint and those after it; the changes stay. */
  public void release(String name) {
    savepoints.subList(find(name), savepoints.size()).clear();
    if (savepoints.isEmpty()) {
      changes.values().forEach(c -> c.remember(false));
    }
  }

  private int find(String name) {
    Optional<Savepoint> last =
        savepoints.stream().filter(s -> s.name().equals(name)).reduce((a, b) -> b);
    return savepoints.lastIndexOf(
        last.orElseThrow(() -> SpookySqlException.of(SqlErrorCode.UNDEFINED_SAVEPOINT, name)));
  }

  /** Makes the changes visible as one tick and ends; gives the tick. */
  public long commit() {
    try {
      return commitSilently();
    } finally {
      database.hub().deliver(); // those who are told may write, and so need the slot
    }
  }

  /** As {@link #commit}, but leaves it to the caller to tell subscribers. */
  long commitSilently() {
    enter();
    try {
      if (!hasChanges()) {
        return database.tick();
      }
      Map<TableEntry, Delta> net = new LinkedHashMap<>();
      changes.forEach((table, c) -> net.put(table, c.net()));
      return database.commit(net);
    } finally {
      rollback();
    }
  }

  /** Forgets the changes and ends. */
  public void rollback() {
    changes.clear();
    savepoints.clear();
    database.slot().release(this);
  }
}
