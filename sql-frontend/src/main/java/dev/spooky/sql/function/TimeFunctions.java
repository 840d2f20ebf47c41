// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import static dev.spooky.sql.function.Results.strict;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions of dates and times. */
final class TimeFunctions {
  private static final SqlReturnTypeInference TEXT = strict(Results::text);

  private TimeFunctions() {}

  static List<SqlOperator> all() {
    return List.of(
        OwnFunction.of(
            "DATE_BIN",
            TimeFunctions::likeTime,
            "interval timestamp timestamp",
            "interval timestamptz timestamptz"),
        OwnFunction.of(
            "DATE_PART",
            strict(Results.plain(SqlTypeName.DOUBLE)),
            "text timestamp",
            "text timestamptz",
            "text date",
            "text time",
            "text interval"),
        OwnFunction.of("DAYNAME", TEXT, "date", "timestamp"),
        OwnFunction.of(
            "MAKE_DATE", strict(Results.plain(SqlTypeName.DATE)), "integer integer integer"),
        OwnFunction.of(
            "MAKE_TIME",
            strict(types -> types.createSqlType(SqlTypeName.TIME, 6)),
            "integer integer number"),
        OwnFunction.of(
            "MAKE_TIMESTAMP",
            strict(Results::timestamp),
            "integer integer integer integer integer number"),
        OwnFunction.of("MONTHNAME", TEXT, "date", "timestamp"),
        OwnFunction.of("TIMEZONE", TimeFunctions::otherTime, "text timestamp", "text timestamptz"),
        OwnFunction.of(
            "TO_CHAR",
            TEXT,
            "timestamp text",
            "timestamptz text",
            "date text",
            "time text",
            "interval text",
            "number text"),
        OwnFunction.of("TO_DATE", strict(Results.plain(SqlTypeName.DATE)), "text text"),
        OwnFunction.of("TO_TIMESTAMP", strict(Results::instant), "text text", "number"));
  }

  private static boolean nullable(SqlOperatorBinding binding) {
    return binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
  }

  private static RelDataType likeTime(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    boolean zoned = ArgumentKind.TIMESTAMPTZ.takes(binding.getOperandType(1));
    RelDataType type = zoned ? Results.instant(types) : Results.timestamp(types);
    return types.createTypeWithNullability(type, nullable(binding));
  }

  /** A timestamp in a zone is a moment, a moment there a timestamp. */
  private static RelDataType otherTime(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    boolean zoned = ArgumentKind.TIMESTAMPTZ.takes(binding.getOperandType(1));
    RelDataType type = zoned ? Results.timestamp(types) : Results.instant(types);
    return types.createTypeWithNullability(type, nullable(binding));
  }
}
