// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowOrder;
import dev.spooky.runtime.zset.RowProjection;
import java.util.List;

/**
 * The live rows of each group in an order, cut to some columns. A group is an int root, 0 when it
 * is empty. Cost of a change: O(log group).
 */
final class SortedRows implements OrderedTrace.Visitor {
  private final RowLayout layout;
  private final OrderedTrace rows;
  private final RowProjection cut;
  private final Delta row;
  private byte[] bytes = new byte[0];
  private int at;

  /** Rows of {@code columns} of the input, by terms that count these columns from 0. */
  SortedRows(Storage storage, RowLayout input, int[] columns, List<RowOrder.Term> terms) {
    this.layout = input.project(columns);
    this.rows = new OrderedTrace(storage, new RowOrder(layout, terms), false);
    this.cut = new RowProjection(input, columns, layout, 0);
    this.row = new Delta(layout);
  }

  FieldSlot slot(int column) {
    return layout.slot(column);
  }

  /** Adds a row of the input; returns the group's new root. */
  int add(int root, byte[] input, int offset, long weight) {
    row.clear();
    cut.copy(input, offset, row, row.begin());
    row.end(1);
    return rows.add(root, row.bytes(), 0, row.sizeBytes(), weight);
  }

  /** Weight of a row of the input. */
  long weight(int root, byte[] input, int offset) {
    row.clear();
    cut.copy(input, offset, row, row.begin());
    row.end(1);
    return rows.weight(root, row.bytes(), 0);
  }

  long size(int root) {
    return rows.size(root);
  }

  /** Finds the row at a position: {@link #bytes} and {@link #at}. */
  void fetch(int root, long position) {
    rows.visit(root, position, 1, this);
  }

  void visit(int root, OrderedTrace.Visitor visitor) {
    rows.visit(root, 0, Long.MAX_VALUE, visitor);
  }

  @Override
  public void row(byte[] rowBytes, int rowAt, int length, long weight) {
    bytes = rowBytes;
    at = rowAt;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  void clear(int root) {
    rows.clear(root);
  }

  long heapBytes() {
    return rows.heapBytes();
  }
}
