// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import dev.spooky.sql.ast.AlterAction;
import dev.spooky.sql.ast.TableConstraint;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Comments;
import dev.spooky.sql.catalog.Constraint;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** The actions of an ALTER TABLE, done to a draft one after the other. */
final class AlterActions {
  private final TableEntry table;
  private final TableDraft draft;
  private final Catalog catalog;
  private final List<Catalog.ColumnChange> changes = new ArrayList<>();
  private final List<DroppedReference> droppedReferences = new ArrayList<>();
  private Comments comments;
  private boolean cascade;

  /** A foreign key of another table that goes with the key it references. */
  record DroppedReference(TableEntry table, String constraint) {}

  AlterActions(TableEntry table, TableDraft draft, Catalog catalog) {
    this.table = table;
    this.draft = draft;
    this.catalog = catalog;
    this.comments = table.comments();
  }

  /** What becomes of columns that views may name. */
  List<Catalog.ColumnChange> changes() {
    return changes;
  }

  List<DroppedReference> droppedReferences() {
    return droppedReferences;
  }

  Comments comments() {
    return comments;
  }

  /** Whether what depends on something dropped is to go with it. */
  boolean cascade() {
    return cascade;
  }

  void apply(AlterAction action) {
    if (action instanceof AlterAction.AddColumn add) {
      addColumn(add);
    } else if (action instanceof AlterAction.DropColumn drop) {
      dropColumn(drop);
    } else if (action instanceof AlterAction.RenameColumn rename) {
      renameColumn(rename);
    } else if (action instanceof AlterAction.RenameTo rename) {
      draft.rename(draft.fullName().renamed(rename.to().getSimple()));
    } else if (action instanceof AlterAction.SetSchema set) {
      draft.rename(draft.fullName().in(catalog.schemaFor(set.schema())));
    } else if (action instanceof AlterAction.SetNotNull set) {
      setNotNull(set);
    } else if (action instanceof AlterAction.SetDefault set) {
      setDefault(set);
    } else if (action instanceof AlterAction.AddConstraint add) {
      draft.add(add.constraint(), catalog);
    } else if (action instanceof AlterAction.DropConstraint drop) {
      dropConstraint(drop);
    }
  }

  private void addColumn(AlterAction.AddColumn add) {
    if (add.ifNotExists() && draft.find(add.column().name().getSimple()) >= 0) {
      return;
    }
    draft.add(add.column());
    for (TableConstraint constraint : add.constraints()) {
      draft.add(constraint, catalog);
    }
  }

  private void dropColumn(AlterAction.DropColumn drop) {
    String name = drop.column().getSimple();
    if (drop.ifExists() && draft.find(name) < 0) {
      return;
    }
    draft.column(drop.column());
    if (draft.columns().size() == 1) {
      throw SpookySqlException.at(
          drop.column().getParserPosition(),
          SqlErrorCode.INVALID_DEFINITION,
          "column '%s' is the only one of table '%s'".formatted(name, table.name()));
    }
    cascade |= drop.cascade();
    for (DraftColumn other : List.copyOf(draft.columns())) {
      SqlNode generated = other.generated();
      if (generated != null && ColumnNames.in(generated).contains(name)) {
        if (!drop.cascade()) {
          throw refusal(drop.column(), "generated column '" + other.name() + "'");
        }
        removeColumn(other.name(), drop.column(), true);
      }
    }
    removeColumn(name, drop.column(), drop.cascade());
  }

  private void removeColumn(String name, SqlIdentifier written, boolean cascades) {
    for (DraftConstraint constraint : List.copyOf(draft.constraints())) {
      if (constraint.concerns(name)) {
        removeConstraint(constraint, written, cascades);
      }
    }
    draft.columns().remove(draft.find(name));
    changes.add(new Catalog.ColumnChange(name, null));
    comments = comments.withColumn(name, null);
  }

  /** Takes a constraint away, and what references the key that it is. */
  private void removeConstraint(
      DraftConstraint constraint, SqlIdentifier written, boolean cascades) {
    draft.constraints().remove(constraint);
    boolean otherKey =
        draft.constraints().stream()
            .anyMatch(c -> isKey(c) && sameColumns(c.columns(), constraint.columns()));
    if (!isKey(constraint) || otherKey) {
      return;
    }
    for (DraftConstraint own : List.copyOf(draft.constraints())) {
      DraftConstraint.Reference reference = own.reference();
      if (reference != null
          && reference.table() == table.number()
          && reference.columns().equals(constraint.columns())) {
        if (!cascades) {
          throw refusal(written, DraftConstraints.label(own));
        }
        draft.constraints().remove(own);
      }
    }
    for (TableEntry other : catalog.referencing(table)) {
      if (other.number() != table.number()) {
        removeReferences(other, constraint, written, cascades);
      }
    }
  }

  private static boolean isKey(DraftConstraint constraint) {
    return constraint.kind() == TableConstraint.Kind.PRIMARY_KEY
        || constraint.kind() == TableConstraint.Kind.UNIQUE;
  }

  private void removeReferences(
      TableEntry other, DraftConstraint key, SqlIdentifier written, boolean cascades) {
    List<String> names = table.rowType().getFieldNames();
    for (Constraint.ForeignKey reference : other.definition().foreignKeys()) {
      List<String> columns =
          reference.targetColumns().stream().map(names::get).map(this::nameNow).toList();
      if (reference.target() == table.number() && sameColumns(columns, key.columns())) {
        if (!cascades) {
          throw refusal(
              written, "foreign key '%s' of table '%s'".formatted(reference.name(), other.name()));
        }
        droppedReferences.add(new DroppedReference(other, reference.name()));
      }
    }
  }

  private static boolean sameColumns(List<String> a, List<String> b) {
    return a.size() == b.size() && a.containsAll(b);
  }

  /** The name that a column of the table has after the changes so far. */
  String nameNow(String column) {
    String name = column;
    for (Catalog.ColumnChange change : changes) {
      String to = change.to();
      if (change.column().equals(name) && to != null) {
        name = to;
      }
    }
    return name;
  }

  private void renameColumn(AlterAction.RenameColumn rename) {
    int column = draft.column(rename.column());
    String from = rename.column().getSimple();
    String to = rename.to().getSimple();
    if (from.equals(to)) {
      return;
    }
    if (draft.find(to) >= 0) {
      throw SpookySqlException.at(
          rename.to().getParserPosition(), SqlErrorCode.DUPLICATE_COLUMN, to);
    }
    draft.columns().set(column, draft.columns().get(column).withName(to));
    draft
        .columns()
        .replaceAll(
            c -> {
              SqlNode generated = c.generated();
              return generated == null
                  ? c
                  : c.withGenerated(ColumnNames.renamed(generated, from, to));
            });
    draft
        .constraints()
        .replaceAll(
            c -> {
              DraftConstraint renamed = c.renamed(from, to);
              DraftConstraint.Reference reference = renamed.reference();
              return reference != null && reference.table() == table.number()
                  ? renamed.withReference(reference.renamed(from, to))
                  : renamed;
            });
    changes.add(new Catalog.ColumnChange(from, to));
    comments = comments.renamed(from, to);
  }

  private void setNotNull(AlterAction.SetNotNull set) {
    int column = draft.column(set.column());
    String name = set.column().getSimple();
    if (!set.notNull()) {
      for (DraftConstraint constraint : draft.constraints()) {
        if (constraint.kind() == TableConstraint.Kind.PRIMARY_KEY
            && constraint.columns().contains(name)) {
          throw SpookySqlException.at(
              set.column().getParserPosition(),
              SqlErrorCode.INVALID_DEFINITION,
              "column '" + name + "' is in a PRIMARY KEY");
        }
      }
      if (draft.columns().get(column).identity() != null) {
        throw SpookySqlException.at(
            set.column().getParserPosition(),
            SqlErrorCode.INVALID_DEFINITION,
            "column '" + name + "' is an IDENTITY column");
      }
    }
    draft.setNullable(column, !set.notNull());
  }

  private void setDefault(AlterAction.SetDefault set) {
    int column = draft.column(set.column());
    DraftColumn old = draft.columns().get(column);
    SqlNode value = set.value();
    if (value != null) {
      if (old.identity() != null || old.generated() != null) {
        throw SpookySqlException.at(
            set.column().getParserPosition(),
            SqlErrorCode.INVALID_DEFINITION,
            "column '" + old.name() + "' can have only one of DEFAULT, IDENTITY and GENERATED");
      }
      draft.frontend().defaultValue(value, old.type());
    }
    draft.columns().set(column, old.withDefault(value));
  }

  private void dropConstraint(AlterAction.DropConstraint drop) {
    String name = drop.name().getSimple();
    for (DraftConstraint constraint : draft.constraints()) {
      if (constraint.name().equals(name)) {
        removeConstraint(constraint, drop.name(), drop.cascade());
        return;
      }
    }
    if (!drop.ifExists()) {
      throw SpookySqlException.at(
          drop.name().getParserPosition(),
          SqlErrorCode.UNDEFINED_OBJECT,
          "constraint '%s' of table '%s'".formatted(name, table.name()));
    }
  }

  private SpookySqlException refusal(SqlIdentifier what, String dependent) {
    return SpookySqlException.at(
            what.getParserPosition(), SqlErrorCode.DEPENDENT_OBJECTS, what.getSimple(), dependent)
        .withHint("CASCADE drops both");
  }
}
