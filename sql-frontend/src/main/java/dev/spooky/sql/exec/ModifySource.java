// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.Optimizer;
import dev.spooky.runtime.zset.Delta;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** The query whose rows an INSERT, UPDATE or DELETE takes; optimized when it is first run. */
final class ModifySource {
  private final Database database;
  private final RelNode plan;
  private final RelDataType parameters;
  private final boolean limited;
  private @Nullable RelNode optimized;

  /**
   * A query.
   *
   * @param limited whether it is refused when it needs much memory; to delete must be possible
   */
  ModifySource(Database database, RelNode plan, RelDataType parameters, boolean limited) {
    this.limited = limited;
    this.database = database;
    this.plan = plan;
    this.parameters = parameters;
  }

  /** The rows for the one row of parameters in {@code values}. */
  Reader.Result run(Delta values, Run run) {
    RelNode once = optimized;
    if (once == null) {
      once = Optimizer.optimize(plan);
      optimized = once;
    }
    RelNode bound = Plans.bind(once, parameters, values.bytes(), values.offset(0));
    try {
      Reader.Result result =
          new Reader(database, limited)
              .run(bound.accept(new KeyLookups(database.indexes())), run.compiler(), run);
      result.read().end(); // its rows are used up at once
      return result;
    } catch (RuntimeException failure) {
      throw TickErrors.translate(failure, database);
    }
  }
}
