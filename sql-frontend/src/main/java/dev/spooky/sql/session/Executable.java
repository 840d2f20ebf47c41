// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Column;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.runtime.zset.Delta;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** A statement that was validated and planned. */
interface Executable {
  /** What it does. */
  Prepared.Kind kind();

  /** Columns of its result; none unless it is a query. */
  default List<Column> columns() {
    return List.of();
  }

  /** Types of its parameters; null for none. */
  default @Nullable RelDataType parameters() {
    return null;
  }

  /** Runs it with the one row of parameter values in {@code values}. */
  Outcome run(EngineSession session, Delta values);

  /** Runs it once for each row of parameter values, all or nothing. */
  default long[] runBatch(EngineSession session, Delta values) {
    long[] counts = new long[values.count()];
    Delta one = new Delta(values.layout());
    for (int i = 0; i < counts.length; i++) {
      one.clear();
      one.addFrom(values, i, 1);
      counts[i] = run(session, one).updateCount();
    }
    return counts;
  }
}
