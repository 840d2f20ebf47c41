// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Hydration;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Materialize;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.catalog.TableKind;
import java.util.List;
import java.util.function.Consumer;

/** Makes the nodes of tables. */
final class TableNodes {
  private final Database database;

  TableNodes(Database database) {
    this.database = database;
  }

  /** New nodes without rows; the caller holds the source and the store. */
  Stored make(TableEntry table) {
    Circuit circuit = database.circuit();
    RowLayout layout = RowLayouts.layout(table.rowType());
    Node source = circuit.addSource("table " + table.id(), layout);
    TableKind kind = table.definition().kind();
    ZSet none = new ZSet(circuit.storage(), layout);
    if (kind == TableKind.STREAM) {
      return new Stored(source, source, none, null, false);
    }
    boolean keyed = !table.keyColumns().isEmpty();
    ZSet rows = Definer.rows(circuit.storage(), layout, table.keyColumns());
    Node store =
        circuit.addNode(
            "store " + table.id(),
            new Materialize(
                rows, keyed ? Materialize.Constraint.UNIQUE_KEY : Materialize.Constraint.BAG),
            List.of(source));
    circuit.attach(store, false);
    return new Stored(source, store, kind.isStream() ? none : rows, null, false);
  }

  /**
   * Fills new nodes.
   *
   * @param content gives the rows in chunks
   */
  void fill(Stored stored, Consumer<Consumer<Delta>> content) {
    new Hydration(
            database.circuit(),
            List.of(stored.store()),
            (node, chunks) -> {
              boolean known = node.equals(stored.stream());
              if (known) {
                content.accept(chunks);
              }
              return known;
            })
        .run();
  }

  void release(Stored stored) {
    new Definer(database).release(stored, true);
  }
}
