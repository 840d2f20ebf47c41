// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Column;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.planner.StoredRelation;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.Subscriptions;
import dev.spooky.sql.plan.QueryPlan;
import java.time.ZoneId;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription is to: a stored relation, or else a query that is kept while it lasts.
 *
 * @param relation the stored relation; null for a query
 * @param plan the query; null for a stored relation
 * @param columns its columns
 */
record SubscribeTarget(
    @Nullable StoredRelation relation, @Nullable QueryPlan plan, List<Column> columns) {

  static SubscribeTarget of(SqlNode node, String sql, Scope scope) {
    if (node instanceof SqlIdentifier name) {
      Entry entry = scope.catalog().get(name);
      if (entry instanceof StoredRelation stored && !(entry instanceof SystemView)) {
        return new SubscribeTarget(stored, null, Definitions.columns(stored.rowType()));
      }
      return query(selectAll(name), sql, scope);
    }
    return query(node, sql, scope);
  }

  private static SubscribeTarget query(SqlNode node, String sql, Scope scope) {
    QueryPlan plan = scope.frontend().query(node, sql).withoutHiddenColumns();
    if (plan.parameters().getFieldCount() > 0) {
      throw SpookySqlException.unsupported(
          "a parameter in SUBSCRIBE", node.getParserPosition(), "write the value");
    }
    Statements.refuseNonDeterminism(plan);
    Statements.refuseSystemViews(plan, "a subscription to");
    return new SubscribeTarget(
        null, plan, Definitions.columns(plan.plan().getRowType(), plan.names()));
  }

  private static SqlNode selectAll(SqlIdentifier name) {
    SqlParserPos pos = name.getParserPosition();
    SqlNodeList star = SqlNodeList.of(SqlIdentifier.star(pos));
    return new SqlSelect(
        pos, null, star, name, null, null, null, null, null, null, null, null, null);
  }

  Subscription subscribe(
      Database database, ZoneId zone, SubscribeOptions options, Runnable cancelled) {
    Subscriptions subscriptions = new Subscriptions(database);
    if (relation != null) {
      return subscriptions.toRelation(relation, options);
    }
    if (plan != null) {
      return subscriptions.toQuery(plan, zone, options, cancelled);
    }
    throw new IllegalStateException("neither relation nor query");
  }
}
