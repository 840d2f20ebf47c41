// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.trace.ZSet;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/**
 * A table or materialized view in the circuit.
 *
 * @param stream the node whose output is the relation's changes; a table's source
 * @param store the node that keeps its rows
 * @param rows its rows
 * @param plan what a view computes; null for a table
 * @param suspends whether errors suspend the view; else they fail the commit
 */
record Stored(Node stream, Node store, ZSet rows, @Nullable RelNode plan, boolean suspends) {
  /** The same table, whose rows are not kept, with another source. */
  Stored withStream(Node source) {
    return new Stored(source, store.equals(stream) ? source : store, rows, plan, suspends);
  }

  /** The same view with another plan of the same content. */
  Stored withPlan(RelNode changed) {
    return new Stored(stream, store, rows, changed, suspends);
  }
}
