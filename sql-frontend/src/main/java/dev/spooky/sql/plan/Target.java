// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.ColumnRule;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The table that a statement changes. */
record Target(TableEntry table) {
  /** The table of that name; views are refused. */
  static Target of(SqlNode name, Catalog catalog, Planning planning) {
    SqlIdentifier id = (SqlIdentifier) name;
    Entry entry = catalog.get(id);
    if (!(entry instanceof TableEntry table)) {
      throw SpookySqlException.at(
          id.getParserPosition(), SqlErrorCode.WRONG_RELATION_KIND, id.toString(), "table");
    }
    planning.dependsOn(entry);
    return new Target(table);
  }

  /** The same for a statement that looks for rows, which have to be stored for that. */
  static Target stored(SqlNode name, Catalog catalog, Planning planning) {
    Target target = of(name, catalog, planning);
    if (target.table().definition().kind().isStream()) {
      throw SpookySqlException.unsupported(
          "UPDATE or DELETE of table '" + target.table().label() + "', whose rows are not stored",
          name.getParserPosition(),
          "an appender's endDeletedRow takes whole rows away");
    }
    return target;
  }

  List<RelDataTypeField> columns() {
    return table.rowType().getFieldList();
  }

  RelDataTypeField column(int ordinal) {
    return columns().get(ordinal);
  }

  /** The columns in a list of names; all without a list. */
  List<Integer> ordinals(@Nullable SqlNodeList names) {
    if (names == null) {
      return IntStream.range(0, columns().size()).boxed().toList();
    }
    List<Integer> ordinals = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (SqlNode name : names) {
      String text = ((SqlIdentifier) name).getSimple();
      RelDataTypeField field = table.rowType().getField(text, true, false);
      if (field == null) {
        throw SpookySqlException.at(name.getParserPosition(), SqlErrorCode.UNDEFINED_COLUMN, text);
      }
      if (!seen.add(field.getIndex())) {
        throw SpookySqlException.at(name.getParserPosition(), SqlErrorCode.DUPLICATE_COLUMN, text);
      }
      ordinals.add(field.getIndex());
    }
    return ordinals;
  }

  /** Whether a column is one that statements may give no value but DEFAULT. */
  boolean isOwn(int column) {
    ColumnRule rule = table.definition().rules().get(column);
    return rule.generated() != null || rule.identity() != null && rule.always();
  }

  boolean isNumbered(int column) {
    return table.definition().rules().get(column).identity() != null;
  }

  /** Refuses a value for a column that takes none. */
  void checkGiven(int column, SqlNode value) {
    boolean isDefault = value.getKind() == SqlKind.DEFAULT;
    if (isOwn(column) && !isDefault) {
      throw own(column, value.getParserPosition());
    }
    if (isNumbered(column) && SqlUtil.isNullLiteral(value, false)) {
      throw SpookySqlException.at(
          value.getParserPosition(), SqlErrorCode.NOT_NULL, column(column).getName(), table.name());
    }
  }

  SpookySqlException own(int column, SqlParserPos position) {
    return SpookySqlException.at(
            position,
            SqlErrorCode.GENERATED_ALWAYS,
            "column '%s' of table '%s' is GENERATED ALWAYS"
                .formatted(column(column).getName(), table.name()))
        .withHint("leave it out, or write DEFAULT");
  }

  /** The expression that gives a column's default value, without a place. */
  SqlNode defaultOf(int column) {
    SqlNode expression = table.defaultOf(column);
    return expression == null
        ? SqlLiteral.createNull(SqlParserPos.ZERO)
        : TreeCopy.placeless(expression);
  }
}
