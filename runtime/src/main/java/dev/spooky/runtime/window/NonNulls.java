// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.trace.OrderedTrace;

/** Finds rows of a partition in which a column is not NULL. Cost: the rows passed. */
final class NonNulls implements OrderedTrace.Visitor {
  private static final long FIRST_STEP = 8;
  private static final long MOST_STEP = 1024;

  private final FieldSlot column;
  private long wanted;
  private long seen;
  private long at;
  private long found;

  NonNulls(FieldSlot column) {
    this.column = column;
  }

  /** Position of the {@code nth} such row, from 1, among {@code from} to {@code to − 1}; or −1. */
  long after(Partition partition, long from, long to, long nth) {
    long step = FIRST_STEP;
    wanted = nth;
    for (long begin = from; begin < to; begin += step, step = Math.min(MOST_STEP, 2 * step)) {
      pass(partition, begin, Math.min(to, begin + step));
      if (found >= 0) {
        return found;
      }
      wanted -= seen;
    }
    return -1;
  }

  /** As above, counted backwards from the last one. */
  long before(Partition partition, long from, long to, long nth) {
    long step = FIRST_STEP;
    long left = nth;
    for (long end = to; end > from; end -= step, step = Math.min(MOST_STEP, 2 * step)) {
      long begin = Math.max(from, end - step);
      wanted = Long.MAX_VALUE;
      pass(partition, begin, end);
      if (seen >= left) {
        wanted = seen - left + 1;
        pass(partition, begin, end);
        return found;
      }
      left -= seen;
    }
    return -1;
  }

  private void pass(Partition partition, long from, long to) {
    seen = 0;
    at = from;
    found = -1;
    partition.visit(from, to, this);
  }

  @Override
  public void row(byte[] bytes, int row, int length, long weight) {
    if (!column.isNull(bytes, row)) {
      if (found < 0 && seen < wanted && wanted <= seen + weight) {
        found = at + (wanted - seen - 1);
      }
      seen += weight;
    }
    at += weight;
  }
}
