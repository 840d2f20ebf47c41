// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a statement: in which transaction, with which settings, and whether it is to stop.
 *
 * @param transaction the open transaction; null in autocommit
 * @param mode how a transaction of this statement alone runs
 * @param zone the session's time zone
 * @param cancelled whether the statement was cancelled
 * @param inserted gets the rows that the statement inserts; null if nobody wants them
 */
public record Run(
    @Nullable Transaction transaction,
    Transaction.Mode mode,
    ZoneId zone,
    BooleanSupplier cancelled,
    @Nullable InsertedRows inserted)
    implements Reader.Scope {

  /** The same inside of a transaction. */
  Run in(Transaction open) {
    return new Run(open, mode, zone, cancelled, inserted);
  }

  @Override
  public @Nullable Delta pending(StoredRelation relation) {
    return transaction == null ? null : transaction.pending(relation);
  }

  @Override
  public void checkCancelled() {
    if (cancelled.getAsBoolean()) {
      throw SpookySqlException.of(SqlErrorCode.CANCELLED, "statement was cancelled");
    }
  }

  /** A compiler of expressions that may ask for the time. */
  TransformCompiler compiler() {
    return new TransformCompiler(new Settings(zone, Instant.now(), null));
  }
}
