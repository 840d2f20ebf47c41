// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Column;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.engine.View;
import dev.spooky.sql.catalog.Definitions;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A relation by name.
 *
 * @param engine the database
 * @param handle the handle by which it was asked for
 * @param name its name
 */
record EngineView(SpookyEngine engine, Spooky handle, String name) implements View {
  @Override
  public List<Column> columns() {
    SqlIdentifier identifier = new SqlIdentifier(name, SqlParserPos.ZERO);
    return Definitions.columns(engine.database().catalog().get(identifier).rowType());
  }

  private String query() {
    return "SELECT * FROM \"" + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public Rows rows() {
    return handle.query(query());
  }

  @Override
  public <T extends Record> List<T> rows(Class<T> type) {
    return handle.query(type, query());
  }

  @Override
  public Subscription subscribe(SubscribeOptions options) {
    return engine.subscribe(name, options);
  }
}
