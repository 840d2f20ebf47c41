// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import dev.spooky.oracle.Bag;
import dev.spooky.oracle.Outside;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Another engine that follows as long as it can; from its first refusal on it is not asked. */
final class OutsideOracle implements AutoCloseable {
  private static final int LONGEST_MILLIS = 3_000;

  private final Outside engine;
  private boolean follows = true;

  OutsideOracle() {
    try {
      engine = new Outside();
      engine.execute("SET QUERY_TIMEOUT " + LONGEST_MILLIS);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void define(String sql) {
    change(sql);
  }

  void change(String sql) {
    try {
      engine.execute(sql);
    } catch (SQLException e) {
      follows = false;
    }
  }

  /** Makes a view, a text there; false if the engine cannot. */
  boolean view(Script.View view) {
    try {
      engine.execute("CREATE VIEW " + view.name() + " AS " + view.query());
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Nullable Bag content(String view) {
    if (!follows) {
      return null;
    }
    try {
      return engine.query("SELECT * FROM " + view);
    } catch (SQLException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      engine.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
