// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.demo;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events, some in each commit, and takes away the oldest bids so that a number of them
 * stays. Runs on a thread of its own until it is stopped.
 */
final class EventWriter implements Runnable {
  private final Spooky database;
  private final DemoOptions options;
  private final Stopwatch stopwatch;
  private volatile boolean stopped;
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();
  private volatile @Nullable Throwable failure;

  EventWriter(Spooky database, DemoOptions options, Stopwatch stopwatch) {
    this.database = database;
    this.options = options;
    this.stopwatch = stopwatch;
  }

  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Events that were committed. */
  long events() {
    return events.get();
  }

  long commits() {
    return commits.get();
  }

  /** Throws what ended the writer, if something did. */
  void checkFailure() {
    Throwable cause = failure;
    if (cause != null) {
      throw new IllegalStateException("the writer failed: " + cause.getMessage(), cause);
    }
  }

  @Override
  public void run() {
    try (Session session = database.session();
        Tables tables = new Tables(session)) {
      AuctionEvents source = new AuctionEvents();
      long start = System.nanoTime();
      while (!stopped) {
        commit(session, tables, source);
        events.set(source.count());
        commits.incrementAndGet();
        keepRate(start);
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      stopped = true;
    }
  }

  private void commit(Session session, Tables tables, AuctionEvents source) {
    session.begin();
    for (int i = 0; i < options.batch(); i++) {
      source.next(tables);
    }
    tables.keepBids(source.bidCount(), options.window());
    tables.flush();
    stopwatch.commitBegins(database.tick() + 1);
    session.commit();
  }

  private void keepRate(long start) {
    if (options.rate() <= 0) {
      return;
    }
    long due = start + (long) (events.get() * 1e9 / options.rate());
    long wait = due - System.nanoTime();
    while (wait > 0 && !stopped) {
      LockSupport.parkNanos(wait);
      wait = due - System.nanoTime();
    }
  }

  /** The tables' bulk writers. */
  private static final class Tables implements AuctionEvents.Sink, AutoCloseable {
    private final Appender persons;
    private final Appender auctions;
    private final Appender bids;
    private final Appender oldBids;
    private long oldestBid;

    Tables(Session session) {
      persons = session.appender("person");
      auctions = session.appender("auction");
      bids = session.appender("bid");
      oldBids = session.appender("bid", "id");
    }

    @Override
    public void person(long id, String name, String city, String inState, long ts) {
      persons.append(id).append(name).append(city).append(inState).append(ts).endRow();
    }

    @Override
    public void auction(long id, long seller, long category, long initial, long ts, long expires) {
      auctions.append(id).append(seller).append(category).append(initial);
      auctions.append(ts).append(expires).endRow();
    }

    @Override
    public void bid(long id, long auction, long bidder, long price, long ts) {
      bids.append(id).append(auction).append(bidder).append(price).append(ts).endRow();
    }

    /** Takes away the oldest bids of earlier commits until {@code window} are left. */
    void keepBids(long total, long window) {
      while (window > 0 && total - oldestBid > window) {
        oldBids.append(oldestBid++).endDeletedRow();
      }
    }

    void flush() {
      persons.flush();
      auctions.flush();
      bids.flush();
      oldBids.flush();
    }

    @Override
    public void close() {
      persons.close();
      auctions.close();
      bids.close();
      oldBids.close();
    }
  }
}
