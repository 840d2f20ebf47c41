// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.corpus;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A script through JDBC as it stands, on a database of its own. */
class ScriptRun implements AutoCloseable {
  private static final Pattern CHANGE = Pattern.compile("INSERT|REPLACE|UPDATE|DELETE");

  final Connection connection;
  final Statement statement;
  final Tally tally = new Tally();
  private final Predicate<ScriptRecord.Query> chosen;

  /** Line of the first change of data that we cannot do; what follows has other data. 0: none. */
  private int failedChange;

  /**
   * Opens a database.
   *
   * @param chosen which queries to ask
   */
  ScriptRun(Predicate<ScriptRecord.Query> chosen) throws SQLException {
    this.chosen = chosen;
    this.connection = DriverManager.getConnection("jdbc:spooky:");
    this.statement = connection.createStatement();
  }

  /** Does all of a script; gives what became of it. */
  final Tally run(List<ScriptRecord> records) throws SQLException {
    for (ScriptRecord record : records) {
      if (record instanceof ScriptRecord.Query query) {
        if (chosen.test(query)) {
          ask(query);
        }
      } else if (record instanceof ScriptRecord.Step step) {
        settle();
        execute(step);
      }
    }
    settle();
    return tally;
  }

  /** Asks a query, now or when {@link #settle} is called. */
  void ask(ScriptRecord.Query query) throws SQLException {
    check(query, query.sql());
  }

  /** Called before the data may change, and at the end. */
  void settle() throws SQLException {}

  final void check(ScriptRecord.Query query, String sql) {
    try (ResultSet rows = statement.executeQuery(sql)) {
      @Nullable String difference = Answers.difference(query, rows);
      if (difference == null) {
        tally.passed();
      } else if (failedChange > 0) {
        tally.problem(Tally.Outcome.FAILED, query, "after the failure of line " + failedChange);
      } else {
        tally.problem(Tally.Outcome.WRONG, query, difference);
      }
    } catch (SQLException e) {
      tally.error(query, e);
    }
  }

  private void execute(ScriptRecord.Step step) {
    try {
      statement.execute(step.sql());
      if (step.succeeds()) {
        tally.passed();
      } else {
        tally.problem(Tally.Outcome.FAILED, step, "no error");
      }
    } catch (SQLException e) {
      if (step.succeeds()) {
        tally.error(step, e);
        if (failedChange == 0 && CHANGE.matcher(step.sql()).lookingAt()) {
          failedChange = step.line();
        }
      } else {
        tally.passed();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
    connection.close();
  }
}
