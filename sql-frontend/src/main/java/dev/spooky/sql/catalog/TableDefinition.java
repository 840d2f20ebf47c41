// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A table's columns and what must hold for its rows.
 *
 * @param rowType names and types of the columns
 * @param rules where the columns' values come from, one for each
 * @param constraints what must hold, in the order of definition
 * @param kind what is kept of the rows
 */
public record TableDefinition(
    RelDataType rowType, List<ColumnRule> rules, List<Constraint> constraints, TableKind kind) {
  /** Copies the lists. */
  public TableDefinition {
    if (rules.size() != rowType.getFieldCount()) {
      throw new IllegalArgumentException(
          "columns=" + rowType.getFieldCount() + " rules=" + rules.size());
    }
    rules = Collections.unmodifiableList(new ArrayList<>(rules));
    constraints = List.copyOf(constraints);
  }

  /** A definition of a table whose rows are stored. */
  public TableDefinition(
      RelDataType rowType, List<ColumnRule> rules, List<Constraint> constraints) {
    this(rowType, rules, constraints, TableKind.STORED);
  }

  /** Ordinals of the primary key's columns; empty without one. */
  public List<Integer> primaryKey() {
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.Key key && key.primary()) {
        return key.columns();
      }
    }
    return List.of();
  }

  /** The keys beside the primary one. */
  public List<Constraint.Key> uniqueKeys() {
    List<Constraint.Key> keys = new ArrayList<>();
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.Key key && !key.primary()) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** The CHECKs. */
  public List<Constraint.Check> checks() {
    List<Constraint.Check> checks = new ArrayList<>();
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.Check check) {
        checks.add(check);
      }
    }
    return checks;
  }

  /** The references to other tables. */
  public List<Constraint.ForeignKey> foreignKeys() {
    List<Constraint.ForeignKey> keys = new ArrayList<>();
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.ForeignKey key) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** Ordinal of a column, or −1. */
  public int column(String name) {
    return rowType.getFieldNames().indexOf(name);
  }

  /** The same with other constraints. */
  public TableDefinition withConstraints(List<Constraint> changed) {
    return new TableDefinition(rowType, rules, changed, kind);
  }
}
