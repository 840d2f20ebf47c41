// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Column;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.engine.View;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.catalog.RelationName;
import java.util.List;

/**
 * A relation by name.
 *
 * @param engine the database
 * @param handle the handle by which it was asked for
 * @param name the name by which it was asked for
 * @param fullName its name with its schema
 */
record EngineView(SpookyEngine engine, Spooky handle, String name, RelationName fullName)
    implements View {
  @Override
  public List<Column> columns() {
    return Definitions.columns(NameText.entry(name, engine.database().catalog()).rowType());
  }

  private String query() {
    return "SELECT * FROM " + fullName.sql();
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
