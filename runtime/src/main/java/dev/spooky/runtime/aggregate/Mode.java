// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowOrder;
import dev.spooky.runtime.zset.RowProjection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MODE: the most frequent value, of several the first in the order. NULLs do not count. Values are
 * kept twice, by themselves and by how often they are there. O(log group) a change.
 *
 * <pre>
 *   state: root of the values (int) | root of (count, value) (int)
 * </pre>
 */
public final class Mode implements Accumulator, OrderedTrace.Visitor {
  private static final int COUNTS = 4;

  private final FieldSlot argument;
  private final SortedRows values;
  private final RowLayout countLayout;
  private final OrderedTrace counts;
  private final Delta count;

  /** The mode of the column that the term names. */
  public Mode(Storage storage, RowLayout input, RowOrder.Term by) {
    this.argument = input.slot(by.column());
    RowOrder.Term alone = new RowOrder.Term(0, by.descending(), by.nullsFirst());
    this.values = new SortedRows(storage, input, new int[] {by.column()}, List.of(alone));
    this.countLayout =
        RowLayout.of(
            List.of(
                new RowLayout.Field(FieldKind.I64, false),
                new RowLayout.Field(argument.kind(), false)));
    RowOrder.Term often = new RowOrder.Term(0, true, false);
    RowOrder.Term value = new RowOrder.Term(1, by.descending(), by.nullsFirst());
    this.counts =
        new OrderedTrace(storage, new RowOrder(countLayout, List.of(often, value)), false);
    this.count = new Delta(countLayout);
  }

  @Override
  public int stateBytes() {
    return 8;
  }

  @Override
  public void add(byte[] state, int at, byte[] row, int offset, long weight) {
    if (argument.isNull(row, offset)) {
      return;
    }
    int root = Bytes.getInt(state, at);
    long before = values.weight(root, row, offset);
    Bytes.putInt(state, at, values.add(root, row, offset, weight));
    addCount(state, at + COUNTS, before, row, offset, -1);
    addCount(state, at + COUNTS, before + weight, row, offset, 1);
  }

  private void addCount(byte[] state, int at, long times, byte[] row, int offset, long weight) {
    if (times > 0) {
      count.clear();
      int begun = count.begin();
      Bytes.putLong(count.bytes(), begun + countLayout.slot(0).offset(), times);
      RowProjection.copy(argument, row, offset, countLayout.slot(1), count, begun);
      count.end(1);
      int root = Bytes.getInt(state, at);
      Bytes.putInt(state, at, counts.add(root, count.bytes(), 0, count.sizeBytes(), weight));
    }
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    int root = Bytes.getInt(state, at + COUNTS);
    if (counts.isEmpty(root)) {
      Results.setNull(out, begun, result);
      return null;
    }
    count.clear();
    counts.visit(root, 0, 1, this);
    RowProjection.copy(countLayout.slot(1), count.bytes(), 0, result, out, begun);
    return null;
  }

  @Override
  public void row(byte[] bytes, int row, int length, long weight) {
    count.add(bytes, row, length, 1);
  }

  @Override
  public void release(byte[] state, int at) {
    values.clear(Bytes.getInt(state, at));
    counts.clear(Bytes.getInt(state, at + COUNTS));
  }

  @Override
  public long heapBytes() {
    return values.heapBytes() + counts.heapBytes();
  }
}
