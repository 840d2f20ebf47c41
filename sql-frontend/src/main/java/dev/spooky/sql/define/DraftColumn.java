// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import dev.spooky.sql.catalog.IdentitySequence;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table that is being defined.
 *
 * @param name its name
 * @param type its type, which says whether it may be NULL
 * @param defaultValue the expression after DEFAULT
 * @param identity what numbers the rows
 * @param always whether the numbers are always the table's own
 * @param generated the expression that it always has the value of
 * @param from ordinal of the column in the table as it is; −1 for a new one
 */
record DraftColumn(
    String name,
    RelDataType type,
    @Nullable SqlNode defaultValue,
    @Nullable IdentitySequence identity,
    boolean always,
    @Nullable SqlNode generated,
    int from) {

  DraftColumn withName(String changed) {
    return new DraftColumn(changed, type, defaultValue, identity, always, generated, from);
  }

  DraftColumn withType(RelDataType changed) {
    return new DraftColumn(name, changed, defaultValue, identity, always, generated, from);
  }

  DraftColumn withDefault(@Nullable SqlNode changed) {
    return new DraftColumn(name, type, changed, identity, always, generated, from);
  }

  DraftColumn withGenerated(@Nullable SqlNode changed) {
    return new DraftColumn(name, type, defaultValue, identity, always, changed, from);
  }
}
