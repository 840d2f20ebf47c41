// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.Optimizer;
import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.planner.lower.Lowering;
import dev.spooky.planner.lower.Target;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Hydration;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.circuit.TickFailure;
import dev.spooky.runtime.operator.Materialize;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Growth;
import dev.spooky.sql.plan.QueryPlan;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds the nodes of a view and fills them from what is there: between two commits when there is
 * little to read, else beside the commits ({@link HydrationApart}).
 */
public final class ViewBuilder {
  private static final long INLINE_BYTES = 4 << 20;

  private final Database database;
  private final QueryPlan plan;
  private final RelNode optimized;
  private final Settings settings;
  private final boolean suspends;

  /**
   * Builds {@code plan}, with expressions in {@code zone}.
   *
   * @param suspends whether errors will suspend the view; else they are errors of the definition,
   *     and later of the commits that cause them
   */
  public ViewBuilder(Database database, QueryPlan plan, ZoneId zone, boolean suspends) {
    this.database = database;
    this.suspends = suspends;
    this.plan = plan;
    this.optimized = Optimizer.optimize(plan.plan());
    this.settings = new Settings(zone, null, null);
  }

  /** A view of few rows may be of large products of them; commits do not wait for those. */
  private static final class TooMuchWork extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchWork() {
      super("too much work between two ticks", null, false, false);
    }
  }

  /** A materialized view's nodes and columns, before it has a name. */
  public record Built(
      String id, Stored stored, RelDataType rowType, List<Integer> key, RelCollation order) {}

  /** A view's nodes in some circuit. */
  record Nodes(Node root, Node store, ZSet rows, List<RelDataType> types) {}

  /**
   * Builds the view. Waits for no transaction.
   *
   * @param last what is to be done with it, between two ticks; if it fails, the view goes again
   * @param progress told of how far it is; may stop it
   */
  public <T> T build(HydrationProgress progress, Function<Built, T> last) {
    progress.checkCancelled();
    database.limit().checkNew("view '" + progress.view() + "'");
    T made = builtBetweenTicks(last);
    return made != null ? made : new HydrationApart(database, this, progress).run(last);
  }

  /** Builds the view between two ticks, if that is little work; else gives null. */
  private <T> @Nullable T builtBetweenTicks(Function<Built, T> last) {
    try {
      return Growth.guarded(
          bytes -> {
            if (bytes > INLINE_BYTES) {
              throw new TooMuchWork();
            }
          },
          () -> database.betweenTicks(() -> hasFewRows() ? inline(last) : null));
    } catch (TooMuchWork e) {
      return null;
    }
  }

  private boolean hasFewRows() {
    long rows = 0;
    for (StoredRelation relation : relations(optimized)) {
      rows += database.stored(relation).rows().rowCount();
    }
    return rows <= database.rowsReadInline();
  }

  /** What a plan reads. */
  static Set<StoredRelation> relations(RelNode plan) {
    Set<StoredRelation> found = new LinkedHashSet<>();
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        StoredRelation relation =
            node instanceof TableScan scan ? scan.getTable().unwrap(StoredRelation.class) : null;
        if (relation != null) {
          found.add(relation);
        }
        super.visit(node, ordinal, parent);
      }
    }.go(plan);
    return found;
  }

  private <T> T inline(Function<Built, T> last) {
    Circuit circuit = database.circuit();
    Target target = target(circuit);
    try {
      String id = database.newId("view");
      Nodes nodes =
          lower(target, id, (relation, into) -> into.use(database.streams().source(relation)));
      circuit.attach(nodes.store(), suspends);
      try {
        new Hydration(circuit, target.fresh()).run();
        return finish(target, id, nodes, last);
      } catch (Throwable failure) {
        circuit.detach(nodes.store(), suspends);
        throw failure;
      }
    } catch (RuntimeException failure) {
      throw TickErrors.translate(failure, database);
    } finally {
      target.abandon();
    }
  }

  boolean suspends() {
    return suspends;
  }

  Target target(Circuit circuit) {
    return new Target(circuit, new TransformCompiler(settings));
  }

  Nodes lower(Target target, String id, Lowering.Sources sources) {
    Lowering.Lowered lowered = Lowering.lower(optimized, target, sources);
    ZSet rows = Definer.rows(target.storage(), lowered.root().layout(), uniqueKey(optimized));
    Node store =
        target.node(
            "store " + id,
            () -> new Materialize(rows, Materialize.Constraint.NONE),
            List.of(lowered.root()));
    return new Nodes(lowered.root(), store, rows, lowered.types());
  }

  /** Hands nodes of the database's circuit over, which stay when that does not fail. */
  <T> T finish(Target target, String id, Nodes nodes, Function<Built, T> last) {
    TickFailure error = suspends ? null : target.circuit().failure(nodes.store());
    if (error != null) {
      throw error;
    }
    RelCollation order = optimized instanceof Sort sort ? sort.getCollation() : plan.collation();
    Stored stored = new Stored(nodes.root(), nodes.store(), nodes.rows(), optimized, suspends);
    Built built = new Built(id, stored, rowType(nodes.types()), uniqueKey(optimized), order);
    T made = last.apply(built);
    target.finish(nodes.store());
    return made;
  }

  private RelDataType rowType(List<RelDataType> types) {
    RelDataTypeFactory.Builder builder = database.types().builder();
    for (int i = 0; i < types.size(); i++) {
      builder.add(plan.names().get(i), types.get(i));
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
}
