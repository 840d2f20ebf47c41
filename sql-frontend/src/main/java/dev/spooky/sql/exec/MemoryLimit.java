// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The soft limit of memory: what is there goes on, but new views, large changes and large results
 * are refused, and somewhat later all changes by which tables grow. The bytes of all state are
 * counted anew when the last count is old, in O(nodes of the circuit).
 */
public final class MemoryLimit {
  /** What needs less than this is not looked at. */
  static final long SMALL_BYTES = 1 << 20;

  private static final long OLD_NANOS = 100_000_000;

  /** Counting takes at most this part of the time. */
  private static final int COUNTING_SHARE = 200;

  /** Changes of this part of the limit make a count old, however young it is. */
  private static final int GROWTH_SHARE = 64;

  private final Database database;
  private final long limitBytes;
  private final AtomicLong grownBytes = new AtomicLong();
  private volatile long usedBytes;
  private volatile long nextCountNanos = System.nanoTime();

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
    long start = System.nanoTime();
    if (start - nextCountNanos >= 0 || grownBytes.get() > limitBytes / GROWTH_SHARE) {
      grownBytes.set(0);
      database.betweenTicksIfOpen(() -> usedBytes = database.memory().total());
      long end = System.nanoTime();
      nextCountNanos = end + Math.max(OLD_NANOS, COUNTING_SHARE * (end - start));
    }
    return usedBytes;
  }

  /**
   * Refuses changes by which tables grow: large ones at the limit, small ones an eighth above it.
   */
  void checkGrowth(String what, long bytes) {
    if (bytes > 0 && usedBytes() > limitBytes + limitBytes / 8) {
      throw refusal(what, bytes);
    }
    check(what, bytes);
  }

  /** Notes by how many bytes of rows a statement lets tables grow. */
  void grew(long bytes) {
    grownBytes.addAndGet(Math.max(0, bytes));
  }

  /** Refuses something new, such as a view, when the limit is reached already. */
  void checkNew(String what) {
    if (usedBytes() > limitBytes) {
      database.reads().giveUp(OpenReads.OLD_NANOS);
      throw refusal(what, 0);
    }
  }

  /** Refuses what needs so many bytes beside all state, unless they are few. */
  void check(String what, long bytes) {
    if (bytes > SMALL_BYTES && usedBytes() + bytes > limitBytes) {
      database.reads().giveUp(OpenReads.OLD_NANOS);
      throw refusal(what, bytes);
    }
  }

  private SpookySqlException refusal(String what, long bytes) {
    // What was counted may go with what is refused.
    nextCountNanos = System.nanoTime();
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
