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
  private @Nullable RelNode optimized;

  ModifySource(Database database, RelNode plan, RelDataType parameters) {
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
      return new Reader(database)
          .run(bound.accept(new KeyLookups(database.indexes())), run.compiler(), run);
    } catch (RuntimeException failure) {
      throw TickErrors.translate(failure, database);
    }
  }
}
