// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Change;
import dev.spooky.engine.Column;
import dev.spooky.engine.Rows;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as rows: tick, weight, with progress marks whether the row is one, then the view's
 * columns. A progress mark has weight 0 and NULLs.
 */
final class SubscriptionRows implements Rows {
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE / 1_000_000_000L);

  private final QueueSubscription subscription;
  private final List<Column> columns;
  private final boolean progress;
  private final int first;
  private @Nullable Change change;
  private boolean onMark;
  private volatile boolean cancelled;

  SubscriptionRows(QueueSubscription subscription, List<Column> columns, boolean progress) {
    this.subscription = subscription;
    this.columns = columns;
    this.progress = progress;
    this.first = progress ? 3 : 2;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    return next(FOREVER);
  }

  @Override
  public boolean next(Duration timeout) {
    while (true) {
      checkCancelled();
      Change current = change;
      if (current != null && !onMark) {
        if (current.next()) {
          return true;
        }
        if (progress) {
          onMark = true;
          return true;
        }
      }
      onMark = false;
      change = subscription.next(timeout);
      if (change == null) {
        checkCancelled();
        Throwable failure = subscription.failure();
        if (failure instanceof RuntimeException error) {
          throw error;
        }
        return false;
      }
    }
  }

  private void checkCancelled() {
    if (cancelled) {
      throw SpookySqlException.of(SqlErrorCode.CANCELLED, "subscription was cancelled");
    }
  }

  private Change change() {
    Change current = change;
    if (current == null) {
      throw SpookySqlException.of(SqlErrorCode.INVALID_OPTION, "cursor is not on a row");
    }
    return current;
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
    return column >= first && (onMark || change().isNull(column - first));
  }

  @Override
  public boolean getBoolean(int column) {
    if (progress && column == 2) {
      return onMark;
    }
    return !onMark && change().getBoolean(column - first);
  }

  @Override
  public long getLong(int column) {
    return switch (column) {
      case 0 -> change().toTick();
      case 1 -> onMark ? 0 : change().weight();
      default -> onMark ? 0 : change().getLong(column - first);
    };
  }

  @Override
  public double getDouble(int column) {
    return column < 2 ? getLong(column) : onMark ? 0 : change().getDouble(column - first);
  }

  @Override
  public @Nullable BigDecimal getDecimal(int column) {
    if (column < 2) {
      return BigDecimal.valueOf(getLong(column));
    }
    return onMark ? null : change().getDecimal(column - first);
  }

  @Override
  public @Nullable String getString(int column) {
    if (column < first) {
      return String.valueOf(getObject(column));
    }
    return onMark ? null : change().getString(column - first);
  }

  @Override
  public byte @Nullable [] getBytes(int column) {
    return onMark ? null : change().getBytes(column - first);
  }

  @Override
  public @Nullable Object getObject(int column) {
    if (column < 2) {
      return getLong(column);
    }
    if (column < first) {
      return onMark;
    }
    return onMark ? null : change().getObject(column - first);
  }
}
