// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spooky.engine.Change;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Relation;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.session.SpookyEngine;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A database of its own, with rows as text. */
final class Sql implements AutoCloseable {
  private final SpookyEngine engine = new SpookyEngine(SpookyOptions.DEFAULT);
  private final Spooky unused = Spooky.open();
  private final Session session = engine.session(unused);

  Session newSession() {
    return engine.session(unused);
  }

  /** Rows and index entries that were looked at so far. */
  long entriesRead() {
    return engine.database().counters().entriesRead + engine.database().rowsRead();
  }

  /** Operators and sources of the circuit. */
  int nodeCount() {
    try {
      Field field = Database.class.getDeclaredField("circuit");
      field.setAccessible(true);
      return ((Circuit) field.get(engine.database())).nodes().size();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  Session session() {
    return session;
  }

  long run(String sql, Object... parameters) {
    return session.execute(sql, parameters).updateCount();
  }

  List<String> rows(String sql, Object... parameters) {
    Outcome outcome = session.execute(sql, parameters);
    List<String> all = new ArrayList<>();
    try (Rows rows = outcome.rows().orElseThrow()) {
      int columns = rows.columns().size();
      while (rows.next()) {
        StringJoiner row = new StringJoiner("|");
        for (int i = 0; i < columns; i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        all.add(row.toString());
      }
    }
    return all;
  }

  Relation relation(String name) {
    return session.relations().stream()
        .filter(relation -> relation.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  void fails(String sql, String sqlState, String text) {
    fails(() -> session.execute(sql), sqlState, text);
  }

  static void fails(ThrowingCallable action, String sqlState, String text) {
    SpookySqlException e = catchThrowableOfType(SpookySqlException.class, action);
    assertThat(e).isNotNull();
    assertThat(e.sqlState()).as(e.getMessage()).isEqualTo(sqlState);
    assertThat(e.getMessage()).contains(text);
  }

  Subscription subscribe(String view) {
    return engine.subscribe(view, SubscribeOptions.DEFAULT);
  }

  /** The sum of all that a subscription has heard so far. */
  static List<String> drain(Subscription subscription) {
    Map<String, Long> sum = new TreeMap<>();
    for (Change change = subscription.next(Duration.ZERO);
        change != null;
        change = subscription.next(Duration.ZERO)) {
      while (change.next()) {
        StringJoiner row = new StringJoiner("|");
        for (int i = 0; i < change.columns().size(); i++) {
          row.add(String.valueOf(change.getString(i)));
        }
        sum.merge(row.toString(), change.weight(), Long::sum);
      }
    }
    List<String> rows = new ArrayList<>();
    sum.forEach(
        (row, weight) -> {
          assertThat(weight).as(row).isNotNegative();
          for (long i = 0; i < weight; i++) {
            rows.add(row);
          }
        });
    return rows;
  }

  @Override
  public void close() {
    session.close();
    engine.close();
    unused.close();
  }
}
