// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowProjection;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The streams that tables had before they were altered. What was built on one goes on to get the
 * table's changes in the layout that it knows, until nothing is left on it.
 */
final class LayoutFeeds {
  /** A stream, and where its columns are in the rows that the table has now. */
  private static final class Feed {
    private final Node source;
    private int[] columns;
    private final Delta changes;

    Feed(Node source, int[] columns) {
      this.source = source;
      this.columns = columns;
      this.changes = new Delta(source.layout());
    }
  }

  private final Database database;
  private final Map<Long, List<Feed>> feeds = new HashMap<>();

  LayoutFeeds(Database database) {
    this.database = database;
  }

  /** The streams of a table that something is built on, but for the one that it has now. */
  List<Node> streams(TableEntry table) {
    prune(table);
    return feeds.getOrDefault(table.number(), List.of()).stream().map(feed -> feed.source).toList();
  }

  /** Where the columns of such a stream are in the rows that the table has now. */
  int[] columns(TableEntry table, Node source) {
    for (Feed feed : feeds.getOrDefault(table.number(), List.of())) {
      if (feed.source.equals(source)) {
        return feed.columns.clone();
      }
    }
    throw new IllegalArgumentException("no feed, source=" + source);
  }

  /**
   * Notes that a table has other rows now.
   *
   * @param old the stream that it had, to which the caller gives its reference
   * @param places the new ordinal of each old column
   */
  void altered(TableEntry table, Node old, int[] places) {
    List<Feed> all = feeds.computeIfAbsent(table.number(), n -> new ArrayList<>());
    for (Feed feed : all) {
      for (int i = 0; i < feed.columns.length; i++) {
        feed.columns[i] = places[feed.columns[i]];
      }
    }
    all.add(new Feed(old, places.clone()));
    for (Feed feed : List.copyOf(all)) {
      if (Arrays.stream(feed.columns).anyMatch(column -> column < 0)) {
        all.remove(feed);
        database
            .hub()
            .end(
                feed.source,
                SpookySqlException.of(
                    SqlErrorCode.OBJECT_IN_USE,
                    "table '" + table.name() + "' has lost columns of this subscription"));
        database.circuit().release(feed.source);
      }
    }
    prune(table);
  }

  private void prune(TableEntry table) {
    List<Feed> all = feeds.get(table.number());
    if (all == null) {
      return;
    }
    for (Iterator<Feed> i = all.iterator(); i.hasNext(); ) {
      Node source = i.next().source;
      if (source.references() == 1 && !database.hub().isListening(source)) {
        i.remove();
        database.circuit().release(source);
      }
    }
    if (all.isEmpty()) {
      feeds.remove(table.number());
    }
  }

  /** Forgets the streams of a table that is dropped. */
  void drop(TableEntry table, RuntimeException why) {
    List<Feed> all = feeds.remove(table.number());
    if (all != null) {
      for (Feed feed : all) {
        database.hub().end(feed.source, why);
        database.circuit().release(feed.source);
      }
    }
  }

  /** Puts changes of a table into all its streams of old layouts. */
  void inject(TableEntry table, Delta delta, Circuit circuit) {
    if (feeds.isEmpty()) {
      return;
    }
    prune(table);
    for (Feed feed : feeds.getOrDefault(table.number(), List.of())) {
      RowProjection projection =
          new RowProjection(delta.layout(), feed.columns, feed.source.layout(), 0);
      feed.changes.clear();
      for (int i = 0; i < delta.count(); i++) {
        projection.copy(delta.bytes(), delta.offset(i), feed.changes, feed.changes.begin());
        feed.changes.end(delta.weight(i));
      }
      circuit.inject(feed.source, feed.changes);
      feed.changes.clear();
    }
  }
}
