// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.engine.Column;
import dev.spooky.engine.Relation;
import dev.spooky.engine.SqlType;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.sql.parser.SqlText;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Entries and row types in the words of the public surface. */
public final class Definitions {
  private Definitions() {}

  /** The columns of a row type under their own names. */
  public static List<Column> columns(RelDataType rowType) {
    return columns(rowType, rowType.getFieldNames());
  }

  /** The first columns of a row type under these names. */
  public static List<Column> columns(RelDataType rowType, List<String> names) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(column(names.get(i), rowType.getFieldList().get(i).getType()));
    }
    return columns;
  }

  /** The parameters of a statement, named {@code ?1}, {@code ?2}, … */
  public static List<Column> parameters(RelDataType parameters) {
    List<Column> columns = new ArrayList<>();
    for (RelDataTypeField field : parameters.getFieldList()) {
      columns.add(column("?" + (field.getIndex() + 1), field.getType()));
    }
    return columns;
  }

  /** One column. */
  public static Column column(String name, RelDataType type) {
    ValueType value = RowLayouts.valueType(type);
    SqlType sqlType = type.getSqlTypeName() == SqlTypeName.NULL ? SqlType.NULL : sqlType(value);
    int precision =
        switch (value.base()) {
          case DECIMAL, TIME, TIMESTAMP, INSTANT, CHAR, VARCHAR, BINARY, VARBINARY ->
              value.precision();
          case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT -> 0;
          case REAL, DOUBLE, DATE, MONTHS, MICROS, UUID, ARRAY -> 0;
        };
    RelDataType component = type.getComponentType();
    Column element = component == null ? null : column(name, component);
    return new Column(name, sqlType, precision, value.scale(), type.isNullable(), element);
  }

  private static SqlType sqlType(ValueType value) {
    return switch (value.base()) {
      case BOOLEAN -> SqlType.BOOLEAN;
      case TINYINT -> SqlType.TINYINT;
      case SMALLINT -> SqlType.SMALLINT;
      case INTEGER -> SqlType.INTEGER;
      case BIGINT -> SqlType.BIGINT;
      case REAL -> SqlType.REAL;
      case DOUBLE -> SqlType.DOUBLE;
      case DECIMAL -> SqlType.DECIMAL;
      case DATE -> SqlType.DATE;
      case TIME -> SqlType.TIME;
      case TIMESTAMP -> SqlType.TIMESTAMP;
      case INSTANT -> SqlType.TIMESTAMP_WITH_TIME_ZONE;
      case MONTHS -> SqlType.INTERVAL_YEAR_MONTH;
      case MICROS -> SqlType.INTERVAL_DAY_TIME;
      case CHAR -> SqlType.CHAR;
      case VARCHAR -> SqlType.VARCHAR;
      case BINARY -> SqlType.BINARY;
      case VARBINARY -> SqlType.VARBINARY;
      case UUID -> SqlType.UUID;
      case ARRAY -> SqlType.ARRAY;
    };
  }

  /** The query of a view as text that means the same whatever the search path is. */
  public static String keptText(String query, Catalog catalog) {
    return ViewQuery.withSchemas(query, catalog);
  }

  private static String sql(Entry entry) {
    if (entry instanceof PlainView view) {
      return view.sql();
    }
    return entry instanceof MaterializedView view ? view.sql() : "";
  }

  /** An entry as the public surface shows it. */
  public static Relation relation(Entry entry, Catalog catalog) {
    List<String> names = entry.rowType().getFieldNames();
    List<String> key = List.of();
    List<String> defaults = new ArrayList<>();
    String definition = "";
    if (entry instanceof TableEntry table) {
      key = table.keyColumns().stream().map(names::get).toList();
      for (ColumnRule rule : table.definition().rules()) {
        SqlNode expression = rule.defaultValue();
        defaults.add(expression == null ? "" : SqlText.toSql(expression));
      }
    } else {
      names.forEach(name -> defaults.add(""));
      definition = sql(entry);
    }
    return new Relation(
        entry.schema(),
        entry.name(),
        entry.kind(),
        columns(entry.rowType()),
        key,
        defaults,
        definition,
        EntryDetails.of(entry, catalog));
  }
}
