// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.runtime.zset.Delta;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One run of a statement: in which transaction, with which settings, and whether it is to stop.
 *
 * @param transaction the open transaction; null in autocommit
 * @param mode how a transaction of this statement alone runs
 * @param zone the session's time zone
 * @param check throws if the statement is to stop
 * @param inserted gets the rows that the statement inserts; null if nobody wants them
 * @param session number of the session
 */
public record Run(
    @Nullable Transaction transaction,
    Transaction.Mode mode,
    ZoneId zone,
    Runnable check,
    @Nullable InsertedRows inserted,
    long session)
    implements Reader.Scope {

  /** The same inside of a transaction. */
  Run in(Transaction open) {
    return new Run(open, mode, zone, check, inserted, session);
  }

  @Override
  public @Nullable Delta pending(StoredRelation relation) {
    return transaction == null ? null : transaction.pending(relation);
  }

  @Override
  public void checkCancelled() {
    check.run();
  }

  /** A compiler of expressions that may ask for the time. */
  TransformCompiler compiler() {
    return new TransformCompiler(new Settings(zone, Instant.now(), null));
  }
}
