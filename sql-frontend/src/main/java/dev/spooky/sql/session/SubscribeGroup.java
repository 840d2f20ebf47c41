// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Column;
import dev.spooky.planner.StoredRelation;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * What a subscription to several relations is to.
 *
 * @param relations the relations by the names that messages show
 */
record SubscribeGroup(Map<String, StoredRelation> relations) {
  static SubscribeGroup of(List<? extends SqlNode> names, Scope scope) {
    Map<String, StoredRelation> relations = new LinkedHashMap<>();
    for (SqlNode node : names) {
      SqlIdentifier name = (SqlIdentifier) node;
      Entry entry = scope.catalog().get(name);
      if (!(entry instanceof StoredRelation stored) || entry instanceof SystemView) {
        throw SpookySqlException.unsupported(
            "a subscription to several relations of which '" + entry.label() + "' is one",
            name.getParserPosition(),
            "name tables and materialized views");
      }
      if (relations.put(entry.label(), stored) != null) {
        throw SpookySqlException.at(
            name.getParserPosition(), SqlErrorCode.DUPLICATE_ALIAS, entry.label());
      }
    }
    return new SubscribeGroup(relations);
  }

  /** Their columns. */
  Map<String, List<Column>> columns() {
    Map<String, List<Column>> columns = new LinkedHashMap<>();
    relations.forEach(
        (name, relation) -> columns.put(name, Definitions.columns(relation.rowType())));
    return columns;
  }
}
