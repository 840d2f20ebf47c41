// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import com.google.common.collect.ImmutableList;
import dev.spooky.planner.rel.Rels;
import dev.spooky.planner.type.NotSupportedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** LIMIT and OFFSET within each value of some columns: a filter of row numbers. */
final class Limits {
  private Limits() {}

  static RelNode perPartition(Sort sort, RelNode input, List<RexNode> partition) {
    RexBuilder rex = Rels.rex(input);
    List<RexFieldCollation> order = new ArrayList<>();
    for (RelFieldCollation field : sort.getCollation().getFieldCollations()) {
      order.add(new RexFieldCollation(Rels.ref(input, field.getFieldIndex()), directions(field)));
    }
    RexNode number =
        rex.makeOver(
            rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT),
            SqlStdOperatorTable.ROW_NUMBER,
            List.of(),
            partition,
            ImmutableList.copyOf(order),
            RexWindowBounds.UNBOUNDED_PRECEDING,
            RexWindowBounds.CURRENT_ROW,
            true,
            true,
            false,
            false,
            false);
    int columns = Rels.count(input);
    List<RexNode> numbered = Rels.refs(input, 0, columns);
    numbered.add(number);
    RelNode rel = Rels.project(input, numbered);
    long offset = bound(sort.offset, 0);
    List<RexNode> conditions = new ArrayList<>();
    if (offset > 0) {
      conditions.add(compare(rel, columns, SqlKind.GREATER_THAN, offset));
    }
    if (sort.fetch != null) {
      long last = offset + bound(sort.fetch, 0);
      conditions.add(compare(rel, columns, SqlKind.LESS_THAN_OR_EQUAL, last));
    }
    RelNode filtered = Rels.filter(rel, conditions);
    return Rels.project(filtered, Rels.refs(filtered, 0, columns));
  }

  private static RexNode compare(RelNode rel, int column, SqlKind kind, long value) {
    RexBuilder rex = Rels.rex(rel);
    RexNode number = Rels.ref(rel, column);
    return rex.makeCall(
        kind == SqlKind.GREATER_THAN
            ? SqlStdOperatorTable.GREATER_THAN
            : SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
        number,
        rex.makeExactLiteral(BigDecimal.valueOf(value), number.getType()));
  }

  private static Set<SqlKind> directions(RelFieldCollation field) {
    Set<SqlKind> directions = EnumSet.noneOf(SqlKind.class);
    boolean descending = field.getDirection().isDescending();
    if (descending) {
      directions.add(SqlKind.DESCENDING);
    }
    boolean first =
        switch (field.nullDirection) {
          case FIRST -> true;
          case LAST -> false;
          case UNSPECIFIED -> descending;
        };
    directions.add(first ? SqlKind.NULLS_FIRST : SqlKind.NULLS_LAST);
    return directions;
  }

  private static long bound(@Nullable RexNode bound, long none) {
    if (bound == null) {
      return none;
    } else if (bound instanceof RexLiteral literal && !literal.isNull()) {
      return RexLiteral.longValue(literal);
    }
    throw new NotSupportedException(
        "LIMIT or OFFSET that is not a constant", "Write the number.", 0, 0);
  }
}
