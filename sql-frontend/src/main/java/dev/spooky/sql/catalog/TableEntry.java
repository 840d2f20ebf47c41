// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.engine.Relation;
import dev.spooky.planner.StoredRelation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A table: rows that statements change. */
public final class TableEntry implements Entry, StoredRelation {
  private final String id;
  private final String name;
  private final RelDataType rowType;
  private final List<Integer> primaryKey;
  private final List<@Nullable SqlNode> defaults;

  /**
   * A table.
   *
   * @param id identifies it for its whole life
   * @param name its name
   * @param rowType its columns
   * @param primaryKey ordinals of the key's columns; empty without a key
   * @param defaults the expression after DEFAULT of each column, null without one
   */
  public TableEntry(
      String id,
      String name,
      RelDataType rowType,
      List<Integer> primaryKey,
      List<@Nullable SqlNode> defaults) {
    if (defaults.size() != rowType.getFieldCount()) {
      throw new IllegalArgumentException(
          "columns=" + rowType.getFieldCount() + " defaults=" + defaults.size());
    }
    this.id = id;
    this.name = name;
    this.rowType = rowType;
    this.primaryKey = List.copyOf(primaryKey);
    this.defaults = Collections.unmodifiableList(new ArrayList<>(defaults));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RelDataType rowType() {
    return rowType;
  }

  @Override
  public Relation.Kind kind() {
    return Relation.Kind.TABLE;
  }

  @Override
  public List<Integer> keyColumns() {
    return primaryKey;
  }

  /** The expression after a column's DEFAULT, if there is one. */
  public @Nullable SqlNode defaultOf(int column) {
    return defaults.get(column);
  }

  /** The expressions after DEFAULT, one for each column, null without one. */
  public List<@Nullable SqlNode> defaults() {
    return defaults;
  }

  @Override
  public Set<Entry> dependencies() {
    return Set.of();
  }

  @Override
  public String toString() {
    return name;
  }
}
