// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Column;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.exec.PreparedQuery;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/** SELECT, VALUES and the like. */
record QueryStatement(PreparedQuery query) implements Executable {
  @Override
  public Prepared.Kind kind() {
    return Prepared.Kind.QUERY;
  }

  @Override
  public List<Column> columns() {
    return query.columns();
  }

  @Override
  public RelDataType parameters() {
    return query.parameters();
  }

  @Override
  public Outcome run(EngineSession session, Delta values) {
    return Outcome.ofRows(query.run(values.bytes(), values.offset(0), session.run()));
  }
}
