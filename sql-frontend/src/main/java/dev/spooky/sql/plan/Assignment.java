// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes values fit columns, as PostgreSQL's assignment does. What comes out is of the column's
 * type, but a text or binary string keeps its length, because a cast would cut it silently: lengths
 * and NOT NULL are checked when the value is stored. BINARY columns get BINARY or VARBINARY.
 */
final class Assignment {
  /**
   * A value that is to be assigned.
   *
   * @param rex the value
   * @param isTextConstant whether it is a text written as such, which fits any type
   * @param position its place
   */
  record Value(RexNode rex, boolean isTextConstant, SqlParserPos position) {
    /** A value that a tree was converted to. */
    static Value of(RexNode rex, @Nullable SqlNode node, SqlParserPos otherwise) {
      boolean known = node != null && node.getParserPosition().getLineNum() > 0;
      return new Value(
          rex,
          node instanceof SqlCharStringLiteral,
          known && node != null ? node.getParserPosition() : otherwise);
    }
  }

  private final RexBuilder rex;
  private final RelDataTypeFactory types;

  Assignment(RexBuilder rex) {
    this.rex = rex;
    this.types = rex.getTypeFactory();
  }

  /** The type that values of a column have before their length is checked. */
  RelDataType target(RelDataType column) {
    SqlTypeName name = column.getSqlTypeName();
    RelDataType type = column;
    if (name == SqlTypeName.VARCHAR || name == SqlTypeName.VARBINARY) {
      type = types.createSqlType(name);
    } else if (name == SqlTypeName.CHAR) {
      type = types.createSqlType(name, types.getTypeSystem().getMaxPrecision(name));
    }
    RelDataType component = column.getComponentType();
    if (name == SqlTypeName.ARRAY && component != null) {
      type = types.createArrayType(target(component), -1);
    }
    return types.createTypeWithNullability(type, true);
  }

  /** The type of a parameter whose value is stored in a column. */
  RelDataType parameter(RelDataType column) {
    return SqlTypeUtil.isCharacter(column)
        ? types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true)
        : target(column);
  }

  /** The value as one of the column's type. */
  RexNode assign(Value value, RelDataTypeField column) {
    RelDataType from = value.rex().getType();
    RelDataType to = target(column.getType());
    if (from.getSqlTypeName() == SqlTypeName.NULL) {
      return rex.makeNullLiteral(to);
    }
    SqlTypeName name = to.getSqlTypeName();
    boolean lengthOnly =
        from.getSqlTypeName() == name && (SqlTypeUtil.isString(from) || SqlTypeUtil.isBinary(from));
    boolean stretchedBytes = name == SqlTypeName.BINARY && SqlTypeUtil.isBinary(from);
    if (lengthOnly || stretchedBytes || SqlTypeUtil.equalSansNullability(types, from, to)) {
      return value.rex();
    }
    if (!value.isTextConstant() && !isAssignable(from, to)) {
      throw SpookySqlException.at(
              value.position(),
              SqlErrorCode.TYPE_MISMATCH,
              "column '%s' is of type %s, but the value is of type %s"
                  .formatted(column.getName(), column.getType(), from))
          .withHint("CAST the value");
    }
    RelDataType exact = types.createTypeWithNullability(to, from.isNullable());
    return rex.makeCast(value.position(), exact, value.rex(), true, false);
  }

  private static boolean isAssignable(RelDataType from, RelDataType to) {
    if (SqlTypeUtil.isCharacter(to)) {
      return !SqlTypeUtil.isBinary(from);
    }
    boolean toTimeOfDay = to.getSqlTypeName() == SqlTypeName.TIME;
    return toTimeOfDay && from.getSqlTypeName() != SqlTypeName.DATE && TypeFamilies.isDay(from)
        || TypeFamilies.areRelated(from, to);
  }
}
