// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Column;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.exec.Subscriptions;
import java.util.List;

/**
 * SUBSCRIBE TO several relations.
 *
 * @param group the relations
 * @param options with or without snapshot and progress marks
 */
record SubscribeGroupStatement(SubscribeGroup group, SubscribeOptions options)
    implements Executable {
  @Override
  public Prepared.Kind kind() {
    return Prepared.Kind.SUBSCRIBE;
  }

  @Override
  public List<Column> columns() {
    return Subscriptions.rowColumns(group.columns());
  }

  @Override
  public Outcome run(EngineSession session, Delta values) {
    Subscriptions subscriptions = new Subscriptions(session.engine().database());
    return Outcome.ofRows(
        subscriptions.rows(
            subscriptions.toRelations(group.relations(), options), options.progress()));
  }
}
