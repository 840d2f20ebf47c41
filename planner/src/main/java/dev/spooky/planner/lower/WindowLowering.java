// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.expr.Fallibility;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.TopK;
import dev.spooky.runtime.operator.WindowFunctions;
import dev.spooky.runtime.window.WindowFunction;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A projection with window functions, and a filter right above it. Functions over one partitioning
 * and order share an operator; a rank that the filter bounds from above becomes a top-K.
 */
final class WindowLowering {
  /** What an operator is for. */
  private record Ordering(List<Integer> partition, List<RowOrder.Term> terms) {}

  private final Lowering lowering;
  private final RexBuilder rex;
  private final RelDataTypeFactory types;
  private final WindowColumns columns;
  private final Set<RexOver> overs = new LinkedHashSet<>();
  private final List<RexNode> shown;
  private final List<RexNode> conditions = new ArrayList<>();
  private Stream input;

  private WindowLowering(Project project, @Nullable Filter filter, Lowering lowering) {
    this.lowering = lowering;
    this.rex = project.getCluster().getRexBuilder();
    this.types = project.getCluster().getTypeFactory();
    this.columns = new WindowColumns(rex);
    this.shown = project.getProjects();
    this.input = lowering.lower(project.getInput());
    List<RexNode> conjuncts = new ArrayList<>();
    if (filter != null) {
      RexNode below = RelOptUtil.pushPastProject(filter.getCondition(), project);
      conjuncts.addAll(RelOptUtil.conjunctions(RexUtil.expandSearch(rex, null, below)));
    }
    shown.forEach(this::collect);
    conjuncts.forEach(this::collect);
    RelDataType rows = project.getInput().getRowType();
    for (RexNode conjunct : conjuncts) {
      if (choosesPartitions(conjunct) && !Fallibility.canFail(rows, conjunct)) {
        input = input.filter(conjunct, rex);
      } else {
        conditions.add(conjunct);
      }
    }
  }

  /** The rows of a projection with window functions that meet the filter, if there is one. */
  static Stream lower(Project project, @Nullable Filter filter, Lowering lowering) {
    WindowLowering windows = new WindowLowering(project, filter, lowering);
    Stream top = windows.ranked();
    Stream all = top == null ? windows.windows() : top;
    if (!windows.conditions.isEmpty()) {
      List<RexNode> kept = windows.conditions.stream().map(windows.columns::translate).toList();
      all = all.filter(RexUtil.composeConjunction(windows.rex, kept), windows.rex);
    }
    return all.project(windows.shown.stream().map(windows.columns::translate).toList());
  }

  private void collect(RexNode expression) {
    expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            overs.add(over);
            return over;
          }
        });
  }

  /** Whether a condition keeps or drops whole partitions of all functions. */
  private boolean choosesPartitions(RexNode conjunct) {
    if (RexOver.containsOver(conjunct)) {
      return false;
    }
    ImmutableBitSet used = RelOptUtil.InputFinder.bits(conjunct);
    for (RexOver over : overs) {
      Set<Integer> keys = new LinkedHashSet<>();
      for (RexNode key : over.getWindow().partitionKeys) {
        if (key instanceof RexInputRef ref) {
          keys.add(ref.getIndex());
        }
      }
      if (!keys.containsAll(used.asList())) {
        return false;
      }
    }
    return true;
  }

  private Ordering ordering(RexOver over) {
    List<Integer> partition = new ArrayList<>();
    for (RexNode key : over.getWindow().partitionKeys) {
      partition.add(columns.of(key));
    }
    List<RowOrder.Term> terms = new ArrayList<>();
    for (RexFieldCollation key : over.getWindow().orderKeys) {
      boolean descending = key.getDirection().isDescending();
      boolean nullsFirst =
          switch (key.getNullDirection()) {
            case FIRST -> true;
            case LAST -> false;
            case UNSPECIFIED -> descending; // NULL is greatest
          };
      terms.add(new RowOrder.Term(columns.of(key.left), descending, nullsFirst));
    }
    return new Ordering(partition, terms);
  }

  /** The first ranks of each partition, if that is all that is asked for. */
  private @Nullable Stream ranked() {
    if (overs.size() != 1) {
      return null;
    }
    RexOver over = overs.iterator().next();
    TopK.Ties ties = ties(over.getAggOperator().getKind());
    Rank rank = Rank.all();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode conjunct : conditions) {
      Rank said = Rank.of(conjunct, over);
      if (said == null) {
        rest.add(conjunct);
      } else {
        rank = rank.and(said);
      }
    }
    if (ties == null || !rank.isBounded()) {
      return null;
    }
    boolean byRow = ties == TopK.Ties.NONE;
    if (byRow) {
      conditions.clear();
      conditions.addAll(rest);
    }
    Ordering order = ordering(over);
    addShown();
    Stream rows = input.project(columns.expressions());
    long offset = byRow ? rank.low() - 1 : 0;
    long limit = Math.max(0, rank.high() - offset);
    TopK.Window window = new TopK.Window(offset, limit, ties);
    Node node =
        TopKLowering.topK(
            rows.rows(lowering.target()), order.partition(), order.terms(), window, true, lowering);
    columns.setValue(over, rows.fields().size());
    return stream(node, rows.types(), List.of(over));
  }

  private static TopK.@Nullable Ties ties(SqlKind kind) {
    return switch (kind) {
      case ROW_NUMBER -> TopK.Ties.NONE;
      case RANK -> TopK.Ties.RANK;
      case DENSE_RANK -> TopK.Ties.DENSE_RANK;
      default -> null;
    };
  }

  private void addShown() {
    shown.forEach(columns::addShown);
    conditions.forEach(columns::addShown);
  }

  /** The rows with the values of all functions. */
  private Stream windows() {
    Map<Ordering, List<WindowCall>> groups = new LinkedHashMap<>();
    for (RexOver over : overs) {
      Ordering order = ordering(over);
      WindowCall call = WindowCall.of(over, order.terms(), columns, rex);
      groups.computeIfAbsent(order, o -> new ArrayList<>()).add(call);
    }
    addShown();
    Stream rows = input.project(columns.expressions());
    Node node = rows.rows(lowering.target());
    List<RelDataType> rowTypes = new ArrayList<>(rows.types());
    List<RexOver> done = new ArrayList<>();
    for (Map.Entry<Ordering, List<WindowCall>> group : groups.entrySet()) {
      for (WindowCall call : group.getValue()) {
        columns.setValue(call.over(), rowTypes.size());
        rowTypes.add(call.over().getType());
        done.add(call.over());
      }
      node = operator(node, group.getKey(), group.getValue(), rowTypes);
    }
    return stream(node, rows.types(), done);
  }

  private Node operator(
      Node rows, Ordering order, List<WindowCall> calls, List<RelDataType> rowTypes) {
    RowLayout output = RowLayouts.layout(rowTypes);
    String what = "windows by " + order.partition() + order.terms() + calls + output;
    Target target = lowering.target();
    return target.node(
        what,
        () -> {
          RowLayout layout = rows.layout();
          RowOrder by = new RowOrder(layout, order.terms());
          List<WindowFunction> functions = new ArrayList<>();
          for (WindowCall call : calls) {
            functions.add(call.function(by, rowTypes, target.storage()));
          }
          int[] key = order.partition().stream().mapToInt(i -> i).toArray();
          return new WindowFunctions(
                  target.storage(), new RowKey(layout, key), by, functions, output)
              .at(calls.get(0).line(), calls.get(0).column());
        },
        List.of(rows));
  }

  private Stream stream(Node node, List<RelDataType> rowTypes, Collection<RexOver> values) {
    RelDataTypeFactory.Builder type = types.builder();
    for (RelDataType column : rowTypes) {
      type.add("c" + type.getFieldCount(), column);
    }
    for (RexOver over : values) {
      type.add("w" + type.getFieldCount(), over.getType());
    }
    return Stream.of(node, type.build());
  }
}
