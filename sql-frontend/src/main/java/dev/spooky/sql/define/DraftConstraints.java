// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import dev.spooky.sql.ast.ForeignKeyTarget;
import dev.spooky.sql.ast.TableConstraint;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Constraint;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.plan.SqlFrontend;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** Constraints as written, as drafts, and as the catalog keeps them. */
final class DraftConstraints {
  private DraftConstraints() {}

  /** A constraint that is there already. */
  static DraftConstraint of(Constraint constraint, TableEntry table, Catalog catalog) {
    List<String> all = table.rowType().getFieldNames();
    List<String> columns = constraint.columns().stream().map(all::get).toList();
    if (constraint instanceof Constraint.Key key) {
      return new DraftConstraint(
          key.primary() ? TableConstraint.Kind.PRIMARY_KEY : TableConstraint.Kind.UNIQUE,
          key.name(),
          columns,
          null,
          null);
    } else if (constraint instanceof Constraint.Check check) {
      return new DraftConstraint(
          TableConstraint.Kind.CHECK, check.name(), List.of(), check.written(), null);
    }
    Constraint.ForeignKey key = (Constraint.ForeignKey) constraint;
    List<String> targets = target(catalog, key.target(), table).rowType().getFieldNames();
    return new DraftConstraint(
        TableConstraint.Kind.FOREIGN_KEY,
        key.name(),
        columns,
        null,
        new DraftConstraint.Reference(
            key.target(),
            key.targetColumns().stream().map(targets::get).toList(),
            key.onDelete(),
            key.onUpdate()));
  }

  private static TableEntry target(Catalog catalog, long number, TableEntry own) {
    TableEntry found = number == own.number() ? own : catalog.table(number);
    if (found == null) {
      throw new IllegalStateException("no table of number=" + number);
    }
    return found;
  }

  /** A constraint as written. */
  static DraftConstraint of(TableConstraint written, TableDraft draft, Catalog catalog) {
    List<String> columns = columns(written, draft);
    if (written.kind() == TableConstraint.Kind.PRIMARY_KEY
        && draft.constraints().stream()
            .anyMatch(c -> c.kind() == TableConstraint.Kind.PRIMARY_KEY)) {
      throw SpookySqlException.at(
          written.position(),
          SqlErrorCode.INVALID_DEFINITION,
          "a table has at most one PRIMARY KEY");
    }
    ForeignKeyTarget target = written.target();
    return new DraftConstraint(
        written.kind(),
        name(written, columns, draft),
        columns,
        written.condition(),
        target == null ? null : reference(target, columns, written, draft, catalog));
  }

  private static List<String> columns(TableConstraint written, TableDraft draft) {
    List<String> columns = new ArrayList<>();
    for (SqlNode node : written.columns()) {
      SqlIdentifier column = (SqlIdentifier) node;
      draft.column(column);
      if (columns.contains(column.getSimple())) {
        throw SpookySqlException.at(
            column.getParserPosition(), SqlErrorCode.DUPLICATE_COLUMN, column.getSimple());
      }
      columns.add(column.getSimple());
    }
    return columns;
  }

  private static String name(TableConstraint written, List<String> columns, TableDraft draft) {
    Set<String> taken = new HashSet<>();
    draft.constraints().forEach(constraint -> taken.add(constraint.name()));
    SqlIdentifier given = written.name();
    if (given != null) {
      if (taken.contains(given.getSimple())) {
        throw SpookySqlException.at(
            given.getParserPosition(),
            SqlErrorCode.DUPLICATE_OBJECT,
            "constraint '" + given.getSimple() + "'");
      }
      return given.getSimple();
    }
    String list = String.join("_", columns);
    String base =
        switch (written.kind()) {
          case PRIMARY_KEY -> draft.name() + "_pkey";
          case UNIQUE -> draft.name() + "_" + list + "_key";
          case FOREIGN_KEY -> draft.name() + "_" + list + "_fkey";
          case CHECK -> checkName(written.condition(), draft);
        };
    String name = base;
    for (int i = 1; taken.contains(name); i++) {
      name = base + i;
    }
    return name;
  }

  private static String checkName(@Nullable SqlNode condition, TableDraft draft) {
    Set<String> read = new HashSet<>();
    if (condition != null) {
      read.addAll(ColumnNames.in(condition));
      read.removeIf(column -> draft.find(column) < 0);
    }
    return draft.name() + (read.size() == 1 ? "_" + read.iterator().next() : "") + "_check";
  }

  private static DraftConstraint.Reference reference(
      ForeignKeyTarget target,
      List<String> columns,
      TableConstraint written,
      TableDraft draft,
      Catalog catalog) {
    SqlNodeList named = target.columns();
    List<String> wanted = new ArrayList<>();
    if (named != null) {
      named.forEach(node -> wanted.add(((SqlIdentifier) node).getSimple()));
    }
    TargetKeys keys = TargetKeys.of(target.table(), draft, catalog);
    List<String> key = named == null ? keys.primary(target.position()) : wanted;
    keys.check(key, target.position());
    if (key.size() != columns.size()) {
      throw SpookySqlException.at(
          written.position(),
          SqlErrorCode.INVALID_FOREIGN_KEY,
          "foreign key has %d columns, but references %d".formatted(columns.size(), key.size()));
    }
    for (int i = 0; i < columns.size(); i++) {
      RelDataType from = draft.columns().get(draft.find(columns.get(i))).type();
      RelDataType to = keys.type(key.get(i));
      if (!TargetKeys.sameBytes(from, to)) {
        throw SpookySqlException.at(
            written.position(),
            SqlErrorCode.TYPE_MISMATCH,
            "column '%s' of type %s cannot reference column '%s' of type %s"
                .formatted(columns.get(i), from, key.get(i), to));
      }
    }
    return new DraftConstraint.Reference(keys.number(), key, target.onDelete(), target.onUpdate());
  }

  /** A draft with ordinals and plans in place of names and trees. */
  static Constraint finish(
      DraftConstraint constraint, TableDraft draft, RelDataType rowType, Catalog catalog) {
    SqlNode condition = constraint.condition();
    DraftConstraint.Reference reference = constraint.reference();
    if (condition != null) {
      return new Constraint.Check(
          constraint.name(),
          draft.ordinals(ColumnNames.in(condition)),
          SqlFrontend.placeless(condition),
          draft.frontend().check(condition, draft.name(), rowType));
    } else if (reference == null) {
      return new Constraint.Key(
          constraint.name(),
          constraint.kind() == TableConstraint.Kind.PRIMARY_KEY,
          draft.ordinals(constraint.columns()));
    }
    return new Constraint.ForeignKey(
        constraint.name(),
        draft.ordinals(constraint.columns()),
        reference.table(),
        targetOrdinals(reference, draft, catalog),
        reference.onDelete(),
        reference.onUpdate());
  }

  private static List<Integer> targetOrdinals(
      DraftConstraint.Reference reference, TableDraft draft, Catalog catalog) {
    if (reference.table() == draft.number()) {
      return draft.ordinals(reference.columns());
    }
    Entry target = catalog.table(reference.table());
    if (target == null) {
      throw new IllegalStateException("no table of number=" + reference.table());
    }
    List<String> names = target.rowType().getFieldNames();
    return reference.columns().stream().map(names::indexOf).toList();
  }

  /** How a constraint is spoken of. */
  static String label(DraftConstraint constraint) {
    return constraint.kind().sql().toLowerCase(Locale.ROOT) + " '" + constraint.name() + "'";
  }
}
