// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import dev.spooky.sql.define.ModelTable.Col;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A view over a model table: some of its columns, or the groups of one with a count and a sum.
 *
 * @param cols the columns; of groups the one that they are by and the one that is summed
 */
record ModelView(String name, ModelTable table, List<Col> cols, boolean grouped) {
  List<String> lines() {
    if (!grouped) {
      return ModelTable.lines(cols, table.rows);
    }
    Map<String, List<Map<Col, Integer>>> groups = new HashMap<>();
    for (Map<Col, Integer> row : table.rows) {
      groups.computeIfAbsent(String.valueOf(row.get(cols.get(0))), k -> new ArrayList<>()).add(row);
    }
    List<String> lines = new ArrayList<>();
    groups.forEach(
        (group, rows) -> {
          Long sum = null;
          for (Map<Col, Integer> row : rows) {
            Integer value = row.get(cols.get(1));
            sum = value == null ? sum : Long.valueOf((sum == null ? 0 : sum) + value);
          }
          lines.add(
              new StringJoiner("|").add(group).add("" + rows.size()).add("" + sum).toString());
        });
    return lines;
  }
}
