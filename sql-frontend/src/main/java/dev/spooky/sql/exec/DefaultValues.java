// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.plan.SqlFrontend;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;

/** What columns have where nothing is given. */
final class DefaultValues {
  private DefaultValues() {}

  /** Expressions for the DEFAULTs of columns; NULL without one. */
  static List<RexNode> of(TableEntry table, List<Integer> columns, RelDataTypeFactory types) {
    SqlFrontend frontend = new SqlFrontend(new Catalog(), types);
    List<RexNode> values = new ArrayList<>();
    for (int column : columns) {
      RelDataType type = table.rowType().getFieldList().get(column).getType();
      SqlNode written = table.defaultOf(column);
      values.add(
          written == null
              ? new RexBuilder(types).makeNullLiteral(types.createTypeWithNullability(type, true))
              : frontend.defaultValue(SqlFrontend.placeless(written), type));
    }
    return values;
  }
}
