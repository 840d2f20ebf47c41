// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.planner.rel.Rels;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/** Calcite's converter from trees to plans, with text literals, and told of parameters' types. */
final class SpookyConverter extends SqlToRelConverter {
  /** Nothing is decorrelated, trimmed or pushed here: the optimizer does that, minding guards. */
  private static final SqlToRelConverter.Config CONFIG =
      SqlToRelConverter.config()
          .withExpand(false)
          .withTrimUnusedFields(false)
          .withDecorrelationEnabled(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE)
          .withRelBuilderConfigTransform(config -> config.withPushJoinCondition(false));

  private static final int MAX_DIGITS = 6;

  private final Parameters parameters;
  private final FirstRows firstRows;
  private final Set<SqlSelect> tops = Collections.newSetFromMap(new IdentityHashMap<>());

  SpookyConverter(
      SpookyValidator validator,
      Prepare.CatalogReader reader,
      RelOptCluster cluster,
      Parameters parameters,
      FirstRows firstRows) {
    super(
        (rowType, sql, schemaPath, viewPath) -> {
          throw new IllegalStateException("views expand themselves: " + viewPath);
        },
        validator,
        reader,
        cluster,
        Convertlets.TABLE,
        CONFIG);
    this.parameters = parameters;
    this.firstRows = firstRows;
  }

  @Override
  public RexDynamicParam convertDynamicParam(SqlDynamicParam node) {
    RexDynamicParam parameter = super.convertDynamicParam(node);
    parameters.set(node.getIndex(), parameter.getType());
    return parameter;
  }

  @Override
  public RelNode convertSelect(SqlSelect select, boolean top) {
    if (top) {
      tops.add(select);
    }
    return super.convertSelect(select, top);
  }

  @Override
  protected void gatherOrderExprs(
      Blackboard board,
      SqlSelect select,
      @Nullable SqlNodeList order,
      List<SqlNode> extra,
      List<RelFieldCollation> collation) {
    if (firstRows.keys(select) == 0 || order == null) {
      super.gatherOrderExprs(board, select, order, extra, collation);
      return;
    }
    for (SqlNode term : order) {
      collation.add(
          convertOrderItem(
              select,
              term,
              extra,
              RelFieldCollation.Direction.ASCENDING,
              RelFieldCollation.NullDirection.UNSPECIFIED));
    }
  }

  @Override
  protected void convertOrder(
      SqlSelect select,
      Blackboard board,
      RelCollation collation,
      List<SqlNode> extra,
      @Nullable SqlNode offset,
      @Nullable SqlNode fetch) {
    int keys = firstRows.keys(select);
    if (keys == 0 && !firstRows.hasTies(fetch)) {
      super.convertOrder(select, board, collation, extra, offset, fetch);
      return;
    }
    RelNode rel = board.root();
    if (keys > 0) {
      rel = FirstRows.perKey(rel, collation, keys);
    }
    RexNode skipped = offset == null ? null : convertExpression(offset);
    RexNode number = fetch == null ? null : convertExpression(fetch);
    if (number != null && firstRows.hasTies(fetch)) {
      rel = FirstRows.withTies(rel, collation, skipped, number);
      skipped = null;
      number = null;
    }
    rel = LogicalSort.create(rel, collation, skipped, number);
    if (!extra.isEmpty() && !tops.contains(select)) {
      int shown = Rels.count(rel) - extra.size();
      List<String> names = rel.getRowType().getFieldNames().subList(0, shown);
      rel = LogicalProject.create(rel, List.of(), Rels.refs(rel, 0, shown), names, Set.of());
    }
    board.setRoot(rel, false);
  }

  @Override
  protected @Nullable RexNode convertExtendedExpression(SqlNode node, Blackboard board) {
    if (node instanceof SqlCharStringLiteral literal) {
      return rexBuilder.makeCast(
          SpookyValidator.text(typeFactory),
          rexBuilder.makeCharLiteral(literal.getValueAs(NlsString.class)));
    }
    if (node instanceof SqlIntervalLiteral interval) {
      return Convertlets.interval(interval, rexBuilder);
    }
    if (node instanceof SqlAbstractDateTimeLiteral time && time.getPrec() > MAX_DIGITS) {
      // rounded as a cast rounds, not cut
      return Convertlets.rounded(
          time, Objects.requireNonNull(validator).getValidatedNodeType(time), rexBuilder);
    }
    SqlNumericLiteral negated = negated(node);
    if (negated != null) {
      return rexBuilder.makeExactLiteral(
          negated.getValueAs(BigDecimal.class).negate(), negated.createSqlType(typeFactory));
    }
    return null;
  }

  /** The exact number behind a minus sign, if the node is just that. */
  static @Nullable SqlNumericLiteral negated(SqlNode node) {
    return node.getKind() == SqlKind.MINUS_PREFIX
            && ((SqlCall) node).operand(0) instanceof SqlNumericLiteral literal
            && literal.getTypeName() == org.apache.calcite.sql.type.SqlTypeName.DECIMAL
        ? literal
        : null;
  }
}
