// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.window.Frame;
import dev.spooky.runtime.window.Frame.Bound;
import dev.spooky.runtime.window.Frame.Edge;
import dev.spooky.runtime.window.FrameAggregate;
import dev.spooky.runtime.window.FrameValue;
import dev.spooky.runtime.window.Neighbour;
import dev.spooky.runtime.window.Ranking;
import dev.spooky.runtime.window.Tiles;
import dev.spooky.runtime.window.WindowFunction;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A window function and its plain meaning: for each row of a sorted list, over the rows of the
 * list.
 *
 * @param number distance, number of tiles, which row
 * @param byRows whether CURRENT bounds are the row and not its peers
 */
record PlainWindow(
    Function function,
    int column,
    long number,
    boolean ignoreNulls,
    @Nullable PlainAggregate aggregate,
    boolean byRows,
    Bound lower,
    Bound upper,
    Frame.Exclusion exclusion) {
  /** Which function. */
  enum Function {
    ROW_NUMBER,
    RANK,
    DENSE_RANK,
    PERCENT_RANK,
    CUME_DIST,
    NTILE,
    NEIGHBOUR,
    NEIGHBOUR_OR_COLUMN,
    FIRST,
    LAST,
    AGGREGATE
  }

  RowLayout.Field result(RowLayout input) {
    return switch (function) {
      case ROW_NUMBER, RANK, DENSE_RANK, NTILE -> new RowLayout.Field(FieldKind.I64, false);
      case PERCENT_RANK, CUME_DIST -> new RowLayout.Field(FieldKind.F64, false);
      case NEIGHBOUR, NEIGHBOUR_OR_COLUMN, FIRST, LAST ->
          new RowLayout.Field(input.fields().get(column).kind(), true);
      case AGGREGATE -> {
        RowLayout.Field field = aggregate.result(input);
        yield field;
      }
    };
  }

  WindowFunction function(RowOrder order, Storage storage) {
    RowLayout layout = order.layout();
    FieldSlot slot = layout.slot(column);
    return switch (function) {
      case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST ->
          new Ranking(Ranking.Kind.valueOf(function.name()));
      case NTILE -> new Tiles(Math.abs(number) + 1);
      case NEIGHBOUR -> new Neighbour(slot, number, null, ignoreNulls);
      case NEIGHBOUR_OR_COLUMN -> new Neighbour(slot, number, slot, ignoreNulls);
      case FIRST -> new FrameValue(slot, frame(order), Math.abs(number) + 1, false, ignoreNulls);
      case LAST -> new FrameValue(slot, frame(order), Math.abs(number) + 1, true, ignoreNulls);
      case AGGREGATE ->
          new FrameAggregate(aggregate.call(storage, layout).function(), frame(order));
    };
  }

  private Frame frame(RowOrder order) {
    return new Frame(order, byRows, lower, upper, exclusion);
  }

  /** Compares rows by the terms of the order alone. */
  interface Terms {
    int compare(List<Object> a, List<Object> b);
  }

  /** The value for row {@code at} of the partition. */
  Object value(
      List<List<Object>> rows, int at, Terms terms, List<RowOrder.Term> order, RowLayout input) {
    List<Object> row = rows.get(at);
    int size = rows.size();
    int peersFrom = first(size, i -> terms.compare(rows.get(i), row) >= 0);
    int peersTo = first(size, i -> terms.compare(rows.get(i), row) > 0);
    return switch (function) {
      case ROW_NUMBER -> at + 1L;
      case RANK -> peersFrom + 1L;
      case DENSE_RANK -> {
        long keys = 1;
        for (int i = 1; i <= at; i++) {
          keys += terms.compare(rows.get(i - 1), rows.get(i)) != 0 ? 1 : 0;
        }
        yield keys;
      }
      case PERCENT_RANK -> size == 1 ? 0.0 : (double) peersFrom / (size - 1);
      case CUME_DIST -> (double) peersTo / size;
      case NTILE -> tile(at, size);
      case NEIGHBOUR -> neighbour(rows, at, null);
      case NEIGHBOUR_OR_COLUMN -> neighbour(rows, at, row.get(column));
      case FIRST, LAST, AGGREGATE -> framed(rows, at, peersFrom, peersTo, order, input);
    };
  }

  private static int first(int size, IntPredicate test) {
    int at = 0;
    while (at < size && !test.test(at)) {
      at++;
    }
    return at;
  }

  private Object tile(int at, int size) {
    long tiles = Math.abs(number) + 1;
    long begin = 0;
    for (long tile = 0; tile < tiles; tile++) {
      begin += size / tiles + (tile < size % tiles ? 1 : 0);
      if (at < begin) {
        return tile + 1;
      }
    }
    throw new IllegalStateException();
  }

  private Object neighbour(List<List<Object>> rows, int at, Object otherwise) {
    int step = number < 0 ? -1 : 1;
    long left = Math.abs(number);
    int i = at;
    while (left > 0) {
      i += step;
      if (i < 0 || i >= rows.size()) {
        return otherwise;
      }
      left -= ignoreNulls && rows.get(i).get(column) == null ? 0 : 1;
    }
    return rows.get(i).get(column);
  }

  private Object framed(
      List<List<Object>> rows,
      int at,
      int peersFrom,
      int peersTo,
      List<RowOrder.Term> order,
      RowLayout input) {
    int from =
        switch (lower.edge()) {
          case UNBOUNDED -> 0;
          case CURRENT -> byRows ? at : peersFrom;
          case ROWS -> (int) Math.max(0, at + lower.rows());
          case VALUE -> edge(rows, rows.get(at).get(lower.column()), false, peersFrom, order);
        };
    int to =
        switch (upper.edge()) {
          case UNBOUNDED -> rows.size();
          case CURRENT -> byRows ? at + 1 : peersTo;
          case ROWS -> (int) Math.min(rows.size(), at + upper.rows() + 1);
          case VALUE -> edge(rows, rows.get(at).get(upper.column()), true, peersTo, order);
        };
    PlainZSet seen = new PlainZSet();
    List<Object> values = new ArrayList<>();
    for (int i = from; i < to; i++) {
      boolean isPeer = i >= peersFrom && i < peersTo;
      boolean excluded =
          switch (exclusion) {
            case NO_OTHERS -> false;
            case CURRENT_ROW -> i == at;
            case GROUP -> isPeer;
            case TIES -> isPeer && i != at;
          };
      if (!excluded) {
        seen.add(rows.get(i), 1);
        Object value = rows.get(i).get(column);
        if (value != null || !ignoreNulls) {
          values.add(value);
        }
      }
    }
    if (function == Function.AGGREGATE) {
      return aggregate.value(seen, input);
    }
    int nth = (int) Math.abs(number) + 1;
    if (values.size() < nth) {
      return null;
    }
    return values.get(function == Function.FIRST ? nth - 1 : values.size() - nth);
  }

  /** Position of the first row whose key is not before the bound, or is behind it. */
  private static int edge(
      List<List<Object>> rows,
      Object bound,
      boolean behind,
      int ofNull,
      List<RowOrder.Term> order) {
    if (bound == null) {
      return ofNull;
    }
    RowOrder.Term term = order.get(0);
    return first(
        rows.size(),
        i -> {
          Object key = rows.get(i).get(term.column());
          if (key == null) {
            return !term.nullsFirst();
          }
          int compared = Rows.compare(key, bound) * (term.descending() ? -1 : 1);
          return behind ? compared > 0 : compared >= 0;
        });
  }

  /** Whether the bounds need the columns of values. */
  boolean hasValues() {
    return lower.edge() == Edge.VALUE || upper.edge() == Edge.VALUE;
  }
}
