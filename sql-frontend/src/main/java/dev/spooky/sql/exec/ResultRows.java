// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.RowView;
import dev.spooky.engine.Rows;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query that has run: a delta in some order, each row as often as it weighs; and of a
 * long one further deltas.
 */
final class ResultRows extends ForwardingRow implements Rows {
  private Delta rows;
  private final OpenReads.Read read;
  private @Nullable Chunks more;
  private int[] order;
  private final long skip;
  private final long take;
  private final long tick;
  private final PackedRow current;
  private int index = -1;
  private long copiesLeft;
  private long position;
  private boolean ended;
  private volatile boolean cancelled;

  /** How a result is to be gone through: its entries in order, the rows to skip and to give. */
  record Window(int[] order, long skip, long take) {}

  ResultRows(PackedRow current, Reader.Result result, Window window) {
    this.current = current;
    this.rows = result.rows();
    this.read = result.read();
    this.more = result.more();
    this.order = window.order();
    this.skip = window.skip();
    this.take = window.take();
    this.tick = result.tick();
  }

  @Override
  RowView row() {
    return current;
  }

  @Override
  public boolean next() {
    if (cancelled) {
      end();
      throw SpookySqlException.of(SqlErrorCode.CANCELLED, "statement was cancelled");
    }
    if (!ended) {
      checkKept();
    }
    while (!ended) {
      if (copiesLeft == 0) {
        if (++index >= order.length && !loadMore()) {
          break;
        }
        copiesLeft = rows.weight(order[index]);
        current.moveTo(rows.bytes(), rows.offset(order[index]));
      }
      copiesLeft--;
      long here = position++;
      if (here >= skip) {
        if (here - skip < take) {
          return true;
        }
        break;
      }
    }
    end();
    return false;
  }

  private boolean loadMore() {
    if (more == null) {
      return false;
    }
    rows.clear();
    more.next(rows);
    if (order.length != rows.count()) {
      order = IntStream.range(0, rows.count()).toArray();
    }
    index = 0;
    return order.length > 0;
  }

  private void checkKept() {
    try {
      read.check();
    } catch (SpookySqlException e) {
      end();
      throw e;
    }
  }

  private void end() {
    ended = true;
    read.end();
    more = null;
    rows = new Delta(rows.layout()); // the memory goes, whoever keeps the result
  }

  @Override
  public boolean next(Duration timeout) {
    return next();
  }

  @Override
  public boolean isEnded() {
    return ended;
  }

  @Override
  public long tick() {
    return tick;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {
    end();
  }
}
