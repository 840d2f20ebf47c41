// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import com.google.common.collect.ImmutableSet;
import dev.spooky.sql.parser.SpookyConformance;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * Calcite's validator with string literals that are texts and not CHARs, and with parameters whose
 * type is known beforehand.
 */
final class SpookyValidator extends SqlValidatorImpl {
  private static final SqlValidator.Config CONFIG =
      SqlValidator.Config.DEFAULT
          .withConformance(SpookyConformance.INSTANCE)
          .withDefaultNullCollation(NullCollation.HIGH)
          .withIdentifierExpansion(true)
          .withTypeCoercionEnabled(true)
          .withTypeCoercionFactory(Coercion::new);

  private static final SqlTypeCoercionRule CASTS = casts();

  /** By index: rewriting copies the nodes. */
  private final Map<Integer, RelDataType> parameters = new HashMap<>();

  SpookyValidator(
      SqlOperatorTable operators, SqlValidatorCatalogReader reader, RelDataTypeFactory types) {
    super(operators, reader, types, CONFIG);
  }

  /** As Calcite's, and arrays can be cast to texts. */
  @Override
  public SqlTypeMappingRule getTypeMappingRule() {
    return CASTS;
  }

  private static SqlTypeCoercionRule casts() {
    Map<SqlTypeName, ImmutableSet<SqlTypeName>> casts =
        new HashMap<>(SqlTypeCoercionRule.instance().getTypeMapping());
    for (SqlTypeName text : SqlTypeName.CHAR_TYPES) {
      casts.put(
          text,
          ImmutableSet.<SqlTypeName>builder()
              .addAll(casts.getOrDefault(text, ImmutableSet.of()))
              .add(SqlTypeName.ARRAY)
              .build());
    }
    return SqlTypeCoercionRule.instance(casts);
  }

  /** Says of which type a parameter is. */
  void setParameter(SqlDynamicParam parameter, RelDataType type) {
    parameters.put(parameter.getIndex(), getTypeFactory().createTypeWithNullability(type, true));
  }

  /** Whether the type of a parameter has been said. */
  boolean isKnown(SqlDynamicParam parameter) {
    return parameters.containsKey(parameter.getIndex());
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
        && parameters.containsKey(parameter.getIndex())) {
      setKnown(parameter);
    }
    RelDataType derived = super.deriveType(scope, expression);
    RelDataType own =
        expression instanceof SqlCall call ? Convertlets.type(call, derived, this) : null;
    if (own == null) {
      return derived;
    }
    setValidatedNodeType(expression, own);
    return own;
  }

  @Override
  protected void inferUnknownTypes(
      RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlDynamicParam parameter) {
      if (!isKnown(parameter) && !inferredType.equals(unknownType)) {
        setParameter(parameter, ParameterTypes.wide(inferredType, getTypeFactory()));
      }
      if (isKnown(parameter)) {
        setKnown(parameter);
        return;
      }
    } else if (node instanceof SqlCall call && !node.isA(SqlKind.QUERY)) {
      SqlValidatorScope inner = scopes.get(node);
      ParameterTypes.infer(call, inner == null ? scope : inner, this);
    }
    super.inferUnknownTypes(inferredType, scope, node);
  }

  private void setKnown(SqlDynamicParam parameter) {
    RelDataType type = parameters.get(parameter.getIndex());
    if (type != null) {
      setValidatedNodeType(parameter, type);
    }
  }
}
