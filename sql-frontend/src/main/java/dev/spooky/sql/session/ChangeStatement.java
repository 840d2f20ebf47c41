// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.exec.Run;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.apache.calcite.rel.type.RelDataType;

/**
 * INSERT, UPDATE, DELETE.
 *
 * @param parameters types of the parameters
 * @param action runs the statement for each row of parameters and counts the rows changed by each
 */
record ChangeStatement(RelDataType parameters, BiFunction<Delta, Run, long[]> action)
    implements Executable {
  @Override
  public Prepared.Kind kind() {
    return Prepared.Kind.UPDATE;
  }

  @Override
  public Outcome run(EngineSession session, Delta values) {
    return Outcome.ofCount(Arrays.stream(runBatch(session, values)).sum());
  }

  @Override
  public long[] runBatch(EngineSession session, Delta values) {
    return action.apply(values, session.run());
  }
}
