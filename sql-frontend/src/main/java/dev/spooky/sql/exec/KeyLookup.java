// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import java.util.HexFormat;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** The rows of a stored relation that have one key, as a relation of its own. Cost: O(1). */
record KeyLookup(StoredRelation relation, RowWriter key, List<Integer> columns)
    implements StoredRelation {
  @Override
  public String id() {
    return relation.id() + "@" + columns + HexFormat.of().formatHex(key.bytes(), 0, key.length());
  }

  @Override
  public RelDataType rowType() {
    return relation.rowType();
  }

  @Override
  public List<Integer> keyColumns() {
    return relation.keyColumns();
  }

  /** What a plan shows. */
  String label() {
    List<String> names = columns.stream().map(rowType().getFieldNames()::get).toList();
    return relation + " by (" + String.join(", ", names) + ")";
  }

  /** The stored rows that have the key; null if the index that they are to be found by is gone. */
  @Nullable Delta find(ZSet stored, Indexes indexes, RowHash hash) {
    Delta rows = new Delta(stored.layout());
    RowKey probe = RowKey.all(key.layout());
    if (!columns.equals(relation.keyColumns())) {
      Index index = indexes.find(relation, columns);
      if (index == null) {
        return null;
      }
      KeyFinder.copy(index, probe, key.bytes(), 0, rows);
      new Consolidator(hash).consolidate(rows);
      return rows;
    }
    for (int block = stored.find(probe, key.bytes(), 0);
        block >= 0;
        block = stored.findNext(block, probe, key.bytes(), 0)) {
      byte[] bytes = stored.bytes(block);
      int row = stored.row(block);
      rows.add(bytes, row, stored.layout().rowLength(bytes, row), stored.weight(block));
    }
    return rows;
  }
}
