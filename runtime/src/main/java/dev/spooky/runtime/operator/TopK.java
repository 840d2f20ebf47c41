// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.GroupTable;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowOrder;
import dev.spooky.runtime.zset.RowProjection;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The rows at positions {@code offset} to {@code offset + limit − 1} of each partition's order:
 * ORDER BY … LIMIT … OFFSET, WITH TIES, and ranks filtered to a range.
 *
 * <p>State: every partition's rows in an {@link OrderedTrace}. Ties follow the canonical row bytes,
 * or are all in the window. Cost per step: O(log n) a row, and O(rows of the window) a touched
 * partition, whose window before the step is compared with the one after it.
 */
public final class TopK implements NonLinearOperator {
  /** Which rows belong to the window's last one, and what number rows have. */
  public enum Ties {
    /** None; a row's number is its position, from 1. */
    NONE,
    /** All of its peers, as in WITH TIES; the number is RANK, if the window has no offset. */
    RANK,
    /** The limit counts peers as one; the number is DENSE_RANK. */
    DENSE_RANK
  }

  /** Which rows of a partition: {@code limit} rows after the first {@code offset}. */
  public record Window(long offset, long limit, Ties ties) {
    /** A window without ties. */
    public Window(long offset, long limit) {
      this(offset, limit, Ties.NONE);
    }
  }

  private final RowLayout output;
  private final Window window;
  private final GroupTable partitions;
  private final OrderedTrace rows;
  private final @Nullable RowProjection withNumber;
  private final Delta changes;
  private final Consolidator consolidator;
  private final IntArrayList touched = new IntArrayList();
  private final OrderedTrace.Visitor visitor = this::emitRow;
  private final OrderedTrace.Visitor finder = this::found;
  private final OrderedTrace.Test upToPeers = this::isUpToPeers;
  private final RowOrder order;
  private byte[] peer = new byte[0];
  private int peerRow;
  private boolean hasPeer;
  private long sign;
  private long position;
  private long number;

  /**
   * Windows of rows ordered by {@code order}.
   *
   * @param numbered whether the row number (I64, from 1) is added to the output rows as last field
   */
  public TopK(Storage storage, RowKey partition, RowOrder order, Window window, boolean numbered) {
    RowLayout input = order.layout();
    this.output = numbered ? withNumber(input) : input;
    this.window = window;
    this.order = order;
    this.rows = new OrderedTrace(storage, order, false);
    this.partitions =
        new GroupTable(
            storage,
            partition,
            8,
            (probes, state, at) -> rows.probe(probes, Bytes.getInt(state, at)));
    this.withNumber =
        numbered ? new RowProjection(input, RowKey.all(input).columns(), output, 0) : null;
    this.changes = new Delta(output);
    this.consolidator = new Consolidator(storage.hash());
  }

  private static RowLayout withNumber(RowLayout input) {
    java.util.ArrayList<RowLayout.Field> fields = new java.util.ArrayList<>(input.fields());
    fields.add(new RowLayout.Field(dev.spooky.records.row.FieldKind.I64, false));
    return RowLayout.of(fields);
  }

  @Override
  public RowLayout output() {
    return output;
  }

  @Override
  public void step(Delta delta, Delta out, Errors errors) {
    try {
      for (int from = 0; from < delta.count(); from += Probes.MOST) {
        Probes probes = partitions.probe(delta, from);
        for (int i = from; i < from + probes.count(); i++) {
          add(probes.hash(i - from), delta, i);
        }
      }
      for (int i = 0; i < touched.size(); i++) {
        int partition = touched.get(i);
        emit(partition, 1);
        if (root(partition) == 0) {
          partitions.remove(partition);
        }
      }
      consolidator.consolidate(changes);
      out.addAll(changes);
    } finally {
      touched.clear();
      changes.clear();
    }
  }

  private void add(long hash, Delta delta, int i) {
    byte[] bytes = delta.bytes();
    int row = delta.offset(i);
    int partition = partitions.findOrCreate(hash, bytes, row);
    if (partitions.touch(partition)) {
      touched.add(partition);
      emit(partition, -1);
    }
    int root = rows.add(root(partition), bytes, row, delta.length(i), delta.weight(i));
    Bytes.putInt(partitions.writable(partition), partitions.state(partition), root);
  }

  private int root(int partition) {
    return Bytes.getInt(partitions.page(partition), partitions.state(partition));
  }

  /** Adds a partition's window to {@link #changes}, with this sign. */
  private void emit(int partition, long withSign) {
    sign = withSign;
    position = window.offset();
    number = window.ties() == Ties.DENSE_RANK ? 0 : window.offset();
    hasPeer = false;
    int root = root(partition);
    rows.visit(root, window.offset(), take(root), visitor);
  }

  /** How many positions the window has. */
  private long take(int root) {
    long limit = window.limit();
    long size = window.ties() == Ties.NONE ? 0 : rows.size(root);
    if (window.ties() == Ties.DENSE_RANK) {
      long end = 0;
      for (long keys = 0; keys < limit && end < size; keys++) {
        end = endOfPeers(root, end);
      }
      return end;
    }
    boolean cut = window.ties() == Ties.RANK && limit > 0 && size - window.offset() > limit;
    return cut ? endOfPeers(root, window.offset() + limit - 1) - window.offset() : limit;
  }

  /** Position behind the peers of the row at a position. */
  private long endOfPeers(int root, long at) {
    rows.visit(root, at, 1, finder);
    return rows.count(root, upToPeers);
  }

  private void found(byte[] bytes, int row, int length, long weight) {
    peer = bytes;
    peerRow = row;
  }

  private boolean isUpToPeers(byte[] bytes, int row) {
    return order.compareTerms(bytes, row, peer, peerRow) <= 0;
  }

  private void emitRow(byte[] bytes, int row, int length, long weight) {
    if (withNumber == null) {
      changes.add(bytes, row, length, weight * sign);
      return;
    }
    boolean isPeer = hasPeer && order.compareTerms(bytes, row, peer, peerRow) == 0;
    for (long copy = 0; copy < weight; copy++) {
      if (window.ties() == Ties.NONE || !isPeer) {
        number = window.ties() == Ties.DENSE_RANK ? number + 1 : position + 1;
        isPeer = true;
      }
      position++;
      int begun = changes.begin();
      withNumber.copy(bytes, row, changes, begun);
      int at = begun + output.slot(output.size() - 1).offset();
      Bytes.putLong(changes.bytes(), at, number);
      changes.end(sign);
    }
    hasPeer = true;
    found(bytes, row, length, weight);
  }

  @Override
  public boolean snapshot(Delta out) {
    try {
      partitions.forEach(partition -> emit(partition, 1));
      out.addAll(changes);
    } finally {
      changes.clear();
    }
    return true;
  }

  @Override
  public long heapBytes() {
    return partitions.heapBytes() + rows.heapBytes();
  }
}
