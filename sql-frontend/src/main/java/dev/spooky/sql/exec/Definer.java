// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.Optimizer;
import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.planner.lower.Lowering;
import dev.spooky.planner.lower.Target;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Hydration;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Materialize;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.MaterializedView;
import dev.spooky.sql.catalog.PlainView;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.plan.QueryPlan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Makes and drops tables and materialized views. */
public final class Definer {
  private final Database database;

  /** Defines in {@code database}. */
  public Definer(Database database) {
    this.database = database;
  }

  /** A materialized view's nodes and columns, before it has a name. */
  record Built(
      String id, Stored stored, RelDataType rowType, List<Integer> key, RelCollation order) {}

  /** An identifier for a new relation. */
  public String newId(String name) {
    return database.newId(name);
  }

  /** Adds a table's nodes and its entry. Inside of {@link Database#define}. */
  public void createTable(TableEntry table) {
    Circuit circuit = database.circuit();
    RowLayout layout = RowLayouts.layout(table.rowType());
    Node source = circuit.addSource("table " + table.id(), layout);
    boolean keyed = !table.keyColumns().isEmpty();
    ZSet rows = rows(layout, table.keyColumns());
    Node store =
        circuit.addNode(
            "store " + table.id(),
            new Materialize(
                rows, keyed ? Materialize.Constraint.UNIQUE_KEY : Materialize.Constraint.BAG),
            List.of(source));
    database.store(table, new Stored(source, store, rows));
    database.catalog().add(table);
  }

  private ZSet rows(RowLayout layout, List<Integer> key) {
    return key.isEmpty()
        ? new ZSet(database.circuit().storage(), layout)
        : new ZSet(
            database.circuit().storage(),
            new RowKey(layout, key.stream().mapToInt(i -> i).toArray()));
  }

  /** A view to be made: its name, query and text, and the time zone of its expressions. */
  public record ViewDefinition(String name, QueryPlan plan, String sql, ZoneId zone) {}

  /**
   * Makes a view, in place of an old one if there is any: a macro if {@code macro} is given, else a
   * materialized one, filled from what is there. Inside of {@link Database#define}.
   */
  public void replaceView(
      @Nullable Entry old, @Nullable PlainView macro, ViewDefinition definition) {
    if (old != null && !database.catalog().dependents(old).isEmpty()) {
      throw SpookySqlException.of(
              SqlErrorCode.DEPENDENT_OBJECTS,
              old.name(),
              "'" + database.catalog().dependents(old).get(0).name() + "'")
          .withHint("drop it with CASCADE first");
    }
    Entry made = macro == null ? materialize(definition) : macro;
    if (old != null) {
      drop(old);
    }
    database.catalog().add(made);
  }

  private MaterializedView materialize(ViewDefinition definition) {
    Built built = build(definition.plan(), definition.zone());
    MaterializedView view =
        new MaterializedView(
            built.id(),
            definition.name(),
            built.rowType(),
            built.key(),
            built.order(),
            definition.sql(),
            definition.plan().dependencies());
    database.store(view, built.stored());
    return view;
  }

  /** Adds the nodes of a view and fills them. Inside of {@link Database#define}. */
  Built build(QueryPlan plan, ZoneId zone) {
    RelNode optimized = Optimizer.optimize(plan.plan());
    Circuit circuit = database.circuit();
    Target target = new Target(circuit, new TransformCompiler(new Settings(zone, null, null)));
    try {
      Lowering.Lowered lowered =
          Lowering.lower(
              optimized, target, (relation, into) -> into.use(database.stored(relation).stream()));
      RelDataType rowType = rowType(plan.names(), lowered.types());
      List<Integer> key = uniqueKey(optimized);
      String id = database.newId("view");
      ZSet rows = rows(lowered.root().layout(), key);
      Node store =
          target.node(
              "store " + id,
              () -> new Materialize(rows, Materialize.Constraint.NONE),
              List.of(lowered.root()));
      new Hydration(circuit, target.fresh()).run();
      target.finish(store);
      RelCollation order = optimized instanceof Sort sort ? sort.getCollation() : plan.collation();
      return new Built(id, new Stored(lowered.root(), store, rows), rowType, key, order);
    } catch (RuntimeException failure) {
      target.abandon();
      throw TickErrors.translate(failure, database);
    }
  }

  private RelDataType rowType(List<String> names, List<RelDataType> types) {
    RelDataTypeFactory.Builder builder = database.types().builder();
    for (int i = 0; i < names.size(); i++) {
      builder.add(names.get(i), types.get(i));
    }
    return builder.build();
  }

  /** The shortest set of columns of which no two rows have the same values, if one is known. */
  private static List<Integer> uniqueKey(RelNode plan) {
    Set<ImmutableBitSet> keys = plan.getCluster().getMetadataQuery().getUniqueKeys(plan);
    List<Integer> best = List.of();
    if (keys != null) {
      for (ImmutableBitSet key : keys) {
        if (!key.isEmpty() && (best.isEmpty() || key.cardinality() < best.size())) {
          best = key.asList();
        }
      }
    }
    return List.copyOf(best);
  }

  /**
   * Drops relations; those that depend on them too if {@code cascade}, else they are an error.
   * Inside of {@link Database#define}.
   */
  public void drop(List<Entry> entries, boolean cascade) {
    List<Entry> all = new ArrayList<>(entries);
    for (Entry entry : entries) {
      for (Entry dependent : database.catalog().dependents(entry)) {
        if (!all.contains(dependent)) {
          if (!cascade) {
            throw SpookySqlException.of(
                    SqlErrorCode.DEPENDENT_OBJECTS, entry.name(), "'" + dependent.name() + "'")
                .withHint("DROP … CASCADE drops both");
          }
          all.add(dependent);
        }
      }
    }
    List<Entry> created = database.catalog().all();
    for (int i = created.size() - 1; i >= 0; i--) {
      if (all.contains(created.get(i))) {
        drop(created.get(i));
      }
    }
  }

  private void drop(Entry entry) {
    database.catalog().remove(entry);
    if (entry instanceof StoredRelation relation) {
      Stored stored = database.forget(relation);
      if (stored != null) {
        database
            .hub()
            .end(
                stored.stream(),
                SpookySqlException.of(SqlErrorCode.UNDEFINED_RELATION, entry.name()));
        release(stored, entry instanceof TableEntry);
      }
    }
  }

  void release(Stored stored, boolean withSource) {
    database.circuit().release(stored.store());
    if (withSource) {
      database.circuit().release(stored.stream());
    }
  }
}
