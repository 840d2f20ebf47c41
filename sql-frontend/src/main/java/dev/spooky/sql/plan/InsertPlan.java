// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.TableEntry;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * The plan of an INSERT.
 *
 * @param table the table that gets the rows
 * @param source one row for each row to insert, with the table's columns in order, defaults filled
 *     in; of the columns' types (see {@link Assignment}), but nullable and of any length
 * @param numbered ordinals of IDENTITY columns in which NULL stands for the next number
 * @param conflict what happens to rows whose key is taken; an error if absent
 * @param parameters the types of the parameters, in order
 * @param dependencies the tables and views that the statement names, the table itself included
 */
public record InsertPlan(
    TableEntry table,
    RelNode source,
    Set<Integer> numbered,
    @Nullable ConflictPlan conflict,
    RelDataType parameters,
    Set<Entry> dependencies) {
  /** Copies the dependencies. */
  public InsertPlan {
    numbered = Set.copyOf(numbered);
    dependencies = Set.copyOf(dependencies);
  }
}
