// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.Optimizer;
import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.planner.lower.Lowering;
import dev.spooky.planner.lower.Target;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.plan.QueryPlan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlExplainLevel;

/**
 * What a query becomes, in text or as a Graphviz graph: its plan, its nodes, which exist already.
 */
public final class CircuitPrinter {
  private final Database database;
  private final ZoneId zone;

  /** Explains queries on {@code database}. */
  public CircuitPrinter(Database database, ZoneId zone) {
    this.database = database;
    this.zone = zone;
  }

  /**
   * The optimized plan.
   *
   * @param read whether it is read once, and so may look rows up by keys and indexes
   */
  public List<String> plan(QueryPlan plan, boolean read, boolean dot) {
    RelNode kept = Optimizer.optimize(plan.plan());
    RelNode optimized = read ? kept.accept(new KeyLookups(database.indexes())) : kept;
    if (!dot) {
      return RelOptUtil.toString(optimized, SqlExplainLevel.EXPPLAN_ATTRIBUTES).lines().toList();
    }
    List<String> lines = new ArrayList<>(List.of("digraph plan {", "  rankdir=BT;"));
    dot(optimized, lines);
    lines.add("}");
    return lines;
  }

  private static void dot(RelNode rel, List<String> lines) {
    lines.add(
        "  r%d [shape=box,label=\"%s\"];".formatted(rel.getId(), escape(rel.getRelTypeName())));
    for (RelNode input : rel.getInputs()) {
      dot(input, lines);
      lines.add("  r%d -> r%d;".formatted(input.getId(), rel.getId()));
    }
  }

  /** The nodes that a view of the query has, inputs first; shared ones exist already. */
  public List<String> circuit(QueryPlan plan, boolean dot) {
    return database.betweenTicks(() -> print(plan, dot));
  }

  private List<String> print(QueryPlan plan, boolean dot) {
    Target target =
        new Target(database.circuit(), new TransformCompiler(new Settings(zone, null, null)));
    try {
      Lowering.Lowered lowered =
          Lowering.lower(
              Optimizer.optimize(plan.plan()),
              target,
              (relation, into) ->
                  relation instanceof SystemView
                      ? into.source(relation.id(), RowLayouts.layout(relation.rowType()))
                      : into.use(database.stored(relation).stream()));
      Set<Node> fresh = new HashSet<>(target.fresh());
      List<String> lines = new ArrayList<>();
      if (dot) {
        lines.add("digraph circuit {");
        lines.add("  rankdir=BT;");
      }
      collect(lowered.root(), fresh, dot, new HashSet<>(), lines);
      if (dot) {
        lines.add("}");
      }
      return lines;
    } finally {
      target.abandon();
    }
  }

  private static void collect(
      Node node, Set<Node> fresh, boolean dot, Set<Node> seen, List<String> lines) {
    if (!seen.add(node)) {
      return;
    }
    for (Node input : node.inputs()) {
      collect(input, fresh, dot, seen, lines);
    }
    boolean shared = !fresh.contains(node) && node.operator() != null;
    if (dot) {
      lines.add(
          "  n%d [shape=box,label=\"%s\"%s];"
              .formatted(node.id(), escape(describe(node)), shared ? ",style=filled" : ""));
      node.inputs().forEach(i -> lines.add("  n%d -> n%d;".formatted(i.id(), node.id())));
    } else {
      lines.add("#" + node.id() + " " + describe(node) + (shared ? "   [shared]" : ""));
    }
  }

  private static String describe(Node node) {
    Operator operator = node.operator();
    String keys =
        operator instanceof Arrange arrange ? ", " + arrange.index().keyCount() + " keys" : "";
    String bytes = operator == null ? "" : " (" + operator.heapBytes() + " bytes" + keys + ")";
    return node.digest() + bytes;
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
