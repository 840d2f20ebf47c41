// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowOrder;
import dev.spooky.runtime.zset.RowProjection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MIN and MAX under deletes: all live values of each group in an {@link OrderedTrace}.
 *
 * <pre>
 *   state: root of the group's tree (int, 0 = no value) | 0 (int)
 * </pre>
 */
public final class MinMax implements Accumulator, OrderedTrace.Visitor {
  private final FieldSlot argument;
  private final RowLayout valueLayout;
  private final boolean narrow;
  private final OrderedTrace values;
  private final @Nullable RowProjection toValue;
  private final Delta value;

  /** The least value of column {@code column} of {@code input}, or the greatest. */
  public MinMax(Storage storage, RowLayout input, int column, boolean max) {
    this.argument = input.slot(column);
    this.valueLayout = RowLayout.of(argument.kind());
    this.narrow = argument.kind() != FieldKind.I128 && !argument.kind().isVariable();
    RowOrder order = new RowOrder(valueLayout, List.of(new RowOrder.Term(0, max, false)));
    this.values = new OrderedTrace(storage, order, narrow);
    this.toValue = narrow ? null : new RowProjection(input, new int[] {column}, valueLayout, 0);
    this.value = new Delta(valueLayout);
    this.max = max;
  }

  private final boolean max;

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
    if (toValue == null) {
      root = values.addNarrow(root, encode(row, offset), weight);
    } else {
      value.clear();
      toValue.copy(row, offset, value, value.begin());
      value.end(1);
      root = values.add(root, value.bytes(), 0, value.sizeBytes(), weight);
    }
    Bytes.putInt(state, at, root);
  }

  private long encode(byte[] row, int offset) {
    boolean floating = argument.kind() == FieldKind.F64 || argument.kind() == FieldKind.F32;
    long ascending =
        floating
            ? RowOrder.encode(argument.getDouble(row, offset))
            : argument.getLong(row, offset) ^ Long.MIN_VALUE;
    return max ? ~ascending : ascending;
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    int root = Bytes.getInt(state, at);
    if (values.isEmpty(root)) {
      Results.setNull(out, begun, result);
      return null;
    }
    if (narrow) {
      long first = values.firstPrefix(root);
      writeNarrow(max ? ~first : first, out.bytes(), begun + result.offset());
      return null;
    }
    value.clear();
    values.visit(root, 0, 1, this);
    FieldSlot slot = valueLayout.slot(0);
    byte[] bytes = value.bytes();
    if (slot.kind().isVariable()) {
      out.putTail(result.offset(), bytes, slot.start(bytes, 0), slot.length(bytes, 0));
    } else {
      System.arraycopy(bytes, slot.offset(), out.bytes(), begun + result.offset(), 16);
    }
    return null;
  }

  @Override
  public void row(byte[] bytes, int row, int length, long weight) {
    value.add(bytes, row, length, 1);
  }

  private void writeNarrow(long ascending, byte[] out, int to) {
    long integer = ascending ^ Long.MIN_VALUE;
    switch (argument.kind()) {
      case BOOL, I8 -> out[to] = (byte) integer;
      case I16 -> Bytes.putShort(out, to, (short) integer);
      case I32 -> Bytes.putInt(out, to, (int) integer);
      case I64 -> Bytes.putLong(out, to, integer);
      case F32 -> Bytes.putFloat(out, to, (float) RowOrder.decode(ascending));
      case F64 -> Bytes.putDouble(out, to, RowOrder.decode(ascending));
      case I128, UTF8, BYTES -> throw new IllegalStateException("not narrow: " + argument);
    }
  }

  @Override
  public void probe(Probes probes, byte[] state, int at) {
    values.probe(probes, Bytes.getInt(state, at));
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
