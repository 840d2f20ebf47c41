// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.unnest;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Questions about types of expressions. */
final class Types {
  private Types() {}

  /** The expression without a cast that only widens a text. */
  static RexNode bare(RexNode node) {
    if (node.getKind() == SqlKind.CAST && node instanceof RexCall cast) {
      RexNode inner = cast.getOperands().get(0);
      RelDataType from = inner.getType();
      RelDataType to = cast.getType();
      boolean widens =
          from.getSqlTypeName() == SqlTypeName.VARCHAR
              && to.getSqlTypeName() == SqlTypeName.VARCHAR
              && (to.getPrecision() < 0
                  || from.getPrecision() >= 0 && from.getPrecision() <= to.getPrecision());
      return widens ? bare(inner) : node;
    }
    return node;
  }

  /** Whether equal values of both types are the same value of one of them. */
  static boolean same(RelDataType a, RelDataType b) {
    return a.getSqlTypeName() == b.getSqlTypeName()
        && (a.getSqlTypeName() == SqlTypeName.VARCHAR
            || a.getPrecision() == b.getPrecision() && a.getScale() == b.getScale());
  }
}
