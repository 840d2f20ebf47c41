// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.exec.Run;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * INSERT, UPDATE, DELETE.
 *
 * @param parameters types of the parameters
 * @param target where the text names the table: the place of bad data that knows no better one
 * @param action runs the statement for each row of parameters and counts the rows changed by each
 */
record ChangeStatement(
    RelDataType parameters, SqlParserPos target, BiFunction<Delta, Run, long[]> action)
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
    try {
      return action.apply(values, session.run());
    } catch (SpookySqlException e) {
      throw isBadData(e) && !e.position().isKnown()
          ? e.withPosition(SpookySqlException.position(target))
          : e;
    }
  }

  /** Whether a value or a constraint is the reason, SQLSTATE classes 22 and 23. */
  private static boolean isBadData(SpookySqlException error) {
    return error.sqlState().startsWith("22") || error.sqlState().startsWith("23");
  }
}
