// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Column;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.ast.Subscribe;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.Subscriptions;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/**
 * SUBSCRIBE TO a relation or a query.
 *
 * @param target what is subscribed to
 * @param options with or without snapshot and progress marks
 */
record SubscribeStatement(SubscribeTarget target, SubscribeOptions options) implements Executable {
  static Executable of(Subscribe statement, String sql, Scope scope) {
    SqlNode resume = statement.resume();
    SubscribeOptions options =
        new SubscribeOptions(
            statement.snapshot() && resume == null,
            statement.progress(),
            SettingValues.text(resume));
    if (statement.relations().size() > 1) {
      return new SubscribeGroupStatement(SubscribeGroup.of(statement.relations(), scope), options);
    }
    return new SubscribeStatement(
        SubscribeTarget.of(statement.relations().get(0), sql, scope), options);
  }

  @Override
  public Prepared.Kind kind() {
    return Prepared.Kind.SUBSCRIBE;
  }

  @Override
  public List<Column> columns() {
    return Subscriptions.rowColumns(target.columns(), options.progress());
  }

  @Override
  public Outcome run(EngineSession session, Delta values) {
    Database database = session.engine().database();
    return Outcome.ofRows(
        new Subscriptions(database)
            .rows(
                target.subscribe(database, session.zone(), options, session::checkCancelled),
                options.progress()));
  }
}
