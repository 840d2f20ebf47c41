// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Column;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.ast.Subscribe;
import dev.spooky.sql.exec.Subscriptions;
import java.util.List;

/**
 * SUBSCRIBE TO a relation or a query.
 *
 * @param target what is subscribed to
 * @param options with or without snapshot and progress marks
 */
record SubscribeStatement(SubscribeTarget target, SubscribeOptions options) implements Executable {
  static SubscribeStatement of(Subscribe statement, String sql, SpookyEngine engine) {
    return new SubscribeStatement(
        SubscribeTarget.of(statement.relation(), sql, engine),
        new SubscribeOptions(statement.snapshot(), statement.progress()));
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
    SpookyEngine engine = session.engine();
    Subscriptions subscriptions = new Subscriptions(engine.database());
    return Outcome.ofRows(
        subscriptions.rows(
            target.subscribe(engine, session.zone(), options, session::isCancelled),
            options.progress()));
  }
}
