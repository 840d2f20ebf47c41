// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import dev.spooky.sql.ast.AlterAction;
import dev.spooky.sql.ast.AlterTable;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.MaterializedView;
import dev.spooky.sql.catalog.PlainView;
import dev.spooky.sql.catalog.SearchPath;
import dev.spooky.sql.catalog.TableDefinition;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.TableAlteration;
import dev.spooky.sql.parser.SqlText;
import dev.spooky.sql.plan.QueryPlan;
import dev.spooky.sql.plan.SqlFrontend;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * ALTER TABLE: all its actions are done to a draft of the table in a copy of the catalog, where the
 * views over the table are planned anew; only then is anything changed.
 */
public final class TableChange {
  private final Database database;
  private final SqlFrontend frontend;
  private final ZoneId zone;

  /** Changes tables of {@code database}; expressions are computed in {@code zone}. */
  public TableChange(Database database, SqlFrontend frontend, ZoneId zone) {
    this.database = database;
    this.frontend = frontend;
    this.zone = zone;
  }

  /** Carries the statement out. Inside of {@link Database#define}. */
  public void run(AlterTable statement) {
    SqlIdentifier name = statement.name();
    Catalog catalog = frontend.catalog().fork();
    if (statement.ifExists() && catalog.find(name) == null) {
      return;
    }
    Entry entry = catalog.get(name);
    if (!(entry instanceof TableEntry table)) {
      throw SpookySqlException.at(
          name.getParserPosition(), SqlErrorCode.WRONG_RELATION_KIND, entry.name(), "table");
    }
    if (table.definition().kind().isStream()
        && !statement.actions().stream()
            .allMatch(
                a -> a instanceof AlterAction.RenameTo || a instanceof AlterAction.SetSchema)) {
      throw SpookySqlException.unsupported(
          "altering table '" + table.label() + "', whose rows are not stored",
          name.getParserPosition(),
          "drop it and make it anew");
    }
    TableDraft draft = TableDraft.of(table, catalog, frontend.over(catalog), database.types());
    AlterActions actions = new AlterActions(table, draft, catalog);
    for (AlterAction action : statement.actions()) {
      actions.apply(action);
    }
    if (!draft.fullName().equals(table.fullName()) && catalog.find(draft.fullName()) != null) {
      throw SpookySqlException.at(
          statement.getParserPosition(), SqlErrorCode.DUPLICATE_RELATION, draft.fullName());
    }
    change(table, draft, actions, catalog);
  }

  private void change(TableEntry table, TableDraft draft, AlterActions actions, Catalog catalog) {
    List<OtherTable> others = otherTables(table, actions, catalog);
    TableDefinition definition = draft.finish(catalog);
    boolean rewrite = isRewritten(table.definition(), definition, draft);
    String id = rewrite ? database.newId(table.name()) : table.id();
    TableEntry altered =
        table.withName(draft.fullName()).with(id, definition).withComments(actions.comments());
    catalog.alter(table, altered, actions.changes());
    catalog.moveIndexes(altered, places(table, draft));
    for (OtherTable other : others) {
      TableDefinition changed = other.draft().finish(catalog);
      catalog.replace(other.table(), other.table().with(other.table().id(), changed));
    }
    List<Entry> dropped = new ArrayList<>();
    Map<MaterializedView, QueryPlan> plans = plan(altered, catalog, actions, rewrite, dropped);
    new TableAlteration(database, zone)
        .run(
            new TableAlteration.Step(
                table,
                altered,
                rewrite ? values(table, draft, definition.rowType()) : List.of(),
                numbered(draft),
                places(table, draft),
                catalog,
                dropped,
                plans,
                actions.cascade()));
  }

  private record OtherTable(TableEntry table, TableDraft draft) {}

  /** The tables that reference this one, with the new names of its columns. */
  private List<OtherTable> otherTables(TableEntry table, AlterActions actions, Catalog catalog) {
    List<OtherTable> others = new ArrayList<>();
    for (TableEntry other : catalog.referencing(table)) {
      if (other.number() == table.number()) {
        continue;
      }
      TableDraft draft = TableDraft.of(other, catalog, frontend.over(catalog), database.types());
      for (AlterActions.DroppedReference gone : actions.droppedReferences()) {
        if (gone.table().number() == other.number()) {
          draft.constraints().removeIf(c -> c.name().equals(gone.constraint()));
        }
      }
      draft
          .constraints()
          .replaceAll(
              c -> {
                DraftConstraint.Reference reference = c.reference();
                return reference == null || reference.table() != table.number()
                    ? c
                    : c.withReference(
                        new DraftConstraint.Reference(
                            reference.table(),
                            reference.columns().stream().map(actions::nameNow).toList(),
                            reference.onDelete(),
                            reference.onUpdate()));
              });
      others.add(new OtherTable(other, draft));
    }
    return others;
  }

  private static boolean isRewritten(TableDefinition old, TableDefinition now, TableDraft draft) {
    if (old.rowType().getFieldCount() != now.rowType().getFieldCount()
        || !old.primaryKey().equals(now.primaryKey())) {
      return true;
    }
    for (RelDataTypeField field : now.rowType().getFieldList()) {
      int index = field.getIndex();
      if (draft.columns().get(index).from() != index
          || !field.getType().equals(old.rowType().getFieldList().get(index).getType())) {
        return true;
      }
    }
    return false;
  }

  private List<RexNode> values(TableEntry table, TableDraft draft, RelDataType rowType) {
    RexBuilder rex = new RexBuilder(database.types());
    List<RexNode> values = new ArrayList<>();
    for (int i = 0; i < draft.columns().size(); i++) {
      DraftColumn column = draft.columns().get(i);
      SqlNode value = column.defaultValue();
      RelDataType type = rowType.getFieldList().get(i).getType();
      if (column.from() >= 0) {
        values.add(RexInputRef.of(column.from(), table.rowType()));
      } else if (value != null) {
        values.add(frontend.defaultValue(SqlFrontend.placeless(value), type));
      } else {
        values.add(rex.makeNullLiteral(database.types().createTypeWithNullability(type, true)));
      }
    }
    return values;
  }

  private static Set<Integer> numbered(TableDraft draft) {
    Set<Integer> numbered = new HashSet<>();
    for (int i = 0; i < draft.columns().size(); i++) {
      DraftColumn column = draft.columns().get(i);
      if (column.from() < 0 && column.identity() != null) {
        numbered.add(i);
      }
    }
    return numbered;
  }

  private static int[] places(TableEntry table, TableDraft draft) {
    int[] places = new int[table.rowType().getFieldCount()];
    Arrays.fill(places, -1);
    for (int i = 0; i < draft.columns().size(); i++) {
      int from = draft.columns().get(i).from();
      if (from >= 0) {
        places[from] = i;
      }
    }
    return places;
  }

  /** Plans the views over the table anew; those that cannot be are dropped or an error. */
  private Map<MaterializedView, QueryPlan> plan(
      TableEntry altered,
      Catalog catalog,
      AlterActions actions,
      boolean rewrite,
      List<Entry> dropped) {
    SqlFrontend over = frontend.over(catalog.along(SearchPath.DEFAULT)); // views' texts are full
    Map<MaterializedView, QueryPlan> plans = new LinkedHashMap<>();
    for (Entry view : catalog.dependents(altered)) {
      if (dropped.contains(view)) {
        continue;
      }
      boolean loses = actions.changes().stream().anyMatch(change -> change.to() == null);
      if (actions.cascade() && rewrite && loses && view instanceof MaterializedView) {
        drop(view, catalog, dropped);
        continue;
      }
      try {
        String sql = view instanceof MaterializedView kept ? kept.sql() : ((PlainView) view).sql();
        QueryPlan plan = over.query(SqlText.parseStatement(sql), sql).withoutHiddenColumns();
        if (view instanceof MaterializedView kept) {
          plans.put(kept, plan);
        } else if (view instanceof PlainView plain) {
          catalog.replace(plain, plain.withTypes(plan.plan()));
        }
      } catch (SpookySqlException e) {
        if (!actions.cascade()) {
          throw SpookySqlException.of(
                  SqlErrorCode.ALTER_DEPENDENT,
                  "table '" + altered.label() + "'",
                  "view '" + view.label() + "'")
              .withHint(loses ? "drop the view, or DROP COLUMN … CASCADE" : "drop the view first")
              .withCause(e);
        }
        drop(view, catalog, dropped);
      }
    }
    return plans;
  }

  private static void drop(Entry view, Catalog catalog, List<Entry> dropped) {
    List<Entry> all = new ArrayList<>(catalog.dependents(view));
    all.add(0, view);
    for (int i = all.size() - 1; i >= 0; i--) {
      catalog.remove(all.get(i));
      dropped.add(all.get(i));
    }
  }
}
