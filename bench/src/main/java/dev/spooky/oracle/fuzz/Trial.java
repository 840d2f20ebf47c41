// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.oracle.Bag;
import dev.spooky.oracle.fuzz.Difference.Oracle;
import dev.spooky.oracle.random.Schema;
import dev.spooky.sql.error.SpookySqlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a script. After every commit each view is compared with its query run once, with what
 * a subscriber summed up, with another engine and with the sum of its parts; at the end with a
 * database that got the same rows in another way.
 *
 * <p>A statement that the engine refuses is left out for all. Where tables are not stored, a second
 * database stores the same rows and is asked instead.
 */
final class Trial implements AutoCloseable {
  /** Views larger than this make trials slow and tell nothing more. */
  private static final long MAX_ROWS = 5_000;

  private final Script script;
  private final Spooky database;
  private final Session session;
  private final @Nullable Spooky stored;
  private final @Nullable OutsideOracle outside;
  private final Map<String, Watched> views = new LinkedHashMap<>();
  private final List<String> done = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private int ran;
  private int observations;

  private Trial(Script script, boolean withOutside) {
    this.script = script;
    this.database = Spooky.open(SpookyOptions.DEFAULT.withHashMask(script.hashMask()));
    this.session = database.session();
    boolean streams = script.tables().stream().anyMatch(t -> t.endsWith(Schema.STREAM));
    this.stored = streams ? Spooky.open() : null;
    boolean ask = withOutside && script.views().stream().anyMatch(Script.View::portable);
    this.outside = ask ? new OutsideOracle() : null;
  }

  /** What a trial gave. */
  record Outcome(@Nullable Difference difference, List<String> refusals, int observations) {}

  /** Runs a script. */
  static Outcome run(Script script, boolean withOutside) {
    try (Trial trial = new Trial(script, withOutside)) {
      Difference found;
      try {
        found = trial.run();
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        found = trial.bug(e);
      }
      return new Outcome(found, trial.refusals, trial.observations);
    }
  }

  private Difference bug(Throwable e) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      StackTraceElement[] trace = cause.getStackTrace();
      text.append(cause).append(trace.length == 0 ? "\n" : "\n  at " + trace[0] + "\n");
    }
    return new Difference(Oracle.BUG, "", ran, List.of(), text.toString());
  }

  private @Nullable Difference run() {
    for (String table : script.tables()) {
      define(table, table.replace(Schema.STREAM, ""));
    }
    for (int i = 0; i <= script.transactions().size(); i++) {
      if (i == script.viewsAt()) {
        script.views().forEach(this::create);
      }
      Difference found = i >= script.viewsAt() ? check() : null;
      if (found != null || i == script.transactions().size()) {
        return found != null ? found : new Histories(script, done, views).check(ran);
      }
      transaction(script.transactions().get(i));
      ran++;
    }
    throw new IllegalStateException("views=" + script.viewsAt());
  }

  private void define(String sql, String plain) {
    session.execute(sql);
    if (stored != null) {
      stored.execute(plain);
    }
    if (outside != null) {
      outside.define(plain);
    }
  }

  private void create(Script.View view) {
    try {
      session.execute("CREATE MATERIALIZED VIEW " + view.name() + " AS " + view.query());
      if (stored != null) {
        stored.execute("CREATE VIEW " + view.name() + " AS " + view.query());
      }
    } catch (SpookySqlException e) {
      refused(view.query(), e);
      return;
    }
    Watched watched = new Watched(database, view);
    views.put(view.name(), watched);
    try {
      watched.part(session);
    } catch (SpookySqlException e) {
      refused(view.parts().get(0), e);
    }
    if (outside != null && view.portable()) {
      watched.portable = outside.view(view);
    }
  }

  /** Keeps a refusal; what only a fault of the engine can cause goes on. */
  private void refused(String sql, SpookySqlException e) {
    if (Faults.isFault(e)) {
      throw new IllegalStateException(sql, e);
    }
    refusals.add(e.sqlState() + " " + e.detail() + "\n    " + sql);
  }

  private void transaction(Script.Txn txn) {
    session.begin();
    List<String> accepted = new ArrayList<>();
    for (String sql : txn.statements()) {
      try {
        session.execute(sql);
        accepted.add(sql);
      } catch (SpookySqlException e) {
        refused(sql, e);
      }
    }
    if (txn.undone()) {
      session.rollback();
      return;
    }
    try {
      session.commit();
    } catch (SpookySqlException e) {
      refused("COMMIT", e);
      return;
    }
    done.addAll(accepted);
    for (String sql : accepted) {
      if (stored != null) {
        stored.execute(sql);
      }
      if (outside != null) {
        outside.change(sql);
      }
    }
  }

  private @Nullable Difference check() {
    for (Watched view : views.values()) {
      Bag content = Bag.of(database.view(view.name).rows());
      if (content.rowCount() > MAX_ROWS) {
        return null;
      }
      observations++;
      Spooky asked = stored == null ? database : stored;
      Bag once;
      try {
        once = Bag.of(asked.query(view.query));
      } catch (SpookySqlException e) {
        return differs(Oracle.RECOMPUTATION, view, content + "\n" + e.getMessage());
      }
      Difference found = compare(Oracle.RECOMPUTATION, view, content, once);
      found = found != null ? found : compare(Oracle.SUBSCRIBER, view, content, view.follow());
      if (found == null && view.isParted()) {
        found = compare(Oracle.PARTITION, view, content, view.sumOfParts());
      }
      if (found == null && outside != null && view.portable) {
        Bag other = outside.content(view.name);
        found = other == null ? null : compare(Oracle.OUTSIDE, view, content, other);
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Difference compare(Oracle oracle, Watched view, Bag content, Bag other) {
    if (content.equals(other)) {
      return null;
    }
    String text =
        "the view:  " + content + "\nthe other: " + other + "\n" + content.difference(other);
    return differs(oracle, view, text);
  }

  private Difference differs(Oracle oracle, Watched view, String text) {
    List<String> queries = new ArrayList<>();
    queries.add("SELECT * FROM " + view.name);
    if (oracle == Oracle.PARTITION) {
      queries.add(String.join(" UNION ALL ", view.parts()));
    } else {
      queries.add(view.query);
    }
    return new Difference(oracle, view.name, ran, queries, text);
  }

  @Override
  public void close() {
    views.values().forEach(Watched::close);
    session.close();
    database.close();
    if (stored != null) {
      stored.close();
    }
    if (outside != null) {
      outside.close();
    }
  }
}
