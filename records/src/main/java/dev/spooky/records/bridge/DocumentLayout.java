// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bridge;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.value.FieldName;
import java.util.ArrayList;
import java.util.List;

/**
 * A row layout whose columns have the names of document fields.
 *
 * <table>
 *   <caption>What becomes what</caption>
 *   <tr><th>column</th><th>is written as</th><th>is read from</th></tr>
 *   <tr><td>BOOL</td><td>Bool</td><td>Bool</td></tr>
 *   <tr><td>I8 … I64, scale 0</td><td>I64</td><td>any integral number in range</td></tr>
 *   <tr><td>I64, I128 with a scale</td><td>Str, plain decimal</td><td>Str or number, exact</td></tr>
 *   <tr><td>I128, scale 0</td><td>I64, U64, else Str</td><td>Str or number, exact</td></tr>
 *   <tr><td>F32, F64</td><td>F64</td><td>any number, nearest</td></tr>
 *   <tr><td>UTF8</td><td>Str</td><td>Str; nested values as JSON text</td></tr>
 *   <tr><td>BYTES</td><td>Str, Base64</td><td>Str, Base64</td></tr>
 *   <tr><td>NULL</td><td>Null</td><td>Null or no such field</td></tr>
 * </table>
 *
 * @param layout where the fields of a row lie
 * @param columns name and scale of each field, in the layout's order
 */
public record DocumentLayout(RowLayout layout, List<Column> columns) {

  /**
   * A column.
   *
   * @param name the field of the document
   * @param scale digits after the point of a decimal kept as a scaled integer
   */
  public record Column(FieldName name, int scale) {
    /** A column without digits after the point. */
    public static Column of(String name) {
      return new Column(FieldName.of(name), 0);
    }
  }

  /** Checks that every field has a column. */
  public DocumentLayout {
    columns = List.copyOf(columns);
    if (columns.size() != layout.size()) {
      throw new IllegalArgumentException(
          "columns=" + columns.size() + " for fields=" + layout.size());
    }
  }

  /** A layout with these names, all scales 0. */
  public static DocumentLayout of(RowLayout layout, String... names) {
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(Column.of(name));
    }
    return new DocumentLayout(layout, columns);
  }

  /** The names in the layout's order. */
  public List<FieldName> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The ordinal of a column, -1 if there is none. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().text().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The slot of a column, good for every row of the layout.
   *
   * @throws RecordException if there is no such column
   */
  public FieldSlot slot(String name) {
    int index = indexOf(name);
    if (index < 0) {
      throw RecordException.fieldNotFound(name);
    }
    return layout.slot(index);
  }
}
