// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import dev.spooky.engine.Change;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.oracle.Bag;
import dev.spooky.oracle.Outside;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * One random schema with views on it, through random transactions. At every tick: a view's content
 * = a one-shot SELECT of its query = the other engine's answer = what a subscriber has summed up.
 */
final class RandomCase implements AutoCloseable {
  private static final int TRANSACTIONS = 30;
  private static final int TRIES = 8;

  /** A view under test. */
  private final class Live implements AutoCloseable {
    final String name;
    final Rel query;
    final Subscription subscription;
    final Bag subscribed = new Bag();
    Bag content = new Bag();
    int changes;

    Live(String name, Rel query) {
      this.name = name;
      this.query = query;
      this.subscription = database.subscribe(name, SubscribeOptions.DEFAULT);
    }

    @Override
    public void close() {
      subscription.close();
    }
  }

  private final long seed;
  private final Dice dice;
  private final Schema schema;
  private final Queries queries;
  private final Outside outside;
  private final Spooky database;
  private final Session session;
  private final List<Live> views = new ArrayList<>();
  private final StringJoiner script = new StringJoiner(";\n", "", ";\n");
  private int ticks;
  private int refusals;

  RandomCase(long seed, SpookyOptions options) throws SQLException {
    this.seed = seed;
    this.dice = new Dice(seed);
    this.schema = new Schema(dice);
    this.queries = new Queries(dice);
    this.outside = new Outside();
    this.database = Spooky.open(options);
    this.session = database.session();
  }

  void run() {
    try {
      schema.definitions().forEach(this::both);
      List<String> load = schema.load();
      List<Rel> chosen = choose(load);
      boolean hydrate = dice.percent(50);
      if (hydrate) {
        load.forEach(this::both);
      }
      for (int i = 0; i < chosen.size(); i++) {
        String name = "v" + i;
        both("CREATE MATERIALIZED VIEW " + name + " AS " + chosen.get(i).sql());
        views.add(new Live(name, chosen.get(i)));
      }
      if (!hydrate) {
        load.forEach(this::both);
      }
      check(false);
      for (int i = 0; i < TRANSACTIONS; i++) {
        transaction();
        check(true);
      }
    } catch (SQLException | RuntimeException | AssertionError e) {
      throw new AssertionError("seed=" + seed + " tick=" + ticks + "\n" + script + "-- " + e, e);
    }
  }

  /** Chooses one to three queries; the later ones may read the views of the earlier ones. */
  private List<Rel> choose(List<String> load) throws SQLException {
    List<Rel> chosen = new ArrayList<>();
    List<Rel> relations = new ArrayList<>(schema.relations());
    int count = dice.between(1, 3);
    try (Probe probe = new Probe(schema, load)) {
      while (chosen.size() < count) {
        String name = "v" + chosen.size();
        Rel query = queries.of(relations, 2);
        for (int i = 0; !probe.create(name, query) && i < TRIES; i++) {
          probe.drop(name);
          query = queries.of(relations, 2);
        }
        chosen.add(query);
        relations.add(new Rel(name, query.columns()));
      }
      refusals = probe.refusals();
    }
    return chosen;
  }

  /** Queries that were drawn and that the other engine could not do. */
  int refusals() {
    return refusals;
  }

  private void transaction() throws SQLException {
    boolean undone = dice.percent(10);
    session.begin();
    outside.connection().setAutoCommit(false);
    schema.transaction().forEach(this::both);
    if (undone) {
      session.rollback();
      outside.connection().rollback();
      script.add("ROLLBACK");
    } else {
      session.commit();
      outside.connection().commit();
      script.add("COMMIT");
    }
    outside.connection().setAutoCommit(true);
    ticks++;
  }

  private void both(String sql) {
    script.add(sql);
    long here = Math.max(0, session.execute(sql).updateCount());
    try {
      // the other engine keeps nothing up to date: its views are texts
      long there = outside.execute(sql.replace("CREATE MATERIALIZED VIEW", "CREATE VIEW"));
      if (here != there) {
        throw new AssertionError("rows changed: " + here + ", by the other engine " + there);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the other engine: " + e.getMessage(), e);
    }
  }

  private void check(boolean count) throws SQLException {
    for (Live view : views) {
      Bag content = Bag.of(database.view(view.name).rows());
      same(view, "its query run once", content, Bag.of(database.query(view.query.sql())));
      same(view, "the other engine", content, outside.query("SELECT * FROM " + view.name));
      follow(view);
      same(view, "its subscriber", content, view.subscribed);
      if (count && !content.equals(view.content)) {
        view.changes++;
      }
      view.content = content;
    }
  }

  private void follow(Live view) {
    while (true) {
      Duration patience =
          view.subscription.tick() < database.tick() ? Duration.ofMillis(1) : Duration.ZERO;
      Change change = view.subscription.next(patience);
      if (change == null) {
        return;
      }
      view.subscribed.apply(change);
    }
  }

  private void same(Live view, String other, Bag content, Bag expected) {
    if (!content.equals(expected)) {
      throw new AssertionError(
          "seed="
              + seed
              + " tick="
              + ticks
              + " view="
              + view.name
              + ": its content (+) is not that of "
              + other
              + " (-)\n"
              + content.difference(expected)
              + "\n"
              + script);
    }
  }

  /** How many pairs of tick and view there were. */
  int observations() {
    return ticks * views.size();
  }

  /** How many of them changed the view. */
  int changes() {
    return views.stream().mapToInt(view -> view.changes).sum();
  }

  @Override
  public void close() throws SQLException {
    views.forEach(Live::close);
    session.close();
    database.close();
    outside.close();
  }
}
