// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import dev.spooky.engine.Prepared;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.oracle.Bag;
import dev.spooky.oracle.fuzz.Difference.Oracle;
import dev.spooky.oracle.random.Schema;
import dev.spooky.sql.error.SpookySqlException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A view's content is a function of its tables' content: databases that came to the same rows in
 * other ways have the same views. One runs all statements in one transaction; one is given the rows
 * that are left, in the opposite order.
 */
final class Histories {
  private final Script script;
  private final List<String> done;
  private final Map<String, Watched> views;

  Histories(Script script, List<String> done, Map<String, Watched> views) {
    this.script = script;
    this.done = List.copyOf(done);
    this.views = views;
  }

  /** Gives what differs, or null. */
  @Nullable Difference check(int ran) {
    if (views.isEmpty()) {
      return null;
    }
    try (Spooky once = open();
        Session session = once.session()) {
      create(once);
      session.begin();
      done.forEach(session::execute);
      session.commit();
      Difference found = compare(Oracle.ONE_TRANSACTION, once, ran);
      if (found != null) {
        return found;
      }
      try (Spooky other = open();
          Session inserting = other.session()) {
        create(other);
        turnRound(once, inserting);
        return compare(Oracle.ORDER, other, ran);
      }
    } catch (SpookySqlException e) {
      if (Faults.isFault(e)) {
        throw e;
      }
      // what was refused before would be all right now, and the other way round
      return null;
    }
  }

  private Spooky open() {
    Spooky database = Spooky.open();
    script.tables().forEach(sql -> database.execute(sql.replace(Schema.STREAM, "")));
    return database;
  }

  private void create(Spooky database) {
    for (Watched view : views.values()) {
      database.execute("CREATE MATERIALIZED VIEW " + view.name + " AS " + view.query);
    }
  }

  private void turnRound(Spooky from, Session session) {
    for (String sql : script.tables()) {
      String table = sql.split(" ")[2];
      List<Object[]> rows = rows(from, table);
      Collections.reverse(rows);
      if (rows.isEmpty()) {
        continue;
      }
      String marks = String.join(", ", Collections.nCopies(rows.get(0).length, "?"));
      try (Prepared insert = session.prepare("INSERT INTO " + table + " VALUES (" + marks + ")")) {
        rows.forEach(insert::execute);
      }
    }
  }

  static List<Object[]> rows(Spooky database, String table) {
    List<Object[]> all = new ArrayList<>();
    try (Rows rows = database.query("SELECT * FROM " + table)) {
      while (rows.next()) {
        Object[] row = new Object[rows.columns().size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = rows.getObject(i);
        }
        all.add(row);
      }
    }
    return all;
  }

  private @Nullable Difference compare(Oracle oracle, Spooky database, int ran) {
    Collection<Watched> all = views.values();
    for (Watched view : all) {
      Bag mine = view.content();
      Bag other = Bag.of(database.view(view.name).rows());
      if (!mine.equals(other)) {
        String text =
            "the view:  " + mine + "\nthe other: " + other + "\n" + mine.difference(other);
        List<String> queries = List.of("SELECT * FROM " + view.name, view.query);
        return new Difference(oracle, view.name, ran, queries, text);
      }
    }
    return null;
  }
}
