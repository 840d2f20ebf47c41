// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.GroupTable;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.window.Changes;
import dev.spooky.runtime.window.Partition;
import dev.spooky.runtime.window.Pass;
import dev.spooky.runtime.window.WindowFunction;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowOrder;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import java.util.List;

/**
 * Window functions over one partitioning and order: every row with the functions' values behind its
 * fields. Ties follow the canonical row bytes.
 *
 * <p>State: every partition's rows in an {@link OrderedTrace}. A step finds the rows that the
 * changes of a partition move, gives their old values with weight −1, changes the partition, and
 * gives the new ones. Cost: O(log n) a changed row, and the functions' costs for each row moved.
 */
public final class WindowFunctions implements NonLinearOperator {
  private static final int KEYS = 4;
  private static final int KEEP_ROWS = 1 << 14;

  private final RowOrder order;
  private final WindowFunction[] functions;
  private final boolean withKeys;
  private final GroupTable partitions;
  private final Partition partition;
  private final Changes changes;
  private final Pass pass;
  private final Delta moved;
  private final Consolidator consolidator;
  private final IntComparator byPlace = this::compareRows;
  private int[] groups = new int[16];
  private long[] prefixes = new long[16];
  private int[] places = new int[16];
  private Delta input;

  /**
   * Functions over rows partitioned by {@code key} and ordered by {@code order}.
   *
   * @param output layout of the rows' fields followed by the functions' values
   */
  public WindowFunctions(
      Storage storage,
      RowKey key,
      RowOrder order,
      List<? extends WindowFunction> functions,
      RowLayout output) {
    this.order = order;
    this.functions = functions.toArray(new WindowFunction[0]);
    int state = Partition.HEADER;
    boolean keys = false;
    for (WindowFunction function : this.functions) {
      function.placeState(state);
      state += function.stateBytes();
      keys |= function.needsKeys();
    }
    this.withKeys = keys;
    this.partition = new Partition(storage, order, keys);
    this.partitions =
        new GroupTable(
            storage,
            key,
            state,
            (probes, bytes, at) -> partition.probe(probes, Bytes.getInt(bytes, at)));
    this.moved = new Delta(output);
    this.input = new Delta(order.layout());
    this.changes = new Changes(partition, input);
    this.pass = new Pass(partition, this.functions, changes, order.layout(), output);
    this.consolidator = new Consolidator(storage.hash());
  }

  /** Says where the functions stand in the SQL text, for their errors. */
  public WindowFunctions at(int line, int column) {
    pass.at(line, column);
    return this;
  }

  @Override
  public RowLayout output() {
    return moved.layout();
  }

  @Override
  public void step(Delta delta, Delta out, Errors errors) {
    input = delta;
    try {
      locate(delta);
      int count = delta.count();
      for (int from = 0; from < count; ) {
        int to = from + 1;
        while (to < count && groups[places[to]] == groups[places[from]]) {
          to++;
        }
        change(from, to, errors);
        from = to;
      }
      consolidator.consolidate(moved);
      out.addAll(moved);
    } finally {
      moved.clear();
      if (groups.length > KEEP_ROWS && delta.count() < KEEP_ROWS) {
        grow(KEEP_ROWS);
      }
    }
  }

  private void grow(int rows) {
    groups = new int[rows];
    prefixes = new long[rows];
    places = new int[rows];
  }

  /** Finds the partition of each row, and sorts the rows by partition and order. */
  private void locate(Delta delta) {
    int count = delta.count();
    if (count > groups.length) {
      grow(Math.max(count, 2 * groups.length));
    }
    for (int from = 0; from < count; from += Probes.MOST) {
      Probes probes = partitions.probe(delta, from);
      for (int i = from; i < from + probes.count(); i++) {
        int row = delta.offset(i);
        groups[i] = partitions.findOrCreate(probes.hash(i - from), delta.bytes(), row);
        prefixes[i] = order.prefix(delta.bytes(), row);
        places[i] = i;
      }
    }
    IntArrays.quickSort(places, 0, count, byPlace);
  }

  private int compareRows(int a, int b) {
    if (groups[a] != groups[b]) {
      return Integer.compare(groups[a], groups[b]);
    }
    int byPrefix = Long.compareUnsigned(prefixes[a], prefixes[b]);
    return byPrefix != 0
        ? byPrefix
        : order.compare(input.bytes(), input.offset(a), input.bytes(), input.offset(b));
  }

  /** Changes one partition by the rows at places {@code from} to {@code to − 1}. */
  private void change(int from, int to, Errors errors) {
    int group = groups[places[from]];
    partitions.touch(group);
    byte[] state = partitions.writable(group);
    int at = partitions.state(group);
    int root = Bytes.getInt(state, at);
    int keyRoot = Bytes.getInt(state, at + KEYS);
    partition.open(state, at, root, keyRoot, true);
    gather(from, to);
    pass.before(moved, errors);
    changes.apply(functions, withKeys);
    Bytes.putInt(state, at, partition.root());
    Bytes.putInt(state, at + KEYS, partition.keyRoot());
    partition.open(state, at, partition.root(), partition.keyRoot(), true);
    pass.after(moved, errors);
    if (partition.root() == 0) {
      for (WindowFunction function : functions) {
        function.release(partition);
      }
      partitions.remove(group);
    }
  }

  private void gather(int from, int to) {
    changes.begin(input);
    for (int i = from; i < to; ) {
      int first = places[i];
      long weight = 0;
      do {
        weight = Math.addExact(weight, input.weight(places[i]));
        i++;
      } while (i < to && compareRows(first, places[i]) == 0);
      changes.add(first, weight);
    }
  }

  @Override
  public boolean snapshot(Delta out) {
    Errors ignored = new Errors();
    partitions.forEach(
        group -> {
          byte[] state = partitions.page(group);
          int at = partitions.state(group);
          int root = Bytes.getInt(state, at);
          partition.open(state, at, root, Bytes.getInt(state, at + KEYS), false);
          pass.all(out, ignored);
        });
    return true;
  }

  @Override
  public long heapBytes() {
    long bytes = partitions.heapBytes() + partition.heapBytes();
    for (WindowFunction function : functions) {
      bytes += function.heapBytes();
    }
    return bytes;
  }
}
