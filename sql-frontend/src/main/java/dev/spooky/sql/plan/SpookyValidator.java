// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.function.DayArithmetic;
import dev.spooky.sql.parser.SpookyConformance;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

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

  /** By index: rewriting copies the nodes. */
  private final Map<Integer, RelDataType> parameters = new HashMap<>();

  SpookyValidator(
      SqlOperatorTable operators, SqlValidatorCatalogReader reader, RelDataTypeFactory types) {
    super(operators, reader, types, CONFIG);
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
    RelDataType shown = arrayAsText(scope, expression);
    if (shown != null) {
      return shown;
    }
    if (expression instanceof SqlCall call) {
      DayArithmetic.adapt(call, operand -> deriveType(scope, operand));
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

  /** The type of a cast of an array to a text, which Calcite does not know. */
  private @Nullable RelDataType arrayAsText(SqlValidatorScope scope, SqlNode expression) {
    if (expression.getKind() != SqlKind.CAST
        || !(expression instanceof SqlCall call)
        || !(call.operand(0) instanceof SqlCall || call.operand(0) instanceof SqlIdentifier)
        || !(call.operand(1) instanceof SqlDataTypeSpec spec)) {
      return null;
    }
    RelDataType from = deriveType(scope, call.operand(0));
    RelDataType to = spec.deriveType(this, from.isNullable());
    if (from.getSqlTypeName() != SqlTypeName.ARRAY || !SqlTypeUtil.isCharacter(to)) {
      return null;
    }
    setValidatedNodeType(expression, to);
    return to;
  }

  /** Units in the plural, as PostgreSQL writes some of them. */
  @Override
  protected @Nullable SqlNode performUnconditionalRewrites(
      @Nullable SqlNode node, boolean underFrom) {
    if (node instanceof SqlCall call
        && call.getKind() == SqlKind.EXTRACT
        && call.operand(0) instanceof SqlIntervalQualifier unit
        && unit.timeFrameName != null) {
      for (TimeUnit known : TimeUnit.values()) {
        if (unit.timeFrameName.equalsIgnoreCase(known + "S")) {
          call.setOperand(0, new SqlIntervalQualifier(known, null, unit.getParserPosition()));
        }
      }
    }
    return super.performUnconditionalRewrites(node, underFrom);
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
