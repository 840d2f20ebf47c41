// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.SpookyTypeSystem;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/** Spooky's SQL types, and types as they are written. */
public final class SqlTypes {
  private SqlTypes() {}

  /** A factory of types that follow Spooky's rules, with texts in UTF-8. */
  public static RelDataTypeFactory factory() {
    return new Factory();
  }

  private static final class Factory extends SqlTypeFactoryImpl {
    Factory() {
      super(SpookyTypeSystem.INSTANCE);
    }

    @Override
    public Charset getDefaultCharset() {
      return StandardCharsets.UTF_8;
    }

    /** Every array can have NULLs in it, so that there is one type of arrays of a type. */
    @Override
    public RelDataType createArrayType(RelDataType elementType, long maxCardinality) {
      return super.createArrayType(createTypeWithNullability(elementType, true), maxCardinality);
    }

    /** Calcite would have a date as the common type of a number and a date. */
    @Override
    public @Nullable RelDataType leastRestrictive(
        List<RelDataType> types, SqlTypeMappingRule mappingRule) {
      boolean number = types.stream().anyMatch(SqlTypeUtil::isNumeric);
      boolean time = types.stream().anyMatch(SqlTypeUtil::isDatetime);
      return number && time ? null : super.leastRestrictive(types, mappingRule);
    }
  }

  /** The type of a column. */
  static RelDataType column(SqlDataTypeSpec spec, boolean nullable, SqlValidator validator) {
    check(spec);
    RelDataTypeFactory types = validator.getTypeFactory();
    RelDataType type = spec.deriveType(validator, nullable);
    if (SqlTypeUtil.isCharacter(type)) { // without the written type's collation
      type = types.createSqlType(type.getSqlTypeName(), type.getPrecision());
    }
    if (!RowLayouts.isSupported(type) || type.getSqlTypeName() == SqlTypeName.NULL) {
      throw unsupported(spec);
    }
    return types.createTypeWithNullability(type, nullable);
  }

  /** Refuses a type that does not exist, or whose precision is out of range. */
  static void check(SqlDataTypeSpec spec) {
    SqlTypeNameSpec name = spec.getTypeNameSpec();
    while (name instanceof SqlCollectionTypeNameSpec collection
        && collection.getTypeName().getSimple().equals(SqlTypeName.ARRAY.name())) {
      name = collection.getElementTypeName();
    }
    if (name instanceof SqlUserDefinedTypeNameSpec element) {
      throw SpookySqlException.at(
          spec.getParserPosition(), SqlErrorCode.UNDEFINED_TYPE, element.getTypeName().toString());
    } else if (!(name instanceof SqlBasicTypeNameSpec basic)) {
      throw unsupported(spec);
    } else {
      check(basic, spec.getParserPosition());
    }
  }

  private static void check(SqlBasicTypeNameSpec basic, SqlParserPos position) {
    String label = basic.getTypeName().toString();
    SqlTypeName name = SqlTypeName.get(label.toUpperCase(Locale.ROOT).replace(' ', '_'));
    if (name == null) {
      return;
    }
    int most = SpookyTypeSystem.INSTANCE.getMaxPrecision(name);
    int least = name == SqlTypeName.DECIMAL || SqlTypeName.STRING_TYPES.contains(name) ? 1 : 0;
    int precision = basic.getPrecision();
    if (precision != RelDataType.PRECISION_NOT_SPECIFIED
        && (precision < least || most >= 0 && precision > most)) {
      throw SpookySqlException.at(
          position,
          SqlErrorCode.INVALID_OPTION,
          "%s(%d): must be between %d and %d".formatted(label, precision, least, most));
    }
    int scale = basic.getScale();
    if (scale != RelDataType.SCALE_NOT_SPECIFIED && (scale < 0 || scale > precision)) {
      throw SpookySqlException.at(
          position,
          SqlErrorCode.INVALID_OPTION,
          "%s(%d, %d): scale must be between 0 and the precision"
              .formatted(label, precision, scale));
    }
  }

  private static SpookySqlException unsupported(SqlDataTypeSpec spec) {
    return SpookySqlException.unsupported(
        "type " + spec, spec.getParserPosition(), "use a scalar type or an ARRAY of one");
  }
}
