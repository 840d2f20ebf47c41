// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.sql.ast.TableConstraint;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Constraint;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The keys of the table that a foreign key references, which may be the table being defined.
 *
 * @param number the table's stable number
 * @param table its name
 * @param columns names and types of its columns
 * @param keys its keys by columns, the primary key first if there is one
 * @param hasPrimary whether there is one
 */
record TargetKeys(
    long number,
    String table,
    Map<String, RelDataType> columns,
    List<List<String>> keys,
    boolean hasPrimary) {

  static TargetKeys of(SqlIdentifier name, TableDraft draft, Catalog catalog) {
    Entry found = catalog.find(name);
    boolean isOwn =
        found instanceof TableEntry table
            ? table.number() == draft.number()
            : catalog.newName(name).equals(draft.fullName());
    if (isOwn) {
      return of(draft);
    }
    Entry entry = catalog.get(name);
    if (!(entry instanceof TableEntry table)) {
      throw SpookySqlException.at(
          name.getParserPosition(), SqlErrorCode.WRONG_RELATION_KIND, entry.name(), "table");
    }
    List<String> names = table.rowType().getFieldNames();
    Map<String, RelDataType> columns = new LinkedHashMap<>();
    table.rowType().getFieldList().forEach(f -> columns.put(f.getName(), f.getType()));
    List<List<String>> keys = new ArrayList<>();
    boolean hasPrimary = false;
    for (Constraint constraint : table.definition().constraints()) {
      if (constraint instanceof Constraint.Key key) {
        keys.add(key.primary() ? 0 : keys.size(), key.columns().stream().map(names::get).toList());
        hasPrimary |= key.primary();
      }
    }
    return new TargetKeys(table.number(), table.name(), columns, keys, hasPrimary);
  }

  private static TargetKeys of(TableDraft draft) {
    Map<String, RelDataType> columns = new LinkedHashMap<>();
    draft.columns().forEach(column -> columns.put(column.name(), column.type()));
    List<List<String>> keys = new ArrayList<>();
    boolean hasPrimary = false;
    for (DraftConstraint constraint : draft.constraints()) {
      boolean primary = constraint.kind() == TableConstraint.Kind.PRIMARY_KEY;
      if (primary || constraint.kind() == TableConstraint.Kind.UNIQUE) {
        keys.add(primary ? 0 : keys.size(), constraint.columns());
        hasPrimary |= primary;
      }
    }
    return new TargetKeys(draft.number(), draft.name(), columns, keys, hasPrimary);
  }

  List<String> primary(SqlParserPos position) {
    if (!hasPrimary) {
      throw SpookySqlException.at(
              position,
              SqlErrorCode.INVALID_FOREIGN_KEY,
              "table '" + table + "' has no PRIMARY KEY")
          .withHint("name the columns of a UNIQUE constraint: REFERENCES " + table + " (…)");
    }
    return keys.get(0);
  }

  void check(List<String> wanted, SqlParserPos position) {
    for (String column : wanted) {
      if (!columns.containsKey(column)) {
        throw SpookySqlException.at(position, SqlErrorCode.UNDEFINED_COLUMN, column);
      }
    }
    boolean isKey =
        keys.stream()
            .anyMatch(key -> key.size() == wanted.size() && new HashSet<>(key).containsAll(wanted));
    if (!isKey) {
      throw SpookySqlException.at(
          position,
          SqlErrorCode.INVALID_FOREIGN_KEY,
          "columns (%s) of table '%s' are neither its PRIMARY KEY nor UNIQUE"
              .formatted(String.join(", ", wanted), table));
    }
  }

  RelDataType type(String column) {
    return java.util.Objects.requireNonNull(columns.get(column));
  }

  /** Whether equal values of both types have equal bytes. */
  static boolean sameBytes(RelDataType a, RelDataType b) {
    ValueType left = RowLayouts.valueType(a);
    ValueType right = RowLayouts.valueType(b);
    if (isInteger(left) && isInteger(right)) {
      return true;
    }
    return switch (left.base()) {
      case CHAR, VARCHAR ->
          right.base() == ValueType.Base.CHAR || right.base() == ValueType.Base.VARCHAR;
      case VARBINARY -> right.base() == ValueType.Base.VARBINARY;
      default -> left.equals(right);
    };
  }

  private static boolean isInteger(ValueType type) {
    return switch (type.base()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
      default -> false;
    };
  }
}
