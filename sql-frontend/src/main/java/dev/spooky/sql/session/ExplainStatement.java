// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.sql.ast.Explain;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.MaterializedView;
import dev.spooky.sql.catalog.PlainView;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.CircuitPrinter;
import dev.spooky.sql.parser.SqlText;
import dev.spooky.sql.plan.QueryPlan;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** EXPLAIN [PLAN|CIRCUIT] [FORMAT TEXT|DOT] of a query or a view. */
final class ExplainStatement {
  private ExplainStatement() {}

  static Executable of(Explain explain, String sql, Scope scope) {
    QueryPlan plan = plan(explain.subject(), sql, scope);
    String column = explain.stage() == Explain.Stage.PLAN ? "plan" : "circuit";
    boolean dot = explain.format() == Explain.Format.DOT;
    return new TextStatement(
        column,
        session -> {
          CircuitPrinter printer = new CircuitPrinter(scope.database(), session.zone());
          return explain.stage() == Explain.Stage.PLAN
              ? printer.plan(plan, !(explain.subject() instanceof SqlIdentifier), dot)
              : printer.circuit(plan, dot);
        });
  }

  private static QueryPlan plan(SqlNode subject, String sql, Scope scope) {
    if (!(subject instanceof SqlIdentifier name)) {
      return scope.frontend().query(subject, sql).withoutHiddenColumns();
    }
    Entry entry = scope.catalog().get(name);
    String text;
    if (entry instanceof MaterializedView view) {
      text = view.sql();
    } else if (entry instanceof PlainView view) {
      text = view.sql();
    } else {
      throw SpookySqlException.at(
          name.getParserPosition(), SqlErrorCode.WRONG_RELATION_KIND, entry.name(), "view");
    }
    return scope.keptTexts().query(SqlText.parseStatement(text), text).withoutHiddenColumns();
  }
}
