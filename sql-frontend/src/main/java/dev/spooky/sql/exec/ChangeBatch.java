// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Change;
import dev.spooky.engine.Column;
import dev.spooky.engine.RowView;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/** A batch of a {@link ChangeQueue} as subscribers see it. */
final class ChangeBatch extends ForwardingRow implements Change {
  private final ChangeQueue.Batch batch;
  private final PackedRow current;
  private int index = -1;

  ChangeBatch(ChangeQueue.Batch batch, List<Column> columns, List<RelDataType> types) {
    this.batch = batch;
    this.current = new PackedRow(columns, types);
  }

  @Override
  RowView row() {
    return current;
  }

  @Override
  public long fromTick() {
    return batch.from();
  }

  @Override
  public long toTick() {
    return batch.to();
  }

  @Override
  public boolean isSnapshot() {
    return batch.snapshot();
  }

  @Override
  public int size() {
    return batch.rows().count();
  }

  @Override
  public boolean next() {
    if (index + 1 >= size()) {
      return false;
    }
    index++;
    current.moveTo(batch.rows().bytes(), batch.rows().offset(index));
    return true;
  }

  @Override
  public long weight() {
    return batch.rows().weight(index);
  }

  @Override
  public void rewind() {
    index = -1;
  }
}
