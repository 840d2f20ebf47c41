// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptAbstractTable;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the scan below filters that fix a relation's whole key, or all columns of an index, by a
 * look-up. The filters stay, so a look-up only has to find no row too few.
 */
final class KeyLookups extends RelHomogeneousShuttle {
  private final Indexes indexes;

  KeyLookups(Indexes indexes) {
    this.indexes = indexes;
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode found = other instanceof Filter ? lookup(other, List.of()) : null;
    return found != null ? found : super.visit(other);
  }

  /**
   * The same below filters and projections, whose conditions are told in terms of what is below.
   */
  private @Nullable RelNode lookup(RelNode rel, List<RexNode> conditions) {
    if (rel instanceof TableScan scan) {
      return lookup(scan, conditions);
    }
    List<RexNode> below = new ArrayList<>();
    if (rel instanceof Filter filter) {
      below.addAll(conditions);
      below.addAll(RelOptUtil.conjunctions(filter.getCondition()));
    } else if (rel instanceof Project project) {
      conditions.forEach(c -> below.add(RelOptUtil.pushPastProject(c, project)));
    } else {
      return null;
    }
    RelNode found = lookup(rel.getInput(0), below);
    return found == null ? null : rel.copy(rel.getTraitSet(), List.of(found));
  }

  private @Nullable RelNode lookup(TableScan scan, List<RexNode> conditions) {
    StoredRelation relation = scan.getTable().unwrap(StoredRelation.class);
    if (relation == null) {
      return null;
    }
    List<List<Integer>> candidates = new ArrayList<>();
    candidates.add(relation.keyColumns());
    candidates.addAll(indexes.columns(relation));
    for (List<Integer> columns : candidates) {
      RowWriter key = key(relation, columns, conditions);
      if (key != null) {
        RelOptTable table = new Table(new KeyLookup(relation, key, columns));
        return LogicalTableScan.create(scan.getCluster(), table, List.of());
      }
    }
    return null;
  }

  private static @Nullable RowWriter key(
      StoredRelation relation, List<Integer> columns, List<RexNode> conditions) {
    if (columns.isEmpty()) {
      return null;
    }
    RowLayout rows = RowLayouts.layout(relation.rowType());
    RowLayout keyLayout = rows.project(columns.stream().mapToInt(i -> i).toArray());
    List<RelDataType> types = new ArrayList<>();
    columns.forEach(i -> types.add(relation.rowType().getFieldList().get(i).getType()));
    RowWriter key = new RowWriter(keyLayout).begin();
    int found = 0;
    for (RexNode conjunct : conditions) {
      int field = field(conjunct, columns);
      if (field >= 0 && set(key, field, types.get(field), conjunct)) {
        found |= 1 << field;
      }
    }
    if (columns.size() > 30 || found != (1 << columns.size()) - 1) {
      return null;
    }
    key.finish();
    return key;
  }

  /** Which key column a conjunct {@code column = literal} fixes, or −1. */
  private static int field(RexNode conjunct, List<Integer> columns) {
    if (conjunct.getKind() != SqlKind.EQUALS) {
      return -1;
    }
    List<RexNode> operands = operands(conjunct);
    RexNode column = operands.get(0) instanceof RexLiteral ? operands.get(1) : operands.get(0);
    return column instanceof RexInputRef ref ? columns.indexOf(ref.getIndex()) : -1;
  }

  /** The two sides, without casts that only say that a value may be NULL. */
  private static List<RexNode> operands(RexNode conjunct) {
    return ((RexCall) conjunct).getOperands().stream().map(KeyLookups::plain).toList();
  }

  private static RexNode plain(RexNode value) {
    if (value.getKind() == SqlKind.CAST) {
      RexNode operand = ((RexCall) value).getOperands().get(0);
      if (SqlTypeUtil.equalSansNullability(operand.getType(), value.getType())) {
        return operand;
      }
    }
    return value;
  }

  private static boolean set(RowWriter key, int field, RelDataType type, RexNode conjunct) {
    List<RexNode> operands = operands(conjunct);
    RexNode value = operands.get(0) instanceof RexLiteral ? operands.get(0) : operands.get(1);
    if (!(value instanceof RexLiteral literal) || literal.isNull() || !sameFamily(type, literal)) {
      return false;
    }
    try {
      RowValues.setLiteral(key, field, type, literal);
      return true;
    } catch (ValueException | ArithmeticException e) {
      return false;
    }
  }

  /** Whether equality of column and literal is equality of their bytes in the column's type. */
  private static boolean sameFamily(RelDataType type, RexLiteral literal) {
    RelDataType other = literal.getType();
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          SqlTypeFamily.INTEGER.getTypeNames().contains(other.getSqlTypeName());
      case VARCHAR -> SqlTypeFamily.CHARACTER.getTypeNames().contains(other.getSqlTypeName());
      case BOOLEAN, DATE, TIMESTAMP, UUID -> type.getSqlTypeName() == other.getSqlTypeName();
      default -> false;
    };
  }

  /** The look-up as a table of the plan. */
  private static final class Table extends RelOptAbstractTable {
    private final KeyLookup lookup;

    Table(KeyLookup lookup) {
      super(null, lookup.label(), lookup.rowType());
      this.lookup = lookup;
    }

    @Override
    public <C> @Nullable C unwrap(Class<C> type) {
      return type.isInstance(lookup) ? type.cast(lookup) : super.unwrap(type);
    }
  }
}
