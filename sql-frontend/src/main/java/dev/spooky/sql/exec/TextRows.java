// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Rows;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.catalog.Definitions;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** Lines of text as a result of one column. */
public final class TextRows {
  private TextRows() {}

  /** The lines as rows. */
  public static Rows of(RelDataTypeFactory types, String column, List<String> lines, long tick) {
    RelDataType type = types.builder().add(column, SqlTypeName.VARCHAR).build();
    List<RelDataType> fieldTypes = List.of(type.getFieldList().get(0).getType());
    RowWriter writer = new RowWriter(RowLayouts.layout(type));
    Delta rows = new Delta(writer.layout());
    for (String line : lines) {
      writer.begin().setString(0, line);
      writer.finish();
      rows.add(writer, 1);
    }
    int[] order = IntStream.range(0, rows.count()).toArray();
    return new ResultRows(
        new PackedRow(Definitions.columns(type), fieldTypes),
        new Reader.Result(rows, fieldTypes, tick),
        new ResultRows.Window(order, 0, Long.MAX_VALUE));
  }
}
