// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.catalog.SearchPath;
import dev.spooky.sql.catalog.SystemView;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** The columns of a system view, in order; all of them can be NULL. */
final class Columns {
  private final RelDataTypeFactory types;
  private final RelDataTypeFactory.Builder columns;

  Columns(RelDataTypeFactory types) {
    this.types = types;
    this.columns = types.builder();
  }

  Columns text(String... names) {
    return add(types.createSqlType(SqlTypeName.VARCHAR), names);
  }

  Columns integer(String... names) {
    return add(types.createSqlType(SqlTypeName.INTEGER), names);
  }

  Columns bigint(String... names) {
    return add(types.createSqlType(SqlTypeName.BIGINT), names);
  }

  Columns real(String... names) {
    return add(types.createSqlType(SqlTypeName.DOUBLE), names);
  }

  Columns flag(String... names) {
    return add(types.createSqlType(SqlTypeName.BOOLEAN), names);
  }

  Columns instant(String... names) {
    return add(types.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6), names);
  }

  private Columns add(RelDataType type, String... names) {
    RelDataType nullable = types.createTypeWithNullability(type, true);
    for (String name : names) {
      columns.add(name, nullable);
    }
    return this;
  }

  /** A view of the schema of the standard. */
  SystemView standard(String name, SystemView.Content content) {
    return new SystemView(new RelationName(SearchPath.INFORMATION, name), columns.build(), content);
  }

  /** A view of the database's own. */
  SystemView own(String name, SystemView.Content content) {
    return new SystemView(new RelationName(SearchPath.SYSTEM, name), columns.build(), content);
  }
}
