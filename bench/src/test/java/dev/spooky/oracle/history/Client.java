// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import dev.spooky.engine.Session;
import dev.spooky.sql.error.SpookySqlException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Runs random transactions on lists, and writes them down. */
final class Client {
  private static final int MOST_STEPS = 5;

  private final History history;
  private final Session session;
  private final Keys keys;
  private final List<Level> levels;
  private final AtomicInteger values;
  private final Random random;
  private final Map<String, Integer> outcomes;
  private Notes notes;
  private int savepoints;

  /** What all clients of a run share. */
  record Shared(
      History history, AtomicInteger values, Map<String, Integer> outcomes, List<Level> levels) {
    Shared(List<Level> levels) {
      this(new History(), new AtomicInteger(), new ConcurrentHashMap<>(), levels);
    }
  }

  Client(Shared shared, Session session, Keys keys, long seed) {
    this.history = shared.history();
    this.values = shared.values();
    this.outcomes = shared.outcomes();
    this.levels = shared.levels();
    this.session = session;
    this.keys = keys;
    this.random = new Random(seed);
    session.execute("SET lock_timeout = '10min'");
    session.execute("SET idle_in_transaction_session_timeout = '10min'");
  }

  void run(int transactions) {
    for (int i = 0; i < transactions; i++) {
      if (random.nextInt(6) == 0) {
        single();
      } else {
        several();
      }
    }
  }

  /** Reads all keys, in one statement. */
  void readAll() {
    notes = history.begin(Level.STATEMENT);
    read(0, IntStream.range(keys.first(), keys.first() + keys.count()).toArray());
    notes.commit(history.now());
  }

  private void single() {
    notes = history.begin(Level.STATEMENT);
    long ending = history.now();
    switch (random.nextInt(5)) {
      case 0, 1 -> append();
      case 2 -> violate();
      case 3 -> {
        int key = keys.toAppendTo(random);
        int value = values.incrementAndGet();
        fails("22012", () -> Lists.poison(session, value, key));
        notes.failedAppend(key, value, ending, history.now());
      }
      default -> read();
    }
    notes.commit(ending);
    count("single");
  }

  private void several() {
    Level level = levels.get(random.nextInt(levels.size()));
    notes = history.begin(level);
    savepoints = 0;
    session.execute("BEGIN ISOLATION LEVEL " + level.name().replace('_', ' '));
    int steps = 1 + random.nextInt(MOST_STEPS);
    for (int i = 0; i < steps; i++) {
      step();
    }
    int end = random.nextInt(20);
    if (end < 3) {
      long ending = history.now();
      session.rollback();
      notes.abort(ending);
      count("rolled back");
    } else if (end < 5) {
      failToCommit();
    } else {
      long ending = history.now();
      session.commit();
      notes.commit(ending);
      count("committed");
    }
  }

  private void failToCommit() {
    int key = keys.toAppendTo(random);
    int value = values.incrementAndGet();
    long invoked = history.now();
    Lists.poison(session, value, key);
    notes.append(key, value, invoked, history.now());
    long ending = history.now();
    fails("22012", session::commit);
    notes.abort(ending);
    count("failed to commit");
  }

  private void step() {
    int kind = random.nextInt(20);
    if (kind < 8) {
      append();
    } else if (kind < 16) {
      read();
    } else if (kind == 16) {
      violate();
    } else if (kind == 17 && savepoints > 0) {
      int to = random.nextInt(savepoints);
      session.execute("ROLLBACK TO SAVEPOINT s" + to);
      notes.rollbackTo(to);
      savepoints = to + 1;
      count("rolled back to a savepoint");
    } else {
      session.execute("SAVEPOINT s" + savepoints);
      notes.savepoint(savepoints++);
    }
  }

  private void append() {
    int value = values.incrementAndGet();
    int key = keys.toAppendTo(random);
    int other = random.nextInt(5) == 0 ? keys.toAppendTo(random) : key;
    long invoked = history.now();
    long changed;
    if (other != key) {
      changed = Lists.append(session, value, key, other);
      notes.append(other, value, invoked, history.now());
    } else if (random.nextInt(4) == 0) {
      changed = Lists.upsert(session, value, key);
    } else {
      changed = Lists.append(session, value, key);
    }
    notes.append(key, value, invoked, history.now());
    if (changed != (other == key ? 1 : 2)) {
      throw new AssertionError("an append changed " + changed + " rows");
    }
    count("append");
  }

  private void violate() {
    int value = values.incrementAndGet();
    int key = keys.toAppendTo(random);
    int other = keys.toAppendTo(random);
    long invoked = history.now();
    fails("23514", () -> Lists.violate(session, value, key, other));
    long completed = history.now();
    notes.failedAppend(key, value, invoked, completed);
    notes.failedAppend(other, value, invoked, completed);
    count("violation");
  }

  private void read() {
    int[] some =
        IntStream.generate(() -> keys.toRead(random))
            .limit(1 + random.nextInt(3))
            .distinct()
            .toArray();
    read(random.nextInt(Lists.sourceCount()), some);
    count("read");
  }

  private void read(int source, int... some) {
    long invoked = history.now();
    Map<Integer, int[]> lists = Lists.read(session, source, some);
    long completed = history.now();
    lists.forEach((key, list) -> notes.read(key, list, invoked, completed));
  }

  private static void fails(String sqlState, Runnable action) {
    try {
      action.run();
    } catch (SpookySqlException e) {
      if (e.sqlState().equals(sqlState)) {
        return;
      }
      throw e;
    }
    throw new AssertionError("no error " + sqlState);
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }
}
