// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.engine.Relation;
import dev.spooky.planner.StoredRelation;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A table: rows that statements change. */
public final class TableEntry implements Entry, StoredRelation {
  private final long number;
  private final String id;
  private final RelationName name;
  private final TableDefinition definition;
  private final Comments comments;

  /**
   * A table.
   *
   * @param number identifies the table for its whole life, however it is altered
   * @param id identifies its stored rows; rows of another layout have another id
   * @param name its name
   * @param definition its columns and constraints
   * @param comments what COMMENT ON has said
   */
  public TableEntry(
      long number, String id, RelationName name, TableDefinition definition, Comments comments) {
    this.number = number;
    this.id = id;
    this.name = name;
    this.definition = definition;
    this.comments = comments;
  }

  /** Identifies the table for its whole life. */
  public long number() {
    return number;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public RelationName fullName() {
    return name;
  }

  /** Its columns and constraints. */
  public TableDefinition definition() {
    return definition;
  }

  @Override
  public Comments comments() {
    return comments;
  }

  @Override
  public TableEntry withComments(Comments changed) {
    return new TableEntry(number, id, name, definition, changed);
  }

  @Override
  public TableEntry withName(RelationName changed) {
    return new TableEntry(number, id, changed, definition, comments);
  }

  /** The same table with other columns or constraints, and rows of {@code newId}. */
  public TableEntry with(String newId, TableDefinition changed) {
    return new TableEntry(number, newId, name, changed, comments);
  }

  @Override
  public RelDataType rowType() {
    return definition.rowType();
  }

  @Override
  public Relation.Kind kind() {
    return Relation.Kind.TABLE;
  }

  @Override
  public List<Integer> keyColumns() {
    return definition.primaryKey();
  }

  /** Whether it has a foreign key to a table. */
  boolean references(TableEntry target) {
    return definition.foreignKeys().stream().anyMatch(key -> key.target() == target.number());
  }

  /** The expression after a column's DEFAULT, if there is one. */
  public @Nullable SqlNode defaultOf(int column) {
    return definition.rules().get(column).defaultValue();
  }

  @Override
  public Set<Entry> dependencies() {
    return Set.of();
  }

  @Override
  public String toString() {
    return label();
  }
}
