// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.TableEntry;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

/**
 * The plan of an UPDATE or DELETE.
 *
 * @param table the table that is changed
 * @param isUpdate whether it is an UPDATE
 * @param source the rows concerned: the table's columns, and for an UPDATE behind them the same
 *     columns with their new values, typed as in {@link InsertPlan#source}
 * @param parameters the types of the parameters, in order
 * @param dependencies the tables and views that the statement names
 */
public record ModifyPlan(
    TableEntry table,
    boolean isUpdate,
    RelNode source,
    RelDataType parameters,
    Set<Entry> dependencies) {
  /** Copies the dependencies. */
  public ModifyPlan {
    dependencies = Set.copyOf(dependencies);
  }
}
