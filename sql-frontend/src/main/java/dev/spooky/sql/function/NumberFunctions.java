// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import static dev.spooky.sql.function.Results.never;
import static dev.spooky.sql.function.Results.strict;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions of numbers. */
final class NumberFunctions {
  private static final SqlReturnTypeInference INTEGER = strict(Results.plain(SqlTypeName.INTEGER));
  private static final SqlReturnTypeInference DOUBLE = strict(Results.plain(SqlTypeName.DOUBLE));

  private NumberFunctions() {}

  static List<SqlOperator> all() {
    List<SqlOperator> all =
        new ArrayList<>(
            List.of(
                OwnFunction.of(
                    "DIV",
                    strict(types -> types.createSqlType(SqlTypeName.DECIMAL, 38, 0)),
                    "exact exact"),
                OwnFunction.of(
                    "FACTORIAL",
                    strict(types -> types.createSqlType(SqlTypeName.DECIMAL, 38, 0)),
                    "integer"),
                OwnFunction.of("GCD", wider(), "integer integer"),
                OwnFunction.of("LCM", wider(), "integer integer"),
                OwnFunction.of("LOG", DOUBLE, "number [number]"),
                OwnFunction.of("NUM_NULLS", never(Results.plain(SqlTypeName.INTEGER)), "any any*"),
                OwnFunction.of(
                    "NUM_NONNULLS", never(Results.plain(SqlTypeName.INTEGER)), "any any*"),
                OwnFunction.of("POW", DOUBLE, "number number"),
                OwnFunction.random("RAND", never(Results.plain(SqlTypeName.DOUBLE))),
                OwnFunction.random("RANDOM", never(Results.plain(SqlTypeName.DOUBLE))),
                OwnFunction.random("GEN_RANDOM_UUID", never(Results.plain(SqlTypeName.UUID))),
                Rounding.of("ROUND"),
                Rounding.of("TRUNC"),
                Rounding.of("TRUNCATE"),
                OwnFunction.of("WIDTH_BUCKET", INTEGER, "number number number integer")));
    for (String name :
        List.of(
            "SINH", "COSH", "TANH", "ASINH", "ACOSH", "ATANH", "SIND", "COSD", "TAND", "COTD")) {
      all.add(OwnFunction.of(name, DOUBLE, "number"));
    }
    for (String name : List.of("ASIND", "ACOSD", "ATAND")) {
      all.add(OwnFunction.of(name, DOUBLE, "number"));
    }
    all.add(OwnFunction.of("ATAN2", DOUBLE, "number number"));
    all.add(OwnFunction.of("ATAN2D", DOUBLE, "number number"));
    return all;
  }

  /** The wider of the arguments' types. */
  private static SqlReturnTypeInference wider() {
    return binding -> binding.getTypeFactory().leastRestrictive(binding.collectOperandTypes());
  }
}
