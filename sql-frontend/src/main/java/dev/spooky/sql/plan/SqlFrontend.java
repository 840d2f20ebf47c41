// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.ast.CreateView;
import dev.spooky.sql.ast.Insert;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeFieldImpl;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/**
 * Plans statements over a catalog. Every fault of a statement is a {@link SpookySqlException} with
 * its place. May be used by several threads at a time.
 */
public final class SqlFrontend {
  private final Catalog catalog;
  private final RelDataTypeFactory types;

  /** A front end over a catalog; {@link SqlTypes#factory()} makes the type factory. */
  public SqlFrontend(Catalog catalog, RelDataTypeFactory types) {
    this.catalog = catalog;
    this.types = types;
  }

  /** Plans a query. */
  public QueryPlan query(SqlNode query, String sqlText) {
    return Errors.translating(
        query,
        () -> {
          Planning planning = new Planning(catalog, types);
          planning.parameters().collect(query);
          Planning.Converted converted = planning.query(TreeCopy.of(query), planning.validator());
          RelRoot root = converted.root();
          ViewOrder ordered =
              root.collation.getFieldCollations().isEmpty()
                  ? ViewOrder.of(root.rel)
                  : new ViewOrder(root.rel, root.collation);
          List<String> names = root.rel.getRowType().getFieldNames().subList(0, root.fields.size());
          return new QueryPlan(
              ordered.plan(),
              Labels.of(query, converted.validated(), names),
              ordered.order(),
              planning.parameters().rowType(types),
              planning.dependencies());
        });
  }

  /** Plans an INSERT. */
  public InsertPlan insert(Insert insert, String sqlText) {
    return Errors.translating(
        insert, () -> new InsertPlanner(insert, catalog, new Planning(catalog, types)).plan());
  }

  /** Plans an UPDATE. */
  public ModifyPlan update(SqlUpdate update, String sqlText) {
    return Errors.translating(
        update, () -> ModifyPlanner.update(update, catalog, new Planning(catalog, types)));
  }

  /** Plans a DELETE. */
  public ModifyPlan delete(SqlDelete delete, String sqlText) {
    return Errors.translating(
        delete, () -> ModifyPlanner.delete(delete, catalog, new Planning(catalog, types)));
  }

  /**
   * The text of a view's query with every {@code *} written out, so that columns which its tables
   * get later do not appear in it. To be kept as the view's definition.
   */
  public String frozen(CreateView view, String sqlText) {
    return Errors.translating(
        view.query(),
        () -> {
          SqlNode copy = TreeCopy.of(view.query());
          Planning planning = new Planning(catalog, types);
          planning.check(copy);
          SqlNode rewritten = Planning.rewritten(copy, new FirstRows());
          SqlNode validated = planning.validator().validate(rewritten);
          String text = Stars.writtenOut(view.query(), validated, sqlText, view.queryStretch());
          return Definitions.keptText(text, catalog);
        });
  }

  /** The type of a column; types that rows cannot hold are refused. */
  public RelDataType type(SqlDataTypeSpec spec, boolean nullable) {
    return Errors.translating(
        spec, () -> SqlTypes.column(spec, nullable, new Planning(catalog, types).validator()));
  }

  /**
   * The value of an expression after DEFAULT, of the column's type; one that is not a constant fit
   * for the column is refused.
   */
  public RexNode defaultValue(SqlNode expression, RelDataType columnType) {
    return Errors.translating(
        expression,
        () -> {
          Misplaced.check(expression, "DEFAULT");
          refuseParameters(expression);
          Planning planning = new Planning(catalog, types);
          List<SqlNode> items = List.of(TreeCopy.of(expression));
          RexNode value =
              Expressions.of(items, null, null, planning, planning.validator()).values().get(0);
          return new Assignment(planning.rex())
              .assign(
                  Assignment.Value.of(value, expression, expression.getParserPosition()),
                  new RelDataTypeFieldImpl("default", 0, columnType));
        });
  }

  /** Plans the condition of a CHECK over rows of a table. */
  public RexNode check(SqlNode condition, String table, RelDataType rowType) {
    return Errors.translating(
        condition,
        () -> {
          RexNode value = RowExpressions.plan(condition, table, rowType, types, "CHECK");
          if (value.getType().getSqlTypeName() != SqlTypeName.BOOLEAN
              && value.getType().getSqlTypeName() != SqlTypeName.NULL) {
            throw SpookySqlException.at(
                condition.getParserPosition(),
                SqlErrorCode.TYPE_MISMATCH,
                "condition of CHECK is of type " + value.getType() + ", not BOOLEAN");
          }
          return value;
        });
  }

  /** Plans the value of a generated column over rows of its table. */
  public RexNode generated(
      SqlNode expression, String table, RelDataType rowType, RelDataTypeField column) {
    return Errors.translating(
        expression,
        () -> {
          RexNode value =
              RowExpressions.plan(expression, table, rowType, types, "a generated column");
          return new Assignment(new RexBuilder(types))
              .assign(
                  Assignment.Value.of(value, expression, expression.getParserPosition()), column);
        });
  }

  /** Whether functions of this name are there without anybody's making. */
  public static boolean hasFunction(String name) {
    List<SqlOperator> found = new ArrayList<>();
    SqlIdentifier identifier = new SqlIdentifier(name, SqlParserPos.ZERO);
    for (SqlSyntax syntax : List.of(SqlSyntax.FUNCTION, SqlSyntax.FUNCTION_ID)) {
      Functions.TABLE.lookupOperatorOverloads(
          identifier, null, syntax, found, SqlNameMatchers.withCaseSensitive(false));
    }
    return !found.isEmpty();
  }

  /** The catalog, along the path by which names are looked up. */
  public Catalog catalog() {
    return catalog;
  }

  /** A front end over another catalog. */
  public SqlFrontend over(Catalog other) {
    return new SqlFrontend(other, types);
  }

  /** A tree without places, for text that is not the statement's own. */
  public static SqlNode placeless(SqlNode node) {
    return TreeCopy.placeless(node);
  }

  private static void refuseParameters(SqlNode expression) {
    expression.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            throw SpookySqlException.at(
                parameter.getParserPosition(),
                SqlErrorCode.SYNTAX,
                "parameters are not allowed in DEFAULT");
          }
        });
  }
}
