// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.planner.type.SpookyTypeSystem;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Optionality;

/**
 * Aggregate functions that Calcite has not, or with other types: a percentile between two values is
 * no integer, a list is longer than its texts, and a group can be without a value for them.
 */
final class Aggregates {
  static final SqlAggFunction LISTAGG =
      SqlBasicAggFunction.create(
              "LISTAGG",
              SqlKind.LISTAGG,
              ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(Aggregates::nullable),
              OperandTypes.STRING.or(OperandTypes.STRING_STRING))
          .withFunctionType(SqlFunctionCategory.SYSTEM)
          .withGroupOrder(Optionality.OPTIONAL);

  static final SqlAggFunction ARRAY_AGG =
      SqlBasicAggFunction.create(
              "ARRAY_AGG",
              SqlKind.ARRAY_AGG,
              ReturnTypes.TO_ARRAY.andThen(Aggregates::nullable),
              OperandTypes.ANY)
          .withFunctionType(SqlFunctionCategory.SYSTEM)
          .withGroupOrder(Optionality.OPTIONAL)
          .withAllowsNullTreatment(true);

  static final SqlAggFunction MODE =
      SqlBasicAggFunction.create(
              "MODE",
              SqlKind.MODE,
              ReturnTypes.ARG0.andThen(Aggregates::nullable),
              OperandTypes.ANY)
          .withFunctionType(SqlFunctionCategory.SYSTEM)
          .withGroupOrder(Optionality.OPTIONAL);

  private static final SqlAggFunction CONT =
      percentile(SqlKind.PERCENTILE_CONT, Aggregates::between);
  private static final SqlAggFunction DISC =
      percentile(SqlKind.PERCENTILE_DISC, SqlOperatorBinding::getCollationType);

  private Aggregates() {}

  /** PERCENTILE_CONT or PERCENTILE_DISC, which the parser knows as Calcite's. */
  static SqlAggFunction percentile(SqlKind kind) {
    return kind == SqlKind.PERCENTILE_CONT ? CONT : DISC;
  }

  /** All of them. */
  static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>();
    all.add(LISTAGG);
    all.add(ARRAY_AGG);
    all.add(MODE);
    all.add(CONT);
    all.add(DISC);
    for (SqlKind kind : new SqlKind[] {SqlKind.ARG_MAX, SqlKind.ARG_MIN}) {
      all.add(
          SqlBasicAggFunction.create(
                  kind.name(),
                  kind,
                  ReturnTypes.ARG0.andThen(Aggregates::nullable),
                  OperandTypes.ANY_COMPARABLE)
              .withFunctionType(SqlFunctionCategory.SYSTEM));
    }
    for (SqlKind kind :
        new SqlKind[] {SqlKind.COVAR_POP, SqlKind.COVAR_SAMP, SqlKind.REGR_SXX, SqlKind.REGR_SYY}) {
      all.add(pairs(kind.name(), kind));
    }
    for (String name :
        new String[] {
          "CORR", "REGR_AVGX", "REGR_AVGY", "REGR_SXY", "REGR_SLOPE", "REGR_INTERCEPT", "REGR_R2"
        }) {
      all.add(pairs(name, SqlKind.OTHER_FUNCTION));
    }
    return all;
  }

  private static SqlAggFunction pairs(String name, SqlKind kind) {
    return SqlBasicAggFunction.create(
            name,
            kind,
            ReturnTypes.DOUBLE.andThen(Aggregates::nullable),
            OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC))
        .withFunctionType(SqlFunctionCategory.NUMERIC);
  }

  private static SqlAggFunction percentile(SqlKind kind, SqlReturnTypeInference type) {
    return SqlBasicAggFunction.create(
            kind, type.andThen(Aggregates::nullable), OperandTypes.UNIT_INTERVAL_NUMERIC_LITERAL)
        .withFunctionType(SqlFunctionCategory.SYSTEM)
        .withGroupOrder(Optionality.MANDATORY)
        .withPercentile(true)
        .withAllowsFraming(false);
  }

  private static RelDataType between(SqlOperatorBinding binding) {
    return SpookyTypeSystem.INSTANCE.deriveAvgAggType(
        binding.getTypeFactory(), binding.getCollationType());
  }

  private static RelDataType nullable(SqlOperatorBinding binding, RelDataType type) {
    RelDataTypeFactory types = binding.getTypeFactory();
    return types.createTypeWithNullability(type, true);
  }
}
