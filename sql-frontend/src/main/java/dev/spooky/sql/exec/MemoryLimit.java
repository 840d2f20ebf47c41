// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;

/**
 * The soft limit of memory: what is there may go on, small changes too, but new views, large
 * changes and large results are refused. The bytes of all state are counted anew when the last
 * count is old, in O(nodes of the circuit).
 */
public final class MemoryLimit {
  /** What needs less than this is never refused, so that rows can always be deleted. */
  static final long SMALL_BYTES = 1 << 20;

  private static final long OLD_NANOS = 100_000_000;

  private final Database database;
  private final long limitBytes;
  private volatile long usedBytes;
  private volatile long countedNanos = System.nanoTime() - 2 * OLD_NANOS;

  MemoryLimit(Database database, long limitBytes) {
    this.database = database;
    this.limitBytes = limitBytes > 0 ? limitBytes : Runtime.getRuntime().maxMemory() / 4 * 3;
  }

  /** The limit. */
  public long limitBytes() {
    return limitBytes;
  }

  /** Bytes of all state, counted lately. Not under the state lock of another thread's making. */
  public long usedBytes() {
    if (System.nanoTime() - countedNanos > OLD_NANOS) {
      database.betweenTicksIfOpen(() -> usedBytes = database.memory().total());
      countedNanos = System.nanoTime();
    }
    return usedBytes;
  }

  /** Refuses something new, such as a view, when the limit is reached already. */
  void checkNew(String what) {
    if (usedBytes() > limitBytes) {
      throw refusal(what, 0);
    }
  }

  /** Refuses what needs so many bytes beside all state, unless they are few. */
  void check(String what, long bytes) {
    if (bytes > SMALL_BYTES && usedBytes() + bytes > limitBytes) {
      throw refusal(what, bytes);
    }
  }

  private SpookySqlException refusal(String what, long bytes) {
    String need = bytes == 0 ? "" : " would need " + mebi(bytes) + " MiB and";
    return SpookySqlException.of(
            SqlErrorCode.OUT_OF_MEMORY,
            what
                + need
                + " is refused: tables and views have "
                + mebi(usedBytes)
                + " MiB, and the limit is "
                + mebi(limitBytes)
                + " MiB")
        .withHint("drop views, delete rows, or open the database with a higher memory limit");
  }

  private static long mebi(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
