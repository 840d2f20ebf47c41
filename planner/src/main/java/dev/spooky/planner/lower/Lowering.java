// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.rel.Unnest;
import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.runtime.circuit.Node;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;

/**
 * Lowers an optimized plan to nodes of a circuit. The dispatcher: what each kind of relational
 * operator becomes stands in a file of its own.
 */
public final class Lowering {
  /** Gives the nodes that scans read. */
  @FunctionalInterface
  public interface Sources {
    /** The node of a relation in the target's circuit, held by the target. */
    Node node(StoredRelation relation, Target target);
  }

  /** A lowered plan: the node with its rows, and their type as the rows hold it. */
  public record Lowered(Node root, List<RelDataType> types) {}

  private final Target target;
  private final Sources sources;

  private Lowering(Target target, Sources sources) {
    this.target = target;
    this.sources = sources;
  }

  /**
   * Lowers a plan.
   *
   * @throws NotSupportedException if the plan has something that cannot be kept up to date yet
   */
  public static Lowered lower(RelNode plan, Target target, Sources sources) {
    Stream stream = new Lowering(target, sources).lower(plan);
    return new Lowered(stream.rows(target), stream.types());
  }

  Target target() {
    return target;
  }

  Stream lower(RelNode rel) {
    RexBuilder rex = rel.getCluster().getRexBuilder();
    if (rel instanceof TableScan scan) {
      return scan(scan);
    } else if (rel instanceof Filter filter) {
      return filter.getInput() instanceof Project project && project.containsOver()
          ? WindowLowering.lower(project, filter, this)
          : lower(filter.getInput()).filter(filter.getCondition(), rex);
    } else if (rel instanceof Project project) {
      return project.containsOver()
          ? WindowLowering.lower(project, null, this)
          : lower(project.getInput()).project(project.getProjects());
    } else if (rel instanceof Join join) {
      return JoinLowering.lower(join, this);
    } else if (rel instanceof Aggregate aggregate) {
      return AggregateLowering.lower(aggregate, this);
    } else if (rel instanceof Union union) {
      return UnionLowering.lower(union, this);
    } else if (rel instanceof Intersect intersect) {
      return SetOpLowering.lower(intersect, this);
    } else if (rel instanceof Minus except) {
      return SetOpLowering.lower(except, this);
    } else if (rel instanceof Sort sort) {
      return TopKLowering.sort(sort, this);
    } else if (rel instanceof Unnest unnest) {
      return UnnestLowering.lower(unnest, this);
    } else if (rel instanceof Values values) {
      return ValuesLowering.lower(values, this);
    }
    throw new NotSupportedException(Constructs.name(rel), "Rewrite the query without it.", 0, 0);
  }

  private Stream scan(TableScan scan) {
    StoredRelation relation = scan.getTable().unwrap(StoredRelation.class);
    if (relation == null) {
      throw new NotSupportedException(
          "scan of " + scan.getTable().getQualifiedName(), "Use a table or view.", 0, 0);
    }
    return Stream.of(sources.node(relation, target), relation.rowType());
  }
}
