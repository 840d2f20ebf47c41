// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowProjection;
import org.jspecify.annotations.Nullable;

/**
 * LAG and LEAD: a column of the row so many positions away, or with IGNORE NULLS of that many rows
 * in which it is not NULL. A change moves just the rows so far away.
 */
public final class Neighbour implements WindowFunction {
  private final FieldSlot column;
  private final long distance;
  private final boolean back;
  private final @Nullable FieldSlot otherwise;
  private final boolean ignoreNulls;
  private final NonNulls nonNulls;
  private long searched;
  private long found;

  /**
   * The column of another row.
   *
   * @param offset how many rows behind the current one; negative for before
   * @param otherwise the column of the current row to take where there is no such row; null: NULL
   */
  public Neighbour(
      FieldSlot column, long offset, @Nullable FieldSlot otherwise, boolean ignoreNulls) {
    this.column = column;
    this.distance = Math.abs(offset);
    this.back = offset < 0;
    this.otherwise = otherwise;
    this.ignoreNulls = ignoreNulls && offset != 0;
    this.nonNulls = new NonNulls(column);
  }

  @Override
  public void begin(Partition partition) {
    searched = -1;
  }

  @Override
  public void reach(Changes changes, Ranges moved) {
    Partition partition = changes.partition();
    long size = changes.size();
    for (int i = 0; i < changes.count(); i++) {
      long start = changes.start(i);
      long end = changes.end(i);
      if (ignoreNulls) {
        if (column.isNull(changes.bytes(), changes.row(i))) {
          continue;
        }
        if (back) {
          long last = nonNulls.after(partition, end, size, distance);
          moved.add(end, last < 0 ? size : last + 1);
        } else {
          long first = nonNulls.before(partition, 0, start, distance);
          moved.add(Math.max(0, first), start);
        }
      } else if (back) {
        moved.add(end, distance > size - end ? size : end + distance);
      } else {
        moved.add(Math.max(0, start - distance), start);
      }
    }
  }

  @Override
  public Errors.@Nullable Kind write(Partition partition, Delta out, int begun, FieldSlot result) {
    long at = ignoreNulls ? nonNull(partition) : position(partition);
    if (at >= 0) {
      partition.fetch(at);
      RowProjection.copy(column, partition.otherBytes, partition.otherRow, result, out, begun);
    } else if (otherwise != null) {
      RowProjection.copy(otherwise, partition.bytes, partition.row, result, out, begun);
    } else {
      out.bytes()[begun + result.nullOffset()] |= (byte) result.nullMask();
    }
    return null;
  }

  private long position(Partition partition) {
    long here = partition.position;
    if (back) {
      return distance > here ? -1 : here - distance;
    }
    return distance >= partition.size() - here ? -1 : here + distance;
  }

  /** Of a run of rows, only the rows that come new into reach are looked at for distance 1. */
  private long nonNull(Partition partition) {
    long here = partition.position;
    boolean known = distance == 1 && searched >= 0 && searched <= here;
    if (!back) {
      if (!known || (found >= 0 && found <= here)) {
        found = nonNulls.after(partition, here + 1, partition.size(), distance);
      }
    } else if (known) {
      long newer = nonNulls.before(partition, searched, here, 1);
      found = newer >= 0 ? newer : found;
    } else {
      found = nonNulls.before(partition, 0, here, distance);
    }
    searched = here;
    return found;
  }
}
