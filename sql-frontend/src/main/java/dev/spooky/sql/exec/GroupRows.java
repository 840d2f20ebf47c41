// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Change;
import dev.spooky.engine.Column;
import dev.spooky.engine.MultiChange;
import dev.spooky.engine.Rows;
import dev.spooky.engine.SqlType;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to several relations as rows: tick, weight, the relation's name, then the columns
 * of all relations, which are NULL but for those of the row's own. With progress a row without a
 * relation marks the end of each tick.
 */
final class GroupRows implements Rows {
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE / 1_000_000_000L);
  private static final int FIRST = 3;

  private final GroupSubscription subscription;
  private final boolean progress;
  private final List<Column> columns = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();
  private final List<String> names;
  private @Nullable MultiChange group;
  private @Nullable Iterator<Map.Entry<String, Change>> rest;
  private @Nullable Change change;
  private String relation = "";
  private int start;
  private volatile boolean cancelled;

  GroupRows(GroupSubscription subscription, List<List<Column>> relations, boolean progress) {
    this.subscription = subscription;
    this.progress = progress;
    this.names = subscription.views();
    this.columns.addAll(columns(names, relations));
    int next = FIRST;
    for (List<Column> own : relations) {
      starts.add(next);
      next += own.size();
    }
  }

  static List<Column> columns(List<String> names, List<List<Column>> relations) {
    List<Column> all = new ArrayList<>();
    all.add(new Column("tick", SqlType.BIGINT, 19, 0, false));
    all.add(new Column("weight", SqlType.BIGINT, 19, 0, false));
    all.add(new Column("relation", SqlType.VARCHAR, -1, 0, true));
    for (int i = 0; i < names.size(); i++) {
      for (Column column : relations.get(i)) {
        String name = names.get(i) + "." + column.name();
        all.add(new Column(name, column.type(), column.precision(), column.scale(), true));
      }
    }
    return all;
  }

  @Override
  public List<Column> columns() {
    return List.copyOf(columns);
  }

  @Override
  public boolean next() {
    return next(FOREVER);
  }

  @Override
  public boolean next(Duration timeout) {
    while (true) {
      checkCancelled();
      if (change != null && change.next()) {
        return true;
      }
      if (nextRelation()) {
        continue;
      }
      if (change != null || (progress && group != null && rest != null)) {
        change = null;
        rest = null;
        if (progress) {
          return true;
        }
      }
      if (!nextGroup(timeout)) {
        return false;
      }
    }
  }

  private boolean nextRelation() {
    if (rest == null || !rest.hasNext()) {
      return false;
    }
    Map.Entry<String, Change> entry = rest.next();
    relation = entry.getKey();
    start = starts.get(names.indexOf(relation));
    change = entry.getValue();
    return true;
  }

  private boolean nextGroup(Duration timeout) {
    MultiChange next = subscription.next(timeout);
    if (next == null) {
      checkCancelled();
      if (subscription.failure() instanceof RuntimeException error) {
        throw error;
      }
      return false;
    }
    group = next;
    rest = next.changes().entrySet().iterator();
    return true;
  }

  private void checkCancelled() {
    if (cancelled) {
      throw SpookySqlException.of(SqlErrorCode.CANCELLED, "subscription was cancelled");
    }
  }

  private MultiChange group() {
    MultiChange current = group;
    if (current == null) {
      throw SpookySqlException.of(SqlErrorCode.INVALID_OPTION, "cursor is not on a row");
    }
    return current;
  }

  /** The change that a column is of; null if the row is of another relation, or a mark. */
  private @Nullable Change at(int column) {
    Change current = change;
    boolean own = current != null && column >= start && column - start < current.columns().size();
    return own ? current : null;
  }

  @Override
  public boolean isEnded() {
    return subscription.isEnded();
  }

  @Override
  public long tick() {
    return subscription.tick();
  }

  @Override
  public void cancel() {
    cancelled = true;
    subscription.close();
  }

  @Override
  public void close() {
    subscription.close();
  }

  @Override
  public boolean isNull(int column) {
    if (column < 2) {
      return false;
    }
    Change current = at(column);
    return column == 2 ? change == null : current == null || current.isNull(column - start);
  }

  @Override
  public boolean getBoolean(int column) {
    Change current = at(column);
    return current != null && current.getBoolean(column - start);
  }

  @Override
  public long getLong(int column) {
    if (column == 0) {
      return group().toTick();
    } else if (column == 1) {
      Change current = change;
      return current == null ? 0 : current.weight();
    }
    Change current = at(column);
    return current == null ? 0 : current.getLong(column - start);
  }

  @Override
  public double getDouble(int column) {
    Change current = at(column);
    return column < 2 ? getLong(column) : current == null ? 0 : current.getDouble(column - start);
  }

  @Override
  public @Nullable BigDecimal getDecimal(int column) {
    if (column < 2) {
      return BigDecimal.valueOf(getLong(column));
    }
    Change current = at(column);
    return current == null ? null : current.getDecimal(column - start);
  }

  @Override
  public @Nullable String getString(int column) {
    if (column < 2) {
      return String.valueOf(getLong(column));
    } else if (column == 2) {
      return change == null ? null : relation;
    }
    Change current = at(column);
    return current == null ? null : current.getString(column - start);
  }

  @Override
  public byte @Nullable [] getBytes(int column) {
    Change current = at(column);
    return current == null ? null : current.getBytes(column - start);
  }

  @Override
  public @Nullable Object getObject(int column) {
    if (column < 2) {
      return getLong(column);
    } else if (column == 2) {
      return getString(column);
    }
    Change current = at(column);
    return current == null ? null : current.getObject(column - start);
  }
}
