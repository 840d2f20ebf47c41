// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.PlainView;
import dev.spooky.sql.catalog.TableEntry;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** An entry as Calcite's validator and converter see it. */
final class RelationTable extends AbstractTable implements TranslatableTable {
  private final Entry entry;
  private final Planning planning;

  RelationTable(Entry entry, Planning planning) {
    this.entry = entry;
    this.planning = planning;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    return entry.rowType();
  }

  @Override
  public Schema.TableType getJdbcTableType() {
    return switch (entry.kind()) {
      case TABLE -> Schema.TableType.TABLE;
      case VIEW -> Schema.TableType.VIEW;
      case MATERIALIZED_VIEW -> Schema.TableType.MATERIALIZED_VIEW;
      case SYSTEM_VIEW -> Schema.TableType.SYSTEM_VIEW;
    };
  }

  /** Only what is enforced counts as a key. */
  @Override
  public Statistic getStatistic() {
    return entry instanceof TableEntry table && !table.keyColumns().isEmpty()
        ? Statistics.of(100d, List.of(ImmutableBitSet.of(table.keyColumns())))
        : Statistics.UNKNOWN;
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return entry instanceof PlainView view
        ? planning.expand(view)
        : LogicalTableScan.create(context.getCluster(), table, context.getTableHints());
  }

  @Override
  public <C> @Nullable C unwrap(Class<C> wanted) {
    return wanted.isInstance(entry) ? wanted.cast(entry) : super.unwrap(wanted);
  }
}
