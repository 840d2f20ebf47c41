// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.trace.IndexWeights;
import dev.spooky.runtime.trace.ZSetCursor;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Constraint;
import dev.spooky.sql.catalog.TableEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Checks the rows that are there against constraints that are new. */
final class ExistingRows {
  private static final int CHUNK_ROWS = 4096;

  private final Database database;
  private final Catalog catalog;
  private final Stored stored;

  /** Checks {@code stored}; the tables that it references are in {@code catalog}. */
  ExistingRows(Database database, Catalog catalog, Stored stored) {
    this.database = database;
    this.catalog = catalog;
    this.stored = stored;
  }

  /** Fails for a row that violates a constraint which {@code old} did not have. */
  void check(TableEntry table, TableEntry old, Map<List<Integer>, Node> made) {
    for (Constraint constraint : table.definition().constraints()) {
      boolean isNew =
          old.definition().constraints().stream()
              .noneMatch(c -> c.name().equals(constraint.name()));
      if (!isNew) {
        continue;
      }
      if (constraint instanceof Constraint.Check check) {
        check(table, check);
      } else if (constraint instanceof Constraint.Key key
          && !key.columns().equals(table.keyColumns())) {
        unique(table, key, index(table, old, key.columns(), made));
      } else if (constraint instanceof Constraint.ForeignKey key) {
        referenced(table, old, key, made);
      }
    }
  }

  private Index index(
      TableEntry table, TableEntry old, List<Integer> columns, Map<List<Integer>, Node> made) {
    Node node = made.get(columns);
    return node != null
        ? Indexes.index(node)
        : Objects.requireNonNull(database.indexes().find(old, columns), table.name());
  }

  private void check(TableEntry table, Constraint.Check check) {
    TableRules rules =
        new TableRules(
            table, List.of(TableRules.check(table, check)), List.of(), List.of(), List.of());
    Delta rows = new Delta(stored.rows().layout());
    ZSetCursor cursor = stored.rows().scan();
    boolean more = true;
    while (more) {
      rows.clear();
      more = cursor.fill(rows, CHUNK_ROWS);
      ConstraintChecks.checks(rules, rows);
    }
  }

  private void unique(TableEntry table, Constraint.Key key, Index index) {
    index.forEachBlock(
        block -> {
          if (IndexWeights.sum(index, block) > 1) {
            throw ConstraintErrors.unique(key, table, index.bytes(block), index.start(block) + 8);
          }
        });
  }

  private void referenced(
      TableEntry table, TableEntry old, Constraint.ForeignKey key, Map<List<Integer>, Node> made) {
    TableEntry target = Objects.requireNonNull(catalog.table(key.target()));
    KeyLink link = KeyLink.toTarget(key, table, target);
    boolean self = target.number() == table.number();
    Stored other = self ? stored : database.stored(target);
    boolean primary = link.wanted().equals(target.keyColumns());
    Index unique =
        primary
            ? null
            : self
                ? index(table, old, link.wanted(), made)
                : Objects.requireNonNull(database.indexes().find(target, link.wanted()));
    RowKey probe = link.probe();
    Delta rows = new Delta(stored.rows().layout());
    ZSetCursor cursor = stored.rows().scan();
    boolean more = true;
    while (more) {
      rows.clear();
      more = cursor.fill(rows, CHUNK_ROWS);
      for (int i = 0; i < rows.count(); i++) {
        byte[] bytes = rows.bytes();
        int row = rows.offset(i);
        if (!probe.hasNull(bytes, row)) {
          int found =
              unique == null
                  ? other.rows().find(probe, bytes, row)
                  : unique.find(probe, bytes, row);
          if (found < 0) {
            throw ConstraintErrors.missing(key, table, target, bytes, row);
          }
        }
      }
    }
  }
}
