// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.engine.RelationDetails;
import dev.spooky.engine.RelationDetails.Generation;
import dev.spooky.sql.parser.SqlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Comments and constraints of entries in the words of the public surface. */
final class EntryDetails {
  private EntryDetails() {}

  static RelationDetails of(Entry entry, Catalog catalog) {
    List<String> names = entry.rowType().getFieldNames();
    List<Generation> generation = new ArrayList<>();
    List<RelationDetails.Constraint> constraints = new ArrayList<>();
    if (entry instanceof TableEntry table) {
      table.definition().rules().forEach(rule -> generation.add(generation(rule)));
      for (Constraint constraint : table.definition().constraints()) {
        constraints.add(constraint(constraint, table, catalog));
      }
    } else {
      names.forEach(name -> generation.add(Generation.GIVEN));
    }
    return new RelationDetails(
        entry.comments().relation(),
        names.stream().map(entry.comments()::ofColumn).toList(),
        generation,
        constraints,
        catalog.indexesOf(entry).stream()
            .map(
                index ->
                    new RelationDetails.Index(
                        index.name().name(), index.columns().stream().map(names::get).toList()))
            .toList());
  }

  private static Generation generation(ColumnRule rule) {
    if (rule.generated() != null) {
      return Generation.STORED;
    } else if (rule.identity() != null) {
      return rule.always() ? Generation.IDENTITY_ALWAYS : Generation.IDENTITY_BY_DEFAULT;
    }
    return Generation.GIVEN;
  }

  private static RelationDetails.Constraint constraint(
      Constraint constraint, TableEntry table, Catalog catalog) {
    List<String> names = table.rowType().getFieldNames();
    List<String> columns = constraint.columns().stream().map(names::get).toList();
    if (constraint instanceof Constraint.Key key) {
      return new RelationDetails.Constraint(
          key.primary() ? RelationDetails.Kind.PRIMARY_KEY : RelationDetails.Kind.UNIQUE,
          key.name(),
          columns,
          "",
          null);
    } else if (constraint instanceof Constraint.Check check) {
      return new RelationDetails.Constraint(
          RelationDetails.Kind.CHECK, check.name(), columns, SqlText.toSql(check.written()), null);
    }
    Constraint.ForeignKey key = (Constraint.ForeignKey) constraint;
    return new RelationDetails.Constraint(
        RelationDetails.Kind.FOREIGN_KEY, key.name(), columns, "", reference(key, catalog));
  }

  private static RelationDetails.Reference reference(Constraint.ForeignKey key, Catalog catalog) {
    TableEntry target = catalog.table(key.target());
    if (target == null) {
      throw new IllegalStateException("no table of number=" + key.target());
    }
    List<String> names = target.rowType().getFieldNames();
    String keyName = "";
    for (Constraint candidate : target.definition().constraints()) {
      if (candidate instanceof Constraint.Key unique
          && keyName.isEmpty()
          && new HashSet<>(unique.columns()).equals(new HashSet<>(key.targetColumns()))) {
        keyName = unique.name();
      }
    }
    return new RelationDetails.Reference(
        target.schema(),
        target.name(),
        key.targetColumns().stream().map(names::get).toList(),
        keyName,
        key.onDelete().sql(),
        key.onUpdate().sql());
  }
}
