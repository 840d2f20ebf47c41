// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import dev.spooky.oracle.Bag;
import dev.spooky.oracle.Outside;
import java.sql.SQLException;
import java.util.List;

/**
 * Looks for queries whose answers move: tries them in the other engine under some transactions of
 * the same kind.
 */
final class Probe implements AutoCloseable {
  private static final int TRANSACTIONS = 6;
  private static final int MAX_ROWS = 3_000;

  /** Some nested products take the other engine hours. */
  private static final int LONGEST_MILLIS = 10_000;

  private final Outside outside = new Outside();
  private final Schema schema;
  private int refusals;

  Probe(Schema schema, List<String> load) throws SQLException {
    this.schema = schema;
    for (String sql : schema.definitions()) {
      outside.execute(sql);
    }
    for (String sql : load) {
      outside.execute(sql);
    }
    outside.execute("SET QUERY_TIMEOUT " + LONGEST_MILLIS);
  }

  /**
   * Makes a view; gives whether the other engine can, and it moved at least every second time and
   * stayed small.
   */
  boolean create(String name, Rel query) throws SQLException {
    try {
      outside.execute("CREATE VIEW " + name + " AS " + query.sql());
      return moves(name);
    } catch (SQLException e) {
      refusals++;
      return false;
    }
  }

  private boolean moves(String name) throws SQLException {
    int changes = 0;
    Bag before = outside.query("SELECT * FROM " + name);
    for (int i = 0; i < TRANSACTIONS; i++) {
      for (String sql : schema.transaction()) {
        outside.execute(sql);
      }
      Bag after = outside.query("SELECT * FROM " + name);
      changes += after.equals(before) ? 0 : 1;
      before = after;
    }
    return 2 * changes > TRANSACTIONS && before.rowCount() <= MAX_ROWS;
  }

  /** How many queries the other engine could not do: it folds constants to a NULL of no type. */
  int refusals() {
    return refusals;
  }

  /** Takes a view away that did not do. */
  void drop(String name) throws SQLException {
    outside.execute("DROP VIEW IF EXISTS " + name);
  }

  @Override
  public void close() throws SQLException {
    outside.close();
  }
}
