// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
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
    private final String what;
    private final long startNanos = System.nanoTime();
    private volatile long bytes;
    private volatile LongSupplier kept = () -> 0;
    private volatile boolean givenUp;

    private Read(@Nullable OpenReads owner, String what) {
      this.owner = owner;
      this.what = what;
    }

    /** It holds nothing any more. */
    void end() {
      if (owner != null) {
        owner.end(this);
      }
    }

    /** It holds so many bytes now, and no pages any more. */
    void holds(long now) {
      bytes = now;
      kept = () -> 0;
    }

    /** It holds pages of the state, of which so many bytes are old ones. */
    void keeps(LongSupplier oldBytes) {
      kept = oldBytes;
    }

    private long ageNanos() {
      return System.nanoTime() - startNanos;
    }

    /** Throws if it was given up. */
    void check() {
      if (givenUp) {
        throw SpookySqlException.of(
                SqlErrorCode.CANCELLED,
                what
                    + " was given up, since memory is short and it has been open for "
                    + ageNanos() / 1_000_000_000L
                    + " s")
            .withHint("read results to their end, or close them");
      }
    }
  }

  private final Set<Read> open = Collections.newSetFromMap(new WeakHashMap<>());

  /** A read begins. */
  Read begin(String what) {
    Read read = new Read(this, what);
    synchronized (open) {
      open.add(read);
    }
    return read;
  }

  /** One that is not counted. */
  static Read uncounted() {
    return new Read(null, "");
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

  /**
   * Bytes that they hold: their results, and pages that the state has left behind since they began.
   * Of these the first one's are those of the others, too, at most.
   */
  long bytes() {
    List<Read> all = all();
    long results = all.stream().mapToLong(read -> read.bytes).sum();
    return results + all.stream().mapToLong(read -> read.kept.getAsLong()).max().orElse(0);
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
