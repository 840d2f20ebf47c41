// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Prepared;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a statement's last execution gave: result sets and counts in order, the first of which is
 * the current one, and all result sets that are still open. {@link #cancel} and {@link #closeAll}
 * may come from any thread, the rest only from the one that uses the statement.
 */
final class Results {
  private record Item(@Nullable SpookyResultSet rows, long count) {}

  private static final Item NOTHING = new Item(null, -1);

  private final Deque<Item> items = new ArrayDeque<>();
  private final Set<SpookyResultSet> open = ConcurrentHashMap.newKeySet();
  private final List<Prepared> owned = new ArrayList<>();

  /** A prepared statement to be closed together with the results. */
  void own(Prepared prepared) {
    owned.add(prepared);
  }

  void add(SpookyResultSet rows) {
    open.add(rows);
    items.add(new Item(rows, -1));
  }

  void add(long count) {
    items.add(new Item(null, count));
  }

  boolean isEmpty() {
    return items.isEmpty() && open.isEmpty() && owned.isEmpty();
  }

  private Item current() {
    Item item = items.peek();
    return item == null ? NOTHING : item;
  }

  /** The current result set; null if the current result is a count or there is none. */
  @Nullable SpookyResultSet rows() {
    return current().rows;
  }

  /** The current count; −1 if the current result is a result set or there is none. */
  long count() {
    return current().count;
  }

  /** Goes to the next result; true if it is a result set. */
  boolean advance(int mode) throws SQLException {
    Item left = items.poll();
    switch (mode) {
      case Statement.CLOSE_CURRENT_RESULT -> {
        if (left != null && left.rows != null) {
          left.rows.close();
        }
      }
      case Statement.KEEP_CURRENT_RESULT -> {}
      case Statement.CLOSE_ALL_RESULTS -> {
        for (SpookyResultSet rows : open) {
          if (isPast(rows)) {
            rows.close();
          }
        }
      }
      default -> throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "unknown mode " + mode);
    }
    return rows() != null;
  }

  private boolean isPast(SpookyResultSet rows) {
    return items.stream().noneMatch(item -> item.rows == rows);
  }

  /** Ends the waits of all open result sets. */
  void cancel() {
    open.forEach(SpookyResultSet::cancel);
  }

  /** Forgets a closed result set; true if no other is open. */
  boolean remove(SpookyResultSet rows) {
    open.remove(rows);
    return open.isEmpty();
  }

  /** Closes the open result sets. */
  void closeAll() throws SQLException {
    for (SpookyResultSet rows : open) {
      rows.close();
    }
  }

  /** Closes everything and forgets it. */
  void clear() throws SQLException {
    closeAll();
    items.clear();
    RuntimeException failure = null;
    for (Prepared prepared : owned) {
      try {
        prepared.close();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    owned.clear();
    if (failure != null) {
      throw SqlErrors.translate(failure);
    }
  }
}
