// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.circuit.TickFailure;
import dev.spooky.runtime.operator.Calc;
import dev.spooky.sql.catalog.Entry;
import java.util.List;
import java.util.StringJoiner;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/** The row on which an expression failed, as users know it. */
final class FailedRow {
  private static final int MOST_CHARS = 200;

  private FailedRow() {}

  /** The row's values, if the expression read rows of a table or view as they are; else null. */
  static @Nullable String text(TickFailure failure, Database database) {
    Found found = find(failure.node(), failure.row(), database);
    return found == null ? null : "row " + found.row() + " of '" + found.relation() + "'";
  }

  /** A relation and its row. */
  record Found(String relation, String row) {}

  /** The same in two parts. */
  static @Nullable Found find(Node node, byte[] row, Database database) {
    if (!(node.operator() instanceof Calc)) {
      return null; // the row is then one that operators have made
    }
    Node input = node.inputs().get(0);
    for (Entry entry : database.catalog().all()) {
      if (entry instanceof StoredRelation relation) {
        Stored stored = database.storedOrNull(relation);
        boolean apart = input.digest().equals(relation.id());
        if (apart || (stored != null && stored.stream().equals(input))) {
          return new Found(entry.label(), text(relation, row));
        }
      }
    }
    return null;
  }

  private static String text(StoredRelation relation, byte[] row) {
    RowLayout layout = RowLayouts.layout(relation.rowType());
    List<RelDataTypeField> fields = relation.rowType().getFieldList();
    StringJoiner text = new StringJoiner(", ", "(", ")");
    for (int i = 0; i < fields.size() && text.length() < MOST_CHARS; i++) {
      RelDataTypeField field = fields.get(i);
      String value = RowValues.getText(layout.slot(i), field.getType(), row, 0);
      text.add(field.getName() + "=" + (value == null ? "NULL" : cut(value)));
    }
    return text.toString();
  }

  private static String cut(String value) {
    return value.length() <= MOST_CHARS / 4 ? value : value.substring(0, MOST_CHARS / 4) + "…";
  }
}
