// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * The value of a scalar sub-query: {@code $SINGLE_ROW(value, rows)} fails if there are more rows.
 */
final class SingleRow {
  /** Evaluated under this name by package expr. */
  static final SqlFunction FUNCTION =
      new SqlFunction(
          "$SINGLE_ROW",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0_FORCE_NULLABLE,
          null,
          OperandTypes.ANY_ANY,
          SqlFunctionCategory.SYSTEM);

  private SingleRow() {}
}
