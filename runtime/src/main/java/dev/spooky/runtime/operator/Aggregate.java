// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.aggregate.Accumulator;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.GroupTable;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowProjection;
import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * GROUP BY: per key, the results of some accumulators. A group whose weight is zero gives no row,
 * but without keys there is one group, which always gives a row.
 *
 * <p>State: per group the sum of weights and the accumulators. Cost per step: O(delta) times the
 * accumulators' costs; a touched group gives its old row with weight −1 and its new one with +1,
 * nothing when they are equal.
 */
public final class Aggregate implements NonLinearOperator {
  /** One aggregate call: its function and, for FILTER, the BOOL column that must be TRUE. */
  public record Call(Accumulator function, @Nullable FieldSlot filter) {}

  private final RowLayout output;
  private final Call[] calls;
  private final int[] stateOffsets;
  private final boolean global;
  private final GroupTable groups;
  private final RowProjection keyToOutput;
  private final IntArrayList touched = new IntArrayList();
  private final Delta oldRows;
  private final Delta newRow;
  private final IntArrayList oldRowOf = new IntArrayList();
  private int position;

  /**
   * Groups rows by {@code key}.
   *
   * @param output layout of the key's fields followed by the calls' results
   */
  public Aggregate(Storage storage, RowKey key, List<Call> calls, RowLayout output) {
    this.output = output;
    this.calls = calls.toArray(new Call[0]);
    this.stateOffsets = new int[this.calls.length];
    int state = 8;
    for (int i = 0; i < this.calls.length; i++) {
      stateOffsets[i] = state;
      state += this.calls[i].function().stateBytes();
    }
    this.global = key.size() == 0;
    this.groups = new GroupTable(storage, key, state, this::probe);
    int[] all = groups.storedKey().columns();
    this.keyToOutput = new RowProjection(key.keyLayout(), all, output, 0);
    this.oldRows = new Delta(output);
    this.newRow = new Delta(output);
  }

  /** Says where the aggregate stands in the SQL text, for its errors. */
  public Aggregate at(int line, int column) {
    position = line << 12 | Math.min(column, 4095);
    return this;
  }

  @Override
  public RowLayout output() {
    return output;
  }

  @Override
  public void initial(Delta out, Errors errors) {
    if (global) {
      int group = groups.findOrCreate(new byte[0], 0);
      writeRow(group, out, 1, errors);
    }
  }

  @Override
  public void step(Delta delta, Delta out, Errors errors) {
    try {
      for (int from = 0; from < delta.count(); from += Probes.MOST) {
        Probes probes = groups.probe(delta, from);
        for (int i = from; i < from + probes.count(); i++) {
          int group = groups.findOrCreate(probes.hash(i - from), delta.bytes(), delta.offset(i));
          add(group, delta.bytes(), delta.offset(i), delta.weight(i), errors);
        }
      }
      for (int i = 0; i < touched.size(); i++) {
        emit(touched.get(i), oldRowOf.get(i), out, errors);
      }
    } finally {
      touched.clear();
      oldRowOf.clear();
      oldRows.clear();
    }
  }

  private void probe(Probes probes, byte[] state, int at) {
    for (int i = 0; i < calls.length; i++) {
      calls[i].function().probe(probes, state, at + stateOffsets[i]);
    }
  }

  private void add(int group, byte[] bytes, int row, long weight, Errors errors) {
    if (groups.touch(group)) {
      touched.add(group);
      oldRowOf.add(
          exists(group) && writeRow(group, oldRows, -1, errors) ? oldRows.count() - 1 : -1);
    }
    byte[] page = groups.writable(group);
    int state = groups.state(group);
    Bytes.putLong(page, state, Math.addExact(Bytes.getLong(page, state), weight));
    for (int i = 0; i < calls.length; i++) {
      FieldSlot filter = calls[i].filter();
      if (filter == null || (!filter.isNull(bytes, row) && filter.getBool(bytes, row))) {
        calls[i].function().add(page, state + stateOffsets[i], bytes, row, weight);
      }
    }
  }

  private boolean exists(int group) {
    return global || Bytes.getLong(groups.page(group), groups.state(group)) != 0;
  }

  private void emit(int group, int oldRow, Delta out, Errors errors) {
    boolean exists = exists(group);
    newRow.clear();
    boolean hasNew = exists && writeRow(group, newRow, 1, errors);
    if (hasNew && oldRow >= 0 && sameAsNew(oldRow)) {
      return;
    }
    if (oldRow >= 0) {
      out.addFrom(oldRows, oldRow, -1);
    }
    if (hasNew) {
      out.addFrom(newRow, 0, 1);
    }
    if (!exists && isEmpty(group)) {
      for (int i = 0; i < calls.length; i++) {
        calls[i].function().release(groups.page(group), groups.state(group) + stateOffsets[i]);
      }
      groups.remove(group);
    }
  }

  private boolean isEmpty(int group) {
    for (int i = 0; i < calls.length; i++) {
      int at = groups.state(group) + stateOffsets[i];
      if (!calls[i].function().isEmpty(groups.page(group), at)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameAsNew(int oldRow) {
    int length = newRow.length(0);
    return oldRows.length(oldRow) == length
        && Bytes.equalLongs(
            oldRows.bytes(), oldRows.offset(oldRow), newRow.bytes(), newRow.offset(0), length);
  }

  /** Adds a group's row; a failing one becomes an error row of the given weight: false. */
  private boolean writeRow(int group, Delta to, long errorWeight, Errors errors) {
    int begun = to.begin();
    byte[] page = groups.page(group);
    keyToOutput.copy(page, groups.keyRow(group), to, begun);
    int first = output.size() - calls.length;
    for (int i = 0; i < calls.length; i++) {
      FieldSlot slot = output.slot(first + i);
      int at = groups.state(group) + stateOffsets[i];
      Errors.Kind failure = calls[i].function().write(page, at, to, begun, slot);
      if (failure != null) {
        int length = groups.storedKey().layout().rowLength(page, groups.keyRow(group));
        errors.add(
            failure,
            position >>> 12,
            position & 4095,
            "result of aggregate function is out of range",
            page,
            groups.keyRow(group),
            length,
            errorWeight);
        return false;
      }
    }
    to.end(1);
    return true;
  }

  @Override
  public boolean snapshot(Delta out) {
    Errors ignored = new Errors();
    groups.forEach(
        group -> {
          if (exists(group)) {
            writeRow(group, out, 1, ignored);
          }
        });
    return true;
  }

  @Override
  public long heapBytes() {
    long bytes = groups.heapBytes();
    for (Call call : calls) {
      bytes += call.function().heapBytes();
    }
    return bytes;
  }
}
