// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.oracle.Bag;
import dev.spooky.oracle.random.Dice;
import dev.spooky.oracle.random.Flavour;
import dev.spooky.oracle.random.Queries;
import dev.spooky.oracle.random.Rel;
import dev.spooky.oracle.random.Schema;
import dev.spooky.sql.error.SpookySqlException;
import java.util.ArrayList;
import java.util.List;

/** Draws scripts. Queries that grow out of hand are drawn again. */
final class Scripts {
  private static final int TRANSACTIONS = 8;
  private static final int TRIES = 6;
  private static final long MAX_ROWS = 1_000;

  private final Dice dice;
  private final Flavour flavour;
  private final List<String> refusals = new ArrayList<>();

  private Scripts(long seed) {
    this.dice = new Dice(seed);
    this.flavour = Flavour.values()[Math.floorMod(seed, 3)];
  }

  /** The script of a seed; what the engine could not do on the way goes into {@code refusals}. */
  static Script draw(long seed, List<String> refusals) {
    Scripts scripts = new Scripts(seed);
    Script script = scripts.draw();
    refusals.addAll(scripts.refusals);
    return script;
  }

  private Script draw() {
    Schema schema = new Schema(dice, flavour);
    Queries queries = new Queries(dice, flavour);
    List<Script.Txn> transactions = new ArrayList<>();
    transactions.add(new Script.Txn(schema.load(), false));
    List<Script.View> views = new ArrayList<>();
    try (Spooky probe = Spooky.open();
        Session session = probe.session()) {
      schema.definitions().forEach(sql -> session.execute(sql.replace(Schema.STREAM, "")));
      transactions.get(0).statements().forEach(sql -> quietly(session, sql));
      session.set("statement_timeout", "500ms");
      List<Rel> relations = new ArrayList<>(schema.relations());
      int count = dice.between(1, 3);
      for (int i = 0; i < count * TRIES && views.size() < count; i++) {
        Rel query = queries.of(relations, 2);
        String name = "v" + views.size();
        if (isSmall(session, name, query)) {
          boolean portable = flavour != Flavour.FULL;
          String predicate = dice.percent(30) ? queries.predicate(query) : "";
          views.add(new Script.View(name, query.sql(), portable, predicate));
          relations.add(new Rel(name, query.columns()));
        }
      }
    }
    for (int i = 0; i < TRANSACTIONS; i++) {
      transactions.add(new Script.Txn(schema.transaction(), dice.percent(10)));
    }
    int viewsAt = schema.hasStreams() || dice.percent(50) ? 0 : 1;
    long mask = dice.percent(15) ? 15 : -1;
    return new Script(schema.definitions(), views, transactions, viewsAt, mask);
  }

  private void quietly(Session session, String sql) {
    try {
      session.execute(sql);
    } catch (SpookySqlException e) {
      refusals.add(e.getMessage());
    }
  }

  private boolean isSmall(Session session, String name, Rel query) {
    try {
      Bag rows = Bag.of(session.execute(query.sql()).rows().orElseThrow());
      if (rows.rowCount() > MAX_ROWS) {
        return false;
      }
      session.execute("CREATE VIEW " + name + " AS " + query.sql());
      return true;
    } catch (SpookySqlException e) {
      if (Faults.isFault(e)) {
        return true; // a fault, for the trial to find again
      }
      refusals.add(e.sqlState() + " " + e.detail() + "\n    " + query.sql());
      return false;
    }
  }
}
