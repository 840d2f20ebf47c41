// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.error.SpookySqlException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Refuses constructs that parse but cannot be kept up to date yet, each by its name, its place and
 * a way round. Walks the tree as it was written, so that places are those of the text.
 */
final class UnsupportedConstructs {
  /** A construct and what to write instead. */
  private record Refusal(String construct, String wayRound) {}

  private static final Map<SqlKind, Refusal> IN_FROM = new EnumMap<>(SqlKind.class);
  private static final Map<SqlKind, Refusal> IN_EXPRESSIONS = new EnumMap<>(SqlKind.class);

  static {
    from("TABLESAMPLE", "filter by a hash or MOD of the key", SqlKind.TABLESAMPLE);
    from("MATCH_RECOGNIZE", "join the table with itself", SqlKind.MATCH_RECOGNIZE);
    from("PIVOT", "write an aggregate with FILTER for each column", SqlKind.PIVOT);
    from("UNPIVOT", "write a UNION ALL of the columns", SqlKind.UNPIVOT);
    from("a table function", "use a table or a view", SqlKind.COLLECTION_TABLE);
    from("FOR SYSTEM_TIME", "keep the versions in a table", SqlKind.SNAPSHOT);
    expression("UNIQUE", "compare COUNT(*) with 1 in HAVING", SqlKind.UNIQUE);
    expression("WITHIN DISTINCT", "aggregate over a SELECT DISTINCT", SqlKind.WITHIN_DISTINCT);
    String columns = "use a column for each part, or an ARRAY";
    expression(
        "an ARRAY of a query", "use ARRAY_AGG in a sub-query", SqlKind.ARRAY_QUERY_CONSTRUCTOR);
    expression("a MAP", columns, SqlKind.MAP_VALUE_CONSTRUCTOR);
    expression("a MAP of a query", columns, SqlKind.MAP_QUERY_CONSTRUCTOR);
    expression("a MULTISET", columns, SqlKind.MULTISET_VALUE_CONSTRUCTOR);
    expression("a MULTISET of a query", columns, SqlKind.MULTISET_QUERY_CONSTRUCTOR);
    expression("a ROW", columns, SqlKind.ROW);
    expression("CURSOR", "join with the query", SqlKind.CURSOR);
    expression("a lambda", "write the expression out", SqlKind.LAMBDA);
  }

  private UnsupportedConstructs() {}

  private static void from(String construct, String wayRound, SqlKind kind) {
    IN_FROM.put(kind, new Refusal(construct, wayRound));
  }

  private static void expression(String construct, String wayRound, SqlKind kind) {
    IN_EXPRESSIONS.put(kind, new Refusal(construct, wayRound));
  }

  private static SpookySqlException refuse(Refusal refusal, SqlParserPos where) {
    return SpookySqlException.unsupported(refusal.construct(), where, refusal.wayRound());
  }

  /** Checks a query. */
  static void check(SqlNode query) {
    if (query instanceof SqlSelect select) {
      select(select);
    } else if (query instanceof SqlOrderBy ordered) {
      check(ordered.query);
      expression(ordered.orderList);
      expression(ordered.offset);
      expression(ordered.fetch);
    } else if (query instanceof SqlWith with) {
      with(with);
    } else if (query instanceof SqlCall call) { // UNION, INTERSECT, EXCEPT, VALUES, TABLE
      for (SqlNode operand : call.getOperandList()) {
        if (SqlKind.SET_QUERY.contains(query.getKind())
            || query.getKind() == SqlKind.EXPLICIT_TABLE) {
          check(operand);
        } else if (operand.getKind() == SqlKind.ROW) {
          ((SqlCall) operand).getOperandList().forEach(UnsupportedConstructs::expression);
        } else {
          expression(operand);
        }
      }
    }
  }

  private static void with(SqlWith with) {
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      if (item.recursive.booleanValue()) {
        throw SpookySqlException.unsupported(
            "WITH RECURSIVE",
            item.name.getParserPosition(),
            "write out the steps that are needed, as views over views");
      }
      check(item.query);
    }
    check(with.body);
  }

  private static void select(SqlSelect select) {
    if (select.getFrom() != null) {
      from(select.getFrom());
    }
    for (SqlNode operand : select.getOperandList()) {
      if (operand != select.getFrom()) {
        expression(operand);
      }
    }
  }

  private static void from(SqlNode from) {
    Refusal refusal = IN_FROM.get(from.getKind());
    if (refusal != null) {
      throw refuse(refusal, from.getParserPosition());
    }
    if (from instanceof SqlJoin join) {
      join(join);
    } else if (from.getKind() == SqlKind.AS
        || from.getKind() == SqlKind.TABLE_REF
        || from.getKind() == SqlKind.LATERAL) {
      from(((SqlCall) from).operand(0));
    } else {
      check(from);
    }
  }

  private static void join(SqlJoin join) {
    JoinType type = join.getJoinType();
    if (type == JoinType.ASOF || type == JoinType.LEFT_ASOF) {
      refuseJoin(join, type.name().replace('_', ' '), "join, and keep ROW_NUMBER() = 1");
    } else if (type == JoinType.LEFT_SEMI_JOIN || type == JoinType.LEFT_ANTI_JOIN) {
      refuseJoin(join, type.name().replace('_', ' '), "EXISTS or NOT EXISTS");
    }
    from(join.getLeft());
    from(join.getRight());
    if (join.getConditionType() == JoinConditionType.ON) {
      expression(join.getCondition());
    }
  }

  private static void refuseJoin(SqlJoin join, String name, String wayRound) {
    SqlParserPos where = join.getJoinTypeNode().getParserPosition();
    throw SpookySqlException.unsupported(name + " JOIN", where, wayRound);
  }

  /** Checks an expression, or a list of them. */
  static void expression(@Nullable SqlNode node) {
    if (node instanceof SqlNodeList list) {
      list.forEach(UnsupportedConstructs::expression);
    } else if (node instanceof SqlDataTypeSpec type) {
      SqlTypes.check(type);
    } else if (node != null && node.isA(SqlKind.QUERY)) {
      check(node);
    } else if (node instanceof SqlCall call) {
      call(call);
      for (SqlNode operand : call.getOperandList()) {
        if (operand instanceof SqlCall row && row.getKind() == SqlKind.ROW && mayHaveRows(call)) {
          row.getOperandList().forEach(UnsupportedConstructs::expression);
        } else {
          expression(operand);
        }
      }
    }
  }

  private static void call(SqlCall call) {
    SqlParserPos where = call.getParserPosition();
    SqlKind kind = call.getKind();
    Refusal refusal = IN_EXPRESSIONS.get(kind);
    if (refusal != null) {
      throw refuse(refusal, where);
    } else if (kind == SqlKind.OVER) {
      window(call);
    }
  }

  /** Whether a call compares with the rows of a query, as IN and ANY can, or lists groupings. */
  private static boolean mayHaveRows(SqlCall call) {
    SqlKind kind = call.getKind();
    if (kind == SqlKind.GROUPING_SETS || kind == SqlKind.ROLLUP || kind == SqlKind.CUBE) {
      return true;
    }
    return call.operandCount() == 2
        && call.getOperandList().get(1) != null
        && call.operand(1).isA(SqlKind.QUERY);
  }

  /** What frames cannot have by the looks of it; functions and bounds are checked later. */
  private static void window(SqlCall over) {
    if (over.operand(0).getKind() == SqlKind.WITHIN_GROUP) {
      throw SpookySqlException.unsupported(
          "WITHIN GROUP over a window",
          over.getParserPosition(),
          "join with a GROUP BY of the partition");
    }
    if (over.operand(0) instanceof SqlCall function
        && function.getFunctionQuantifier() != null
        && function.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT
        && over.operand(1) instanceof SqlWindow window
        && (window.getLowerBound() != null || !window.getOrderList().isEmpty())) {
      throw SpookySqlException.unsupported(
          "window function " + function.getOperator().getName() + " of DISTINCT values in a frame",
          over.getParserPosition(),
          "take it over the whole partition");
    }
  }
}
