// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.MaterializedView;
import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.error.SpookySqlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What suspends views now. */
public final class ViewErrors {
  /** Errors that are told of one expression; a view may have failed for millions of rows. */
  private static final int MOST = 1000;

  private ViewErrors() {}

  /**
   * An error of a view.
   *
   * @param view the view
   * @param error what went wrong
   * @param line where in the text of the statement that defined the view; 0 if that is not known
   * @param column the same
   * @param source the relation whose row it is; null if operators have made the row
   * @param row the row as text; null likewise
   * @param times how many such rows there are
   */
  public record ViewError(
      RelationName view,
      SpookySqlException error,
      int line,
      int column,
      @Nullable String source,
      @Nullable String row,
      long times) {}

  /** The errors of all suspended views. Between two ticks. */
  static List<ViewError> of(Database database) {
    List<ViewError> all = new ArrayList<>();
    if (!database.circuit().hasFailures()) {
      return all;
    }
    for (Entry entry : database.catalog().all()) {
      if (entry instanceof MaterializedView view) {
        for (Node node : database.circuit().failedNodes(database.stored(view).store())) {
          add(view, node, database, all);
        }
      }
    }
    return all;
  }

  private static void add(
      MaterializedView view, Node node, Database database, List<ViewError> all) {
    Errors errors = node.currentErrors();
    int count = Math.min(errors.delta().count(), MOST);
    for (int i = 0; i < count; i++) {
      FailedRow.Found found = FailedRow.find(node, errors.row(i), database);
      all.add(
          new ViewError(
              view.fullName(),
              TickErrors.at(errors, i),
              errors.line(i),
              errors.column(i),
              found == null ? null : found.relation(),
              found == null ? null : found.row(),
              errors.delta().weight(i)));
    }
  }
}
