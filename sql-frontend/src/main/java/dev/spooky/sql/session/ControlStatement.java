// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.runtime.zset.Delta;
import java.util.function.Consumer;

/**
 * A statement without result and parameters: definitions, transaction control, settings.
 *
 * @param kind what it is
 * @param action does it
 */
record ControlStatement(Prepared.Kind kind, Consumer<EngineSession> action) implements Executable {
  @Override
  public Outcome run(EngineSession session, Delta values) {
    if (kind == Prepared.Kind.DEFINITION) {
      session.beforeDefinition();
    }
    action.accept(session);
    return Outcome.ofCount(0);
  }
}
