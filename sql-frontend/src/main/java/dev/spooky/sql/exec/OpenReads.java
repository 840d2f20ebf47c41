// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The reads that hold memory: those that run, which keep the pages that they have pinned, and
 * results that nobody has gone through to their end. When memory is short, those that are old are
 * given up. A result that its program has forgotten counts no more.
 */
final class OpenReads {
  /** What is older than this may be given up. */
  static final long OLD_NANOS = 60_000_000_000L;

  /** A read. */
  static final class Read {
    private final @Nullable OpenReads owner;
    private final long startNanos = System.nanoTime();
    private volatile long bytes;
    private volatile boolean givenUp;

    private Read(@Nullable OpenReads owner) {
      this.owner = owner;
    }

    /** It holds nothing any more. */
    void end() {
      if (owner != null) {
        owner.end(this);
      }
    }

    /** It holds so many bytes now. */
    void holds(long now) {
      bytes = now;
    }

    private long ageNanos() {
      return System.nanoTime() - startNanos;
    }

    /** Throws if it was given up. */
    void check() {
      if (givenUp) {
        throw SpookySqlException.of(
                SqlErrorCode.CANCELLED,
                "this result was given up, since memory is short and it has been open for "
                    + ageNanos() / 1_000_000_000L
                    + " s")
            .withHint("read results to their end, or close them");
      }
    }
  }

  private final Set<Read> open = Collections.newSetFromMap(new WeakHashMap<>());

  /** A read begins. */
  Read begin() {
    Read read = new Read(this);
    synchronized (open) {
      open.add(read);
    }
    return read;
  }

  /** One that is not counted. */
  static Read uncounted() {
    return new Read(null);
  }

  private void end(Read read) {
    synchronized (open) {
      open.remove(read);
    }
  }

  private List<Read> all() {
    synchronized (open) {
      return new ArrayList<>(open);
    }
  }

  /** How many there are. */
  int count() {
    return all().size();
  }

  /** Bytes that they hold. */
  long bytes() {
    return all().stream().mapToLong(read -> read.bytes).sum();
  }

  /** Gives up those that are older. */
  void giveUp(long olderThanNanos) {
    for (Read read : all()) {
      if (read.ageNanos() > olderThanNanos) {
        read.givenUp = true;
      }
    }
  }
}
