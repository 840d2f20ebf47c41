// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowProjection;
import org.jspecify.annotations.Nullable;

/**
 * FIRST_VALUE, LAST_VALUE and NTH_VALUE: a column of a row of the frame, counted from its start or
 * its end, with IGNORE NULLS among the rows in which the column is not NULL.
 */
public final class FrameValue implements WindowFunction {
  private final FieldSlot column;
  private final Frame frame;
  private final long nth;
  private final boolean fromLast;
  private final boolean ignoreNulls;
  private final NonNulls nonNulls;
  private final Segments segments = new Segments();
  private long searchedFrom;
  private long searchedTo;
  private long found;

  /**
   * The column of the {@code nth} row, from 1.
   *
   * @param fromLast whether it is counted from the frame's end
   */
  public FrameValue(
      FieldSlot column, Frame frame, long nth, boolean fromLast, boolean ignoreNulls) {
    this.column = column;
    this.frame = frame;
    this.nth = nth;
    this.fromLast = fromLast;
    this.ignoreNulls = ignoreNulls;
    this.nonNulls = new NonNulls(column);
  }

  @Override
  public void begin(Partition partition) {
    searchedTo = -1;
  }

  @Override
  public void reach(Changes changes, Ranges moved) {
    boolean whole = frame.exclusion() == Frame.Exclusion.NO_OTHERS;
    if (whole && ignoreNulls && isFill()) {
      reachOfFill(changes, moved);
    } else if (!whole || ignoreNulls) {
      frame.reach(changes, moved);
    } else if (!fromLast && frame.isOpenBelow() && frame.endsByCurrent()) {
      // the nth row of all stays where it is, or else all see another one
      if (changes.count() > 0 && changes.start(0) < nth) {
        moved.add(0, changes.size());
      }
    } else if (fromLast && frame.isOpenAbove() && frame.beginsByCurrent()) {
      int last = changes.count() - 1;
      if (last >= 0 && changes.size() - changes.end(last) < nth) {
        moved.add(0, changes.size());
      }
    } else if (nth == 1 && frame.beginsByCurrent() && frame.endsByCurrent()) {
      for (int i = 0; i < changes.count(); i++) {
        if (fromLast) {
          moved.add(frame.firstSeer(changes, i), frame.endOfEnds(changes, i));
        } else {
          moved.add(frame.firstOfStarts(changes, i), frame.endOfSeers(changes, i));
        }
      }
    } else {
      frame.reach(changes, moved);
    }
  }

  /** Whether the value is the last that is not NULL up to the row. */
  private boolean isFill() {
    return fromLast && nth == 1 && frame.isOpenBelow() && frame.endsWithCurrent();
  }

  private void reachOfFill(Changes changes, Ranges moved) {
    for (int i = 0; i < changes.count(); i++) {
      if (!column.isNull(changes.bytes(), changes.row(i))) {
        long next = nonNulls.after(changes.partition(), changes.end(i), changes.size(), 1);
        moved.add(frame.firstSeer(changes, i), next < 0 ? changes.size() : next);
      }
    }
  }

  @Override
  public Errors.@Nullable Kind write(Partition partition, Delta out, int begun, FieldSlot result) {
    frame.locate(partition);
    long at =
        frame.exclusion() == Frame.Exclusion.NO_OTHERS ? inWhole(partition) : inParts(partition);
    if (at >= 0) {
      partition.fetch(at);
      RowProjection.copy(column, partition.otherBytes, partition.otherRow, result, out, begun);
    } else {
      out.bytes()[begun + result.nullOffset()] |= (byte) result.nullMask();
    }
    return null;
  }

  private long inWhole(Partition partition) {
    long from = frame.from();
    long to = frame.to();
    if (!ignoreNulls) {
      return to - from < nth ? -1 : fromLast ? to - nth : from + nth - 1;
    }
    if (nth > 1) {
      return fromLast
          ? nonNulls.before(partition, from, to, nth)
          : nonNulls.after(partition, from, to, nth);
    }
    boolean known = searchedTo >= 0 && from >= searchedFrom && to >= searchedTo;
    if (fromLast) {
      long newer = nonNulls.before(partition, known ? Math.max(from, searchedTo) : from, to, 1);
      found = newer >= 0 || !known ? newer : found >= from ? found : -1;
    } else if (!known || found < from) {
      long begin = known && found < 0 ? Math.max(from, searchedTo) : from;
      found = nonNulls.after(partition, begin, to, 1);
    }
    searchedFrom = from;
    searchedTo = to;
    return found;
  }

  private long inParts(Partition partition) {
    segments.split(partition, frame);
    long left = nth;
    for (int i = 0; i < segments.count(); i++) {
      int segment = fromLast ? segments.count() - 1 - i : i;
      long from = segments.from(segment);
      long to = segments.to(segment);
      if (ignoreNulls) {
        // one after the other: a part may have fewer than are wanted
        long at = fromLast ? to : from - 1;
        while (left > 0) {
          at =
              fromLast
                  ? nonNulls.before(partition, from, at, 1)
                  : nonNulls.after(partition, at + 1, to, 1);
          if (at < 0) {
            break;
          }
          left--;
        }
        if (left == 0) {
          return at;
        }
      } else if (to - from >= left) {
        return fromLast ? to - left : from + left - 1;
      } else {
        left -= to - from;
      }
    }
    return -1;
  }
}
