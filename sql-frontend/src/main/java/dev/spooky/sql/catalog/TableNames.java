// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/** Finds the names of tables and views in the FROM clauses of a query, not those of WITH. */
final class TableNames {
  /**
   * A name in FROM.
   *
   * @param aliased whether an alias follows it
   */
  record Found(SqlIdentifier name, boolean aliased) {}

  private final List<Found> found = new ArrayList<>();

  private TableNames() {}

  static List<Found> in(SqlNode query) {
    TableNames names = new TableNames();
    names.visit(query, Set.of());
    return names.found;
  }

  private void visit(@Nullable SqlNode node, Set<String> local) {
    if (node instanceof SqlWith with) {
      with(with, local);
    } else if (node instanceof SqlSelect select) {
      from(select.getFrom(), false, local);
      for (SqlNode operand : select.getOperandList()) {
        if (operand != select.getFrom()) {
          visit(operand, local);
        }
      }
    } else if (node instanceof SqlNodeList list) {
      list.forEach(item -> visit(item, local));
    } else if (node instanceof SqlCall call) {
      if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
        from(call.operand(0), false, local);
      } else {
        call.getOperandList().forEach(operand -> visit(operand, local));
      }
    }
  }

  private void with(SqlWith with, Set<String> outer) {
    Set<String> local = new HashSet<>(outer);
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      visit(item.query, local);
      local.add(item.name.getSimple());
    }
    visit(with.body, local);
  }

  private void from(@Nullable SqlNode node, boolean aliased, Set<String> local) {
    if (node instanceof SqlIdentifier name) {
      if (!name.isSimple() || !local.contains(name.getSimple())) {
        found.add(new Found(name, aliased));
      }
    } else if (node instanceof SqlJoin join) {
      from(join.getLeft(), false, local);
      from(join.getRight(), false, local);
      visit(join.getCondition(), local);
    } else if (node != null && node.getKind() == SqlKind.AS) {
      from(((SqlCall) node).operand(0), true, local);
    } else {
      visit(node, local);
    }
  }
}
