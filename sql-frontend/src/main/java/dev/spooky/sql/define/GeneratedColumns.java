// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import dev.spooky.sql.ast.ColumnDefinition;
import dev.spooky.sql.catalog.ColumnRule;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** What IDENTITY and generated columns may be. */
final class GeneratedColumns {
  private GeneratedColumns() {}

  /** Refuses what does not go together. */
  static void check(ColumnDefinition column, RelDataType type) {
    boolean numbered = column.identity() != ColumnDefinition.Identity.NONE;
    int sources = column.defaultValue() == null ? 0 : 1;
    sources += numbered ? 1 : 0;
    sources += column.generated() == null ? 0 : 1;
    if (sources > 1) {
      throw SpookySqlException.at(
          column.position(),
          SqlErrorCode.INVALID_DEFINITION,
          "column '%s' can have only one of DEFAULT, IDENTITY and GENERATED"
              .formatted(column.name().getSimple()));
    }
    if (numbered && !SqlTypeName.INT_TYPES.contains(type.getSqlTypeName())) {
      throw SpookySqlException.at(
          column.position(),
          SqlErrorCode.INVALID_DEFINITION,
          "IDENTITY column '%s' must be an integer, not %s"
              .formatted(column.name().getSimple(), type));
    }
  }

  /** Refuses generated columns that read generated columns. */
  static void checkReads(List<ColumnRule> rules, TableDraft draft) {
    for (ColumnRule rule : rules) {
      ColumnRule.Generated generated = rule.generated();
      if (generated == null) {
        continue;
      }
      for (int read : generated.columns()) {
        if (rules.get(read).generated() != null) {
          SqlNode written = draft.columns().get(rules.indexOf(rule)).generated();
          throw SpookySqlException.at(
              written == null
                  ? generated.written().getParserPosition()
                  : written.getParserPosition(),
              SqlErrorCode.INVALID_DEFINITION,
              "a generated column cannot read the generated column '%s'"
                  .formatted(draft.columns().get(read).name()));
        }
      }
    }
  }
}
