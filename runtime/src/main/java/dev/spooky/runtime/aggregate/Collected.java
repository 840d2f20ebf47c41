// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.ArrayWriter;
import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ARRAY_AGG: an array of the group's values in an order, equals by the values themselves, NULLs
 * last; NULL for a group without any. O(log group) a change, and the length of the array for each
 * result.
 *
 * <pre>
 *   state: root of the values (int) | 0 (int)
 * </pre>
 */
public final class Collected implements Accumulator, OrderedTrace.Visitor {
  private final FieldSlot argument;
  private final boolean withNulls;
  private final SortedRows values;
  private final ArrayWriter array;
  private boolean any;

  /**
   * The values of a column.
   *
   * @param withNulls whether NULLs are elements, too
   */
  public Collected(
      Storage storage, RowLayout input, int column, boolean withNulls, List<RowOrder.Term> order) {
    this.argument = input.slot(column);
    this.withNulls = withNulls;
    int[] columns = new int[1 + order.size()];
    columns[0] = column;
    List<RowOrder.Term> terms = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      RowOrder.Term term = order.get(i);
      columns[1 + i] = term.column();
      terms.add(new RowOrder.Term(1 + i, term.descending(), term.nullsFirst()));
    }
    terms.add(new RowOrder.Term(0, false, false));
    this.values = new SortedRows(storage, input, columns, terms);
    this.array = new ArrayWriter(argument.kind());
  }

  @Override
  public int stateBytes() {
    return 8;
  }

  @Override
  public void add(byte[] state, int at, byte[] row, int offset, long weight) {
    if (withNulls || !argument.isNull(row, offset)) {
      Bytes.putInt(state, at, values.add(Bytes.getInt(state, at), row, offset, weight));
    }
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    array.begin();
    any = false;
    values.visit(Bytes.getInt(state, at), this);
    if (any) {
      out.putTail(result.offset(), array.bytes(), 0, array.length());
    } else {
      Results.setNull(out, begun, result);
    }
    return null;
  }

  @Override
  public void row(byte[] bytes, int row, int rowLength, long weight) {
    int from = array.length();
    array.addField(values.slot(0), bytes, row);
    int length = array.length() - from;
    for (long copy = 1; copy < weight; copy++) {
      array.addEncoded(array.bytes(), from, length);
    }
    any = true;
  }

  @Override
  public void release(byte[] state, int at) {
    values.clear(Bytes.getInt(state, at));
  }

  @Override
  public long heapBytes() {
    return values.heapBytes();
  }
}
