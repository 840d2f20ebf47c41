// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowProjection;

/**
 * Goes over the rows of a partition that changes move, once before the partition changes and once
 * after, and gives them with their values.
 */
public final class Pass implements OrderedTrace.Visitor {
  private final Partition partition;
  private final WindowFunction[] functions;
  private final Changes changes;
  private final RowLayout input;
  private final RowLayout output;
  private final RowProjection toOutput;
  private final Ranges moved = new Ranges();
  private long sizeBefore;
  private Delta out;
  private Errors errors = new Errors();
  private int line;
  private int column;
  private long sign;
  private long position;
  private long runFrom;
  private long runTo;

  /** Passes of functions over a partition. */
  public Pass(
      Partition partition,
      WindowFunction[] functions,
      Changes changes,
      RowLayout input,
      RowLayout output) {
    this.partition = partition;
    this.functions = functions;
    this.changes = changes;
    this.input = input;
    this.output = output;
    this.toOutput = new RowProjection(input, RowKey.all(input).columns(), output, 0);
    this.out = new Delta(output);
  }

  /** Says where the functions stand in the SQL text. */
  public void at(int textLine, int textColumn) {
    line = textLine;
    column = textColumn;
  }

  /** Takes the rows that the changes move away from the output. */
  public void before(Delta to, Errors failed) {
    moved.clear();
    for (WindowFunction function : functions) {
      function.reach(changes, moved);
    }
    moved.merge();
    sizeBefore = partition.size();
    begin(to, failed, -1);
    passMoved(false);
    end();
  }

  /** Gives the same rows as they are after the changes. */
  public void after(Delta to, Errors failed) {
    begin(to, failed, 1);
    passMoved(true);
    end();
  }

  /** Gives all rows of the partition. */
  public void all(Delta to, Errors failed) {
    begin(to, failed, 1);
    add(0, partition.size());
    end();
  }

  private void begin(Delta to, Errors failed, long withSign) {
    out = to;
    errors = failed;
    sign = withSign;
    runFrom = 0;
    runTo = 0;
    for (WindowFunction function : functions) {
      function.begin(partition);
    }
  }

  private void end() {
    flush();
    for (WindowFunction function : functions) {
      function.end(partition);
    }
  }

  private void passMoved(boolean after) {
    long gapFrom = 0;
    long shift = 0;
    int range = 0;
    for (int i = 0; i <= changes.count(); i++) {
      long gapTo = i < changes.count() ? changes.start(i) : sizeBefore;
      while (range < moved.count() && moved.from(range) < gapTo) {
        add(Math.max(moved.from(range), gapFrom) + shift, Math.min(moved.to(range), gapTo) + shift);
        if (moved.to(range) > gapTo) {
          break;
        }
        range++;
      }
      if (i < changes.count()) {
        long start = changes.start(i) + shift;
        add(start, start + (after ? changes.after(i) : changes.before(i)));
        shift += after ? changes.shift(i) : 0;
        gapFrom = changes.end(i);
      }
    }
  }

  /** Adds positions to the run that is passed next. */
  private void add(long from, long to) {
    if (from >= to) {
      return;
    }
    if (from != runTo) {
      flush();
      runFrom = from;
    }
    runTo = to;
  }

  private void flush() {
    if (runFrom < runTo) {
      position = runFrom;
      partition.visit(runFrom, runTo, this);
    }
    runFrom = runTo;
  }

  @Override
  public void row(byte[] bytes, int row, int length, long weight) {
    for (long copy = 0; copy < weight; copy++) {
      partition.moveTo(bytes, row, position++);
      write(bytes, row, length);
    }
  }

  private void write(byte[] bytes, int row, int length) {
    int begun = out.begin();
    toOutput.copy(bytes, row, out, begun);
    int first = input.size();
    for (int i = 0; i < functions.length; i++) {
      Errors.Kind failure = functions[i].write(partition, out, begun, output.slot(first + i));
      if (failure != null) {
        String message = "result of window function is out of range";
        errors.add(failure, line, column, message, bytes, row, length, sign);
        return;
      }
    }
    out.end(sign);
  }
}
