// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.ColumnRule;
import dev.spooky.sql.catalog.Comments;
import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.catalog.TableDefinition;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Expressions over one row of a table: those of CHECK and of generated columns. */
final class RowExpressions {
  private RowExpressions() {}

  /** Plans an expression over rows of a table that need not be in any catalog. */
  static RexNode plan(
      SqlNode expression,
      String table,
      RelDataType rowType,
      RelDataTypeFactory types,
      String clause) {
    Misplaced.check(expression, clause);
    refuseQueries(expression, clause);
    Catalog catalog = new Catalog();
    List<ColumnRule> rules = Collections.nCopies(rowType.getFieldCount(), ColumnRule.PLAIN);
    TableDefinition definition = new TableDefinition(rowType, rules, List.of());
    catalog.add(new TableEntry(0, table, RelationName.of(table), definition, Comments.NONE));
    Planning planning = new Planning(catalog, types);
    Expressions planned =
        Expressions.of(
            List.of(TreeCopy.of(expression)),
            new SqlIdentifier(table, SqlParserPos.ZERO),
            null,
            planning,
            planning.validator());
    RexNode value = planned.values().get(0);
    if (!(planned.input() instanceof TableScan)) {
      throw unsupported(expression, clause);
    }
    NonDeterminism.find(
            LogicalProject.create(
                planned.input(), List.of(), List.of(value), List.of("c"), Set.of()))
        .ifPresent(
            finding -> {
              throw SpookySqlException.at(
                  finding.position(),
                  SqlErrorCode.INVALID_DEFINITION,
                  "function %s in %s gives another value at another time"
                      .formatted(finding.function(), clause));
            });
    return value;
  }

  private static SpookySqlException unsupported(SqlNode node, String clause) {
    return SpookySqlException.unsupported(
        "a sub-query in " + clause,
        node.getParserPosition(),
        "use a foreign key, or a view that must stay empty");
  }

  private static void refuseQueries(SqlNode expression, String clause) {
    expression.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call.isA(SqlKind.QUERY)) {
              throw unsupported(call, clause);
            }
            return super.visit(call);
          }

          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            throw SpookySqlException.at(
                parameter.getParserPosition(),
                SqlErrorCode.SYNTAX,
                "parameters are not allowed in " + clause);
          }
        });
  }
}
