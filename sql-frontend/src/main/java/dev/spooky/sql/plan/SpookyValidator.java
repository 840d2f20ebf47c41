// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.parser.SpookyConformance;
import java.util.IdentityHashMap;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's validator with PostgreSQL's names of columns, string literals that are texts and not
 * CHARs, and parameters whose type is known beforehand.
 */
final class SpookyValidator extends SqlValidatorImpl {
  private static final SqlValidator.Config CONFIG =
      SqlValidator.Config.DEFAULT
          .withConformance(SpookyConformance.INSTANCE)
          .withDefaultNullCollation(NullCollation.HIGH)
          .withIdentifierExpansion(true)
          .withTypeCoercionEnabled(true);

  private final IdentityHashMap<SqlDynamicParam, RelDataType> parameters = new IdentityHashMap<>();

  SpookyValidator(
      SqlOperatorTable operators, SqlValidatorCatalogReader reader, RelDataTypeFactory types) {
    super(operators, reader, types, CONFIG);
  }

  /** Says of which type a parameter is. */
  void setParameter(SqlDynamicParam parameter, RelDataType type) {
    parameters.put(parameter, getTypeFactory().createTypeWithNullability(type, true));
  }

  /** The type of texts without a limit. */
  static RelDataType text(RelDataTypeFactory types) {
    return types.createSqlType(SqlTypeName.VARCHAR);
  }

  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
    if (expression instanceof SqlCharStringLiteral) {
      RelDataType type = text(getTypeFactory());
      setValidatedNodeType(expression, type);
      return type;
    } else if (expression instanceof SqlDynamicParam parameter
        && parameters.containsKey(parameter)) {
      setKnown(parameter);
    }
    return super.deriveType(scope, expression);
  }

  @Override
  protected void inferUnknownTypes(
      RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlDynamicParam parameter && parameters.containsKey(parameter)) {
      setKnown(parameter);
    } else {
      super.inferUnknownTypes(inferredType, scope, node);
    }
  }

  private void setKnown(SqlDynamicParam parameter) {
    RelDataType type = parameters.get(parameter);
    if (type != null) {
      setValidatedNodeType(parameter, type);
    }
  }

  @Override
  public @Nullable String deriveAlias(SqlNode node, int ordinal) {
    return Labels.derive(node, ordinal);
  }
}
