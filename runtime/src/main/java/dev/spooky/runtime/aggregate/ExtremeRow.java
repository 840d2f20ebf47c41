// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowOrder;
import dev.spooky.runtime.zset.RowProjection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ARG_MIN and ARG_MAX: a column of the row whose other column is least, or greatest; of several
 * such rows the first by the stored bytes. Rows without a key do not count. O(log group) a change.
 *
 * <pre>
 *   state: root of the rows (int) | 0 (int)
 * </pre>
 */
public final class ExtremeRow implements Accumulator {
  private final FieldSlot key;
  private final SortedRows rows;

  /** The value beside the least key, or the greatest. */
  public ExtremeRow(Storage storage, RowLayout input, int value, int key, boolean greatest) {
    this.key = input.slot(key);
    RowOrder.Term term = new RowOrder.Term(0, greatest, false);
    this.rows = new SortedRows(storage, input, new int[] {key, value}, List.of(term));
  }

  @Override
  public int stateBytes() {
    return 8;
  }

  @Override
  public void add(byte[] state, int at, byte[] row, int offset, long weight) {
    if (!key.isNull(row, offset)) {
      Bytes.putInt(state, at, rows.add(Bytes.getInt(state, at), row, offset, weight));
    }
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    int root = Bytes.getInt(state, at);
    if (rows.size(root) == 0) {
      Results.setNull(out, begun, result);
    } else {
      rows.fetch(root, 0);
      RowProjection.copy(rows.slot(1), rows.bytes(), rows.at(), result, out, begun);
    }
    return null;
  }

  @Override
  public void release(byte[] state, int at) {
    rows.clear(Bytes.getInt(state, at));
  }

  @Override
  public long heapBytes() {
    return rows.heapBytes();
  }
}
