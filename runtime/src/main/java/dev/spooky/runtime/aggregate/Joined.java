// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * LISTAGG and STRING_AGG: the group's texts one after the other in an order, with separators
 * between; ties follow the stored bytes. NULLs are left out. O(log group) a change, and the length
 * of the text for each result.
 *
 * <pre>
 *   state: root of the texts (int) | 0 (int)
 * </pre>
 */
public final class Joined implements Accumulator, OrderedTrace.Visitor {
  private static final byte[] COMMA = ",".getBytes(StandardCharsets.UTF_8);

  private final FieldSlot argument;
  private final boolean separated;
  private final SortedRows texts;
  private byte[] text = new byte[64];
  private int length;
  private boolean any;

  /**
   * The texts of a column.
   *
   * @param separator the column with what goes before a text that is not the first; −1: a comma
   */
  public Joined(
      Storage storage, RowLayout input, int column, int separator, List<RowOrder.Term> order) {
    this.argument = input.slot(column);
    this.separated = separator >= 0;
    int first = separated ? 2 : 1;
    int[] columns = new int[first + order.size()];
    columns[0] = column;
    if (separated) {
      columns[1] = separator;
    }
    List<RowOrder.Term> terms = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      RowOrder.Term term = order.get(i);
      columns[first + i] = term.column();
      terms.add(new RowOrder.Term(first + i, term.descending(), term.nullsFirst()));
    }
    this.texts = new SortedRows(storage, input, columns, terms);
  }

  @Override
  public int stateBytes() {
    return 8;
  }

  @Override
  public void add(byte[] state, int at, byte[] row, int offset, long weight) {
    if (!argument.isNull(row, offset)) {
      Bytes.putInt(state, at, texts.add(Bytes.getInt(state, at), row, offset, weight));
    }
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    length = 0;
    any = false;
    texts.visit(Bytes.getInt(state, at), this);
    if (any) {
      out.putTail(result.offset(), text, 0, length);
    } else {
      Results.setNull(out, begun, result);
    }
    return null;
  }

  @Override
  public void row(byte[] bytes, int row, int rowLength, long weight) {
    FieldSlot value = texts.slot(0);
    for (long copy = 0; copy < weight; copy++) {
      if (any && !separated) {
        append(COMMA, 0, COMMA.length);
      } else if (any && !texts.slot(1).isNull(bytes, row)) {
        append(bytes, texts.slot(1).start(bytes, row), texts.slot(1).length(bytes, row));
      }
      append(bytes, value.start(bytes, row), value.length(bytes, row));
      any = true;
    }
  }

  private void append(byte[] bytes, int from, int count) {
    if (count > text.length - length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, Math.addExact(length, count)));
    }
    System.arraycopy(bytes, from, text, length, count);
    length += count;
  }

  @Override
  public void release(byte[] state, int at) {
    texts.clear(Bytes.getInt(state, at));
  }

  @Override
  public long heapBytes() {
    return texts.heapBytes();
  }
}
