// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** Types of functions' results. */
final class Results {
  private Results() {}

  /** Makes a type. */
  interface Maker {
    RelDataType make(RelDataTypeFactory types);
  }

  static RelDataType text(RelDataTypeFactory types) {
    return types.createSqlType(SqlTypeName.VARCHAR);
  }

  static RelDataType bytes(RelDataTypeFactory types) {
    return types.createSqlType(SqlTypeName.VARBINARY);
  }

  static RelDataType instant(RelDataTypeFactory types) {
    return types.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6);
  }

  static RelDataType timestamp(RelDataTypeFactory types) {
    return types.createSqlType(SqlTypeName.TIMESTAMP, 6);
  }

  /** A type without parameters. */
  static Maker plain(SqlTypeName name) {
    return types -> types.createSqlType(name);
  }

  /** NULL when an argument is. */
  static SqlReturnTypeInference strict(Maker maker) {
    return binding -> {
      boolean nullable = false;
      for (int i = 0; i < binding.getOperandCount(); i++) {
        nullable |= binding.getOperandType(i).isNullable();
      }
      return nullable(binding, maker, nullable);
    };
  }

  /** NULL when the first argument is. */
  static SqlReturnTypeInference likeFirst(Maker maker) {
    return binding -> nullable(binding, maker, binding.getOperandType(0).isNullable());
  }

  /** NULL also where no argument is. */
  static SqlReturnTypeInference maybe(Maker maker) {
    return binding -> nullable(binding, maker, true);
  }

  /** Never NULL. */
  static SqlReturnTypeInference never(Maker maker) {
    return binding -> nullable(binding, maker, false);
  }

  private static RelDataType nullable(SqlOperatorBinding binding, Maker maker, boolean nullable) {
    RelDataTypeFactory types = binding.getTypeFactory();
    return types.createTypeWithNullability(maker.make(types), nullable);
  }
}
