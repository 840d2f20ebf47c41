// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.aggregate.Accumulator;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over frames. A pass slides one accumulator along: rows are added where the frame
 * gains them and taken away where it loses them.
 *
 * <p>For frames without an end on some side the aggregate of the whole partition is kept, from
 * which the rows outside of the first frame are taken away if they are fewer than those inside: a
 * running total costs its changed rows and not those before them. Rows that are excluded are taken
 * away for one row and put back.
 */
public final class FrameAggregate implements WindowFunction, OrderedTrace.Visitor {
  private final Accumulator function;
  private final Frame frame;
  private final boolean keepsTotal;
  private final byte[] scratch;
  private final Segments segments = new Segments();
  private int place;
  private byte[] state;
  private int at;
  private boolean open;
  private boolean ofTotal;
  private long from;
  private long to;
  private long sign;

  /** The aggregate over each row's frame. */
  public FrameAggregate(Accumulator function, Frame frame) {
    this.function = function;
    this.frame = frame;
    this.keepsTotal = frame.isOpenBelow() || frame.isOpenAbove();
    this.scratch = new byte[function.stateBytes()];
    this.state = scratch;
  }

  @Override
  public int stateBytes() {
    return keepsTotal ? function.stateBytes() : 0;
  }

  @Override
  public void placeState(int offset) {
    place = offset;
  }

  @Override
  public void add(Partition partition, byte[] bytes, int row, long weight) {
    function.add(partition.state(), partition.stateAt() + place, bytes, row, weight);
  }

  @Override
  public void release(Partition partition) {
    if (keepsTotal) {
      function.release(partition.state(), partition.stateAt() + place);
    }
  }

  @Override
  public void reach(Changes changes, Ranges moved) {
    frame.reach(changes, moved);
  }

  @Override
  public void begin(Partition partition) {
    open = false;
    Arrays.fill(scratch, (byte) 0);
  }

  @Override
  public void end(Partition partition) {
    if (open && ofTotal) {
      slide(partition, 0, partition.size());
    } else if (open) {
      function.release(scratch, 0);
    }
    open = false;
  }

  @Override
  public Errors.@Nullable Kind write(Partition partition, Delta out, int begun, FieldSlot result) {
    frame.locate(partition);
    if (!open) {
      begin(partition, frame.from(), frame.to());
    } else if (!ofTotal && isFar(frame.from(), frame.to())) {
      function.release(scratch, 0);
      begin(partition);
      begin(partition, frame.from(), frame.to());
    }
    slide(partition, frame.from(), frame.to());
    if (frame.exclusion() == Frame.Exclusion.NO_OTHERS) {
      return function.write(state, at, out, begun, result);
    }
    segments.split(partition, frame);
    exclude(partition, -1);
    Errors.Kind failure = function.write(state, at, out, begun, result);
    exclude(partition, 1);
    return failure;
  }

  private void begin(Partition partition, long first, long end) {
    long inside = end - first;
    open = true;
    ofTotal = keepsTotal && partition.isWritable() && partition.size() - inside < inside;
    state = ofTotal ? partition.state() : scratch;
    at = ofTotal ? partition.stateAt() + place : 0;
    from = ofTotal ? 0 : first;
    to = ofTotal ? partition.size() : first;
  }

  private boolean isFar(long first, long end) {
    long steps = Math.abs(first - from) + Math.abs(end - to);
    return steps > to - from + (end - first);
  }

  private void slide(Partition partition, long first, long end) {
    add(partition, to, end, 1);
    add(partition, first, from, 1);
    add(partition, end, to, -1);
    add(partition, from, first, -1);
    from = first;
    to = end;
  }

  /** Adds or takes away what lies in the frame between its parts. */
  private void exclude(Partition partition, long withSign) {
    long begin = from;
    for (int i = 0; i < segments.count(); i++) {
      add(partition, begin, segments.from(i), withSign);
      begin = segments.to(i);
    }
    add(partition, begin, to, withSign);
  }

  private void add(Partition partition, long first, long end, long withSign) {
    if (first < end) {
      sign = withSign;
      partition.visit(first, end, this);
    }
  }

  @Override
  public void row(byte[] bytes, int row, int length, long weight) {
    function.add(state, at, bytes, row, sign * weight);
  }

  @Override
  public long heapBytes() {
    return function.heapBytes();
  }
}
