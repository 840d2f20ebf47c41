// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type;

import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/** From Calcite types to packed rows. */
public final class RowLayouts {
  private static final Map<SqlTypeName, Base> BASES = bases();

  private RowLayouts() {}

  private static Map<SqlTypeName, Base> bases() {
    Map<SqlTypeName, Base> bases = new EnumMap<>(SqlTypeName.class);
    bases.put(SqlTypeName.BOOLEAN, Base.BOOLEAN);
    bases.put(SqlTypeName.TINYINT, Base.TINYINT);
    bases.put(SqlTypeName.SMALLINT, Base.SMALLINT);
    bases.put(SqlTypeName.INTEGER, Base.INTEGER);
    bases.put(SqlTypeName.BIGINT, Base.BIGINT);
    bases.put(SqlTypeName.REAL, Base.REAL);
    bases.put(SqlTypeName.FLOAT, Base.DOUBLE);
    bases.put(SqlTypeName.DOUBLE, Base.DOUBLE);
    bases.put(SqlTypeName.DECIMAL, Base.DECIMAL);
    bases.put(SqlTypeName.DATE, Base.DATE);
    bases.put(SqlTypeName.TIME, Base.TIME);
    bases.put(SqlTypeName.TIMESTAMP, Base.TIMESTAMP);
    bases.put(SqlTypeName.TIMESTAMP_TZ, Base.INSTANT);
    bases.put(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, Base.INSTANT);
    SqlTypeName.YEAR_INTERVAL_TYPES.forEach(name -> bases.put(name, Base.MONTHS));
    SqlTypeName.DAY_INTERVAL_TYPES.forEach(name -> bases.put(name, Base.MICROS));
    bases.put(SqlTypeName.CHAR, Base.CHAR);
    bases.put(SqlTypeName.VARCHAR, Base.VARCHAR);
    bases.put(SqlTypeName.NULL, Base.VARCHAR);
    bases.put(SqlTypeName.BINARY, Base.BINARY);
    bases.put(SqlTypeName.VARBINARY, Base.VARBINARY);
    bases.put(SqlTypeName.UUID, Base.UUID);
    return bases;
  }

  /** Whether values of a type can be kept in rows. */
  public static boolean isSupported(RelDataType type) {
    RelDataType component = type.getComponentType();
    return type.getSqlTypeName() == SqlTypeName.ARRAY && component != null
        ? isSupported(component)
        : !type.isStruct() && BASES.containsKey(type.getSqlTypeName());
  }

  /**
   * The type as far as values need it.
   *
   * @throws NotSupportedException if rows cannot hold it
   */
  public static ValueType valueType(RelDataType type) {
    RelDataType component = type.getComponentType();
    if (type.getSqlTypeName() == SqlTypeName.ARRAY && component != null) {
      return ValueType.arrayOf(valueType(component));
    }
    Base base = type.isStruct() ? null : BASES.get(type.getSqlTypeName());
    if (base == null) {
      throw new NotSupportedException(
          "type " + type.getFullTypeString(), "Cast it to a scalar type.", 0, 0);
    }
    int precision = type.getPrecision();
    if (base == Base.DECIMAL) {
      return new ValueType(base, Math.min(precision, 38), Math.max(type.getScale(), 0));
    } else if (base == Base.TIME || base == Base.TIMESTAMP || base == Base.INSTANT) {
      return new ValueType(base, precision < 0 ? 6 : Math.min(precision, 6), 0);
    } else if (base == Base.MONTHS || base == Base.MICROS) {
      return new ValueType(base, 0, 0);
    }
    return new ValueType(base, precision, 0);
  }

  /** How a field of the type is stored. */
  public static FieldKind kind(RelDataType type) {
    return valueType(type).kind();
  }

  /** The layout of rows of a type. */
  public static RowLayout layout(RelDataType rowType) {
    List<RowLayout.Field> fields = new ArrayList<>();
    for (RelDataTypeField field : rowType.getFieldList()) {
      fields.add(field(field.getType()));
    }
    return RowLayout.of(fields);
  }

  /** The layout of rows with fields of these types. */
  public static RowLayout layout(List<RelDataType> types) {
    return RowLayout.of(types.stream().map(RowLayouts::field).toList());
  }

  private static RowLayout.Field field(RelDataType type) {
    return new RowLayout.Field(kind(type), type.isNullable());
  }
}
