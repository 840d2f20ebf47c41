// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import com.google.common.collect.ImmutableList;
import dev.spooky.planner.rel.Rels;
import dev.spooky.sql.ast.QueryMark;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * DISTINCT ON and FETCH … WITH TIES: takes their marks out of a tree before Calcite sees it, and
 * filters by row numbers and ranks where the query is ordered.
 */
final class FirstRows extends SqlShuttle {
  private final IdentityHashMap<SqlSelect, Integer> keys = new IdentityHashMap<>();
  private final Set<SqlNode> withTies = Collections.newSetFromMap(new IdentityHashMap<>());

  /** How many of a query's first ORDER BY expressions are keys of DISTINCT ON; 0: none. */
  int keys(SqlSelect select) {
    return keys.getOrDefault(select, 0);
  }

  /** Whether this is the number of a FETCH … WITH TIES. */
  boolean hasTies(@Nullable SqlNode fetch) {
    return fetch != null && withTies.contains(fetch);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call instanceof SqlOrderBy ordered) {
      return ordered(ordered);
    } else if (call instanceof SqlSelect select && mark(select) != null) {
      SqlParserPos where = select.getParserPosition();
      return ordered(new SqlOrderBy(where, select, SqlNodeList.EMPTY, null, null));
    }
    return super.visit(call);
  }

  private static @Nullable SqlCall mark(SqlSelect select) {
    SqlNodeList hints = select.getHints();
    return hints != null
            && hints.size() > 0
            && hints.get(0) instanceof SqlCall call
            && call.getOperator().equals(QueryMark.DISTINCT_ON)
        ? call
        : null;
  }

  private static @Nullable SqlSelect select(SqlNode query) {
    SqlNode body = query instanceof SqlWith with ? with.body : query;
    return body instanceof SqlSelect select ? select : null;
  }

  private SqlNode ordered(SqlOrderBy ordered) {
    SqlSelect select = select(ordered.query);
    SqlCall mark = select == null ? null : mark(select);
    SqlNodeList order = ordered.orderList;
    int count = 0;
    if (select != null && mark != null) {
      SqlNodeList on = mark.operand(0);
      select.setHints(SqlNodeList.EMPTY);
      count = on.size();
      if (order.isEmpty()) {
        order = on;
      } else {
        checkFirst(on, order, select);
      }
    }
    SqlNode query = Objects.requireNonNull(ordered.query.accept(this));
    SqlSelect visited = select(query);
    if (visited != null && count > 0) {
      keys.put(visited, count);
    }
    SqlNode fetch = ordered.fetch;
    if (fetch instanceof SqlCall call && call.getOperator().equals(QueryMark.WITH_TIES)) {
      SqlNode number = call.operand(0);
      fetch = number instanceof SqlLiteral ? number.clone(number.getParserPosition()) : number;
      withTies.add(fetch);
      if (order.isEmpty()) {
        throw SpookySqlException.at(
            call.getParserPosition(), SqlErrorCode.SYNTAX, "WITH TIES needs an ORDER BY");
      }
    }
    return new SqlOrderBy(
        ordered.getParserPosition(),
        query,
        (SqlNodeList) Objects.requireNonNull(order.accept(this)),
        ordered.offset,
        fetch);
  }

  /** The keys must be what the query is ordered by first, so that each has a first row. */
  private static void checkFirst(SqlNodeList on, SqlNodeList order, SqlSelect select) {
    List<SqlNode> first = new ArrayList<>();
    for (SqlNode term : Util.first(order, on.size())) {
      first.add(meant(term, select));
    }
    for (SqlNode key : on) {
      SqlNode meant = meant(key, select);
      if (first.size() < on.size()
          || first.stream().noneMatch(term -> term.equalsDeep(meant, Litmus.IGNORE))) {
        throw SpookySqlException.at(
            key.getParserPosition(),
            SqlErrorCode.SYNTAX,
            "expressions of DISTINCT ON must be the first of ORDER BY");
      }
    }
  }

  /** The expression behind a term of an order, a number or a name of a column. */
  private static SqlNode meant(SqlNode term, SqlSelect select) {
    SqlNode bare = term;
    while (bare.getKind() == SqlKind.DESCENDING
        || bare.getKind() == SqlKind.NULLS_FIRST
        || bare.getKind() == SqlKind.NULLS_LAST) {
      bare = ((SqlCall) bare).operand(0);
    }
    SqlNodeList items = select.getSelectList();
    if (bare instanceof SqlNumericLiteral number && number.isInteger()) {
      int column = number.intValue(true);
      return column >= 1 && column <= items.size() ? expression(items.get(column - 1)) : bare;
    }
    for (SqlNode item : items) {
      if (bare instanceof SqlIdentifier
          && item.getKind() == SqlKind.AS
          && ((SqlCall) item).operand(1).equalsDeep(bare, Litmus.IGNORE)) {
        return expression(item);
      }
    }
    return bare;
  }

  private static SqlNode expression(SqlNode item) {
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }

  /** The first row for each value of the first {@code count} columns of the order. */
  static RelNode perKey(RelNode rel, RelCollation collation, int count) {
    List<RexNode> partition = new ArrayList<>();
    for (RelFieldCollation field : collation.getFieldCollations().subList(0, count)) {
      partition.add(Rels.ref(rel, field.getFieldIndex()));
    }
    RelNode numbered = ranked(rel, SqlStdOperatorTable.ROW_NUMBER, partition, collation);
    return kept(rel, numbered, SqlKind.LESS_THAN_OR_EQUAL, 1);
  }

  /** The first rows in an order, with all peers of the last one. */
  static RelNode withTies(
      RelNode rel, RelCollation collation, @Nullable RexNode offset, RexNode fetch) {
    long skip = offset instanceof RexLiteral number ? RexLiteral.longValue(number) : 0;
    if (!(fetch instanceof RexLiteral number)
        || (offset != null && !(offset instanceof RexLiteral))) {
      throw SpookySqlException.unsupported(
          "FETCH or OFFSET that is not a constant, WITH TIES",
          SqlParserPos.ZERO,
          "write the number");
    }
    RelNode ranked = ranked(rel, SqlStdOperatorTable.RANK, List.of(), collation);
    RelNode first =
        kept(rel, ranked, SqlKind.LESS_THAN_OR_EQUAL, skip + RexLiteral.longValue(number));
    if (skip == 0) {
      return first;
    }
    RelNode numbered = ranked(first, SqlStdOperatorTable.ROW_NUMBER, List.of(), collation);
    return kept(first, numbered, SqlKind.GREATER_THAN, skip);
  }

  private static RelNode ranked(
      RelNode rel, SqlAggFunction rank, List<RexNode> partition, RelCollation collation) {
    RexBuilder rex = Rels.rex(rel);
    List<RexFieldCollation> order = new ArrayList<>();
    for (RelFieldCollation field : collation.getFieldCollations()) {
      Set<SqlKind> directions = EnumSet.noneOf(SqlKind.class);
      boolean descending = field.getDirection().isDescending();
      if (descending) {
        directions.add(SqlKind.DESCENDING);
      }
      boolean nullsFirst =
          switch (field.nullDirection) {
            case FIRST -> true;
            case LAST -> false;
            case UNSPECIFIED -> descending;
          };
      directions.add(nullsFirst ? SqlKind.NULLS_FIRST : SqlKind.NULLS_LAST);
      order.add(new RexFieldCollation(Rels.ref(rel, field.getFieldIndex()), directions));
    }
    List<RexNode> columns = Rels.refs(rel, 0, Rels.count(rel));
    columns.add(
        rex.makeOver(
            rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT),
            rank,
            List.of(),
            partition,
            ImmutableList.copyOf(order),
            RexWindowBounds.UNBOUNDED_PRECEDING,
            RexWindowBounds.CURRENT_ROW,
            rank.getKind() == SqlKind.ROW_NUMBER,
            true,
            false,
            false,
            false));
    return Rels.project(rel, columns);
  }

  /** The rows whose last column compares so, without that column. */
  private static RelNode kept(RelNode rel, RelNode ranked, SqlKind comparison, long value) {
    RexBuilder rex = Rels.rex(rel);
    RexNode rank = Rels.ref(ranked, Rels.count(rel));
    RexNode condition =
        rex.makeCall(
            comparison == SqlKind.GREATER_THAN
                ? SqlStdOperatorTable.GREATER_THAN
                : SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            rank,
            rex.makeExactLiteral(BigDecimal.valueOf(value), rank.getType()));
    RelNode filtered = Rels.filter(ranked, condition);
    return Rels.projectAs(filtered, Rels.refs(filtered, 0, Rels.count(rel)), rel.getRowType());
  }
}
