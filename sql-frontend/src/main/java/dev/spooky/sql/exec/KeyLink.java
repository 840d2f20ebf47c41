// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.catalog.Constraint;
import dev.spooky.sql.catalog.TableEntry;
import java.util.HashSet;
import java.util.List;

/**
 * How rows of one side of a foreign key find those of the other.
 *
 * @param wanted the columns by which the other side is looked up, as its index has them
 * @param probe the same values in rows of this side
 */
record KeyLink(List<Integer> wanted, RowKey probe) {

  /** From rows with the foreign key to those that they reference. */
  static KeyLink toTarget(Constraint.ForeignKey key, TableEntry from, TableEntry target) {
    List<Integer> wanted = keyColumns(target, key);
    int[] probe = new int[wanted.size()];
    for (int i = 0; i < probe.length; i++) {
      probe[i] = key.columns().get(key.targetColumns().indexOf(wanted.get(i)));
    }
    return new KeyLink(wanted, new RowKey(RowLayouts.layout(from.rowType()), probe));
  }

  /** From rows that may be referenced to those with the foreign key. */
  static KeyLink toSource(TableRules.Reference reference, TableEntry target) {
    List<Integer> wanted = reference.key().columns();
    int[] probe = reference.key().targetColumns().stream().mapToInt(i -> i).toArray();
    return new KeyLink(wanted, new RowKey(RowLayouts.layout(target.rowType()), probe));
  }

  /** The columns of the referenced key in the order in which the table has them indexed. */
  static List<Integer> keyColumns(TableEntry target, Constraint.ForeignKey key) {
    HashSet<Integer> columns = new HashSet<>(key.targetColumns());
    for (Constraint constraint : target.definition().constraints()) {
      if (constraint instanceof Constraint.Key candidate
          && candidate.columns().size() == columns.size()
          && columns.containsAll(candidate.columns())) {
        return candidate.columns();
      }
    }
    throw new IllegalStateException("no key " + columns + " in " + target);
  }
}
