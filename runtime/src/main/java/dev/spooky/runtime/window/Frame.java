// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.zset.RowOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of its partition a row sees: from one bound to another, in rows or in values of the
 * order's column, less some around the row itself. Both bounds move on with the row.
 */
public final class Frame {
  /** What a bound is. */
  public enum Edge {
    /** The partition's first row below, its last above. */
    UNBOUNDED,
    /** The row, or with RANGE its peers. */
    CURRENT,
    /** So many rows before or after the row. */
    ROWS,
    /** Where the order's column has the value of another column of the row. */
    VALUE
  }

  /** Which rows around the current one are left out. */
  public enum Exclusion {
    /** None. */
    NO_OTHERS,
    /** The row itself. */
    CURRENT_ROW,
    /** The row and its peers. */
    GROUP,
    /** The row's peers but not the row. */
    TIES
  }

  /**
   * One bound.
   *
   * @param rows for ROWS, how many rows after the current one; negative for before
   * @param column for VALUE, the column with the bound's value, NULL where the order's column is
   */
  public record Bound(Edge edge, long rows, int column) {
    /** Without an end. */
    public static final Bound UNBOUNDED = new Bound(Edge.UNBOUNDED, 0, -1);

    /** At the current row. */
    public static final Bound CURRENT = new Bound(Edge.CURRENT, 0, -1);

    /** So many rows after the current one. */
    public static Bound rows(long rows) {
      return new Bound(Edge.ROWS, rows, -1);
    }

    /** At the value of a column. */
    public static Bound value(int column) {
      return new Bound(Edge.VALUE, 0, column);
    }
  }

  private final boolean byRows;
  private final Bound lower;
  private final Bound upper;
  private final Exclusion exclusion;
  private final @Nullable FieldSlot key;
  private final boolean descending;
  private final boolean nullsFirst;
  private final @Nullable FieldSlot lowest;
  private final @Nullable FieldSlot highest;
  private final Keys keys = new Keys();
  private final Seers seers = new Seers();
  private long from;
  private long to;

  /**
   * A frame of rows in an order.
   *
   * @param byRows whether CURRENT is the row and not its peers
   */
  public Frame(RowOrder order, boolean byRows, Bound lower, Bound upper, Exclusion exclusion) {
    this.byRows = byRows;
    this.lower = lower;
    this.upper = upper;
    this.exclusion = exclusion;
    boolean ordered = !order.terms().isEmpty();
    this.key = ordered ? order.layout().slot(order.terms().get(0).column()) : null;
    this.descending = ordered && order.terms().get(0).descending();
    this.nullsFirst = ordered && order.terms().get(0).nullsFirst();
    this.lowest = lower.edge() == Edge.VALUE ? order.layout().slot(lower.column()) : null;
    this.highest = upper.edge() == Edge.VALUE ? order.layout().slot(upper.column()) : null;
  }

  Exclusion exclusion() {
    return exclusion;
  }

  /** Whether the frame starts with the partition. */
  boolean isOpenBelow() {
    return lower.edge() == Edge.UNBOUNDED;
  }

  /** Whether the frame ends with the partition. */
  boolean isOpenAbove() {
    return upper.edge() == Edge.UNBOUNDED;
  }

  /** Whether the frame ends with the row or its peers. */
  boolean endsWithCurrent() {
    return upper.edge() == Edge.CURRENT;
  }

  /** Whether the frame never begins after the current row. */
  boolean beginsByCurrent() {
    return switch (lower.edge()) {
      case UNBOUNDED, CURRENT -> true;
      case ROWS -> lower.rows() <= 0;
      case VALUE -> false;
    };
  }

  /** Whether the frame never ends before the current row. */
  boolean endsByCurrent() {
    return switch (upper.edge()) {
      case UNBOUNDED, CURRENT -> true;
      case ROWS -> upper.rows() >= 0;
      case VALUE -> false;
    };
  }

  /** Finds the frame of the current row, nothing left out: {@link #from} and {@link #to}. */
  void locate(Partition partition) {
    from = Math.min(lowerEnd(partition), partition.size());
    to = Math.max(from, Math.min(upperEnd(partition), partition.size()));
  }

  /** First position of the frame. */
  long from() {
    return from;
  }

  /** Position behind the frame. */
  long to() {
    return to;
  }

  private long lowerEnd(Partition partition) {
    return switch (lower.edge()) {
      case UNBOUNDED -> 0;
      case CURRENT -> byRows ? partition.position : partition.peersFrom();
      case ROWS -> Math.max(0, plus(partition.position, lower.rows()));
      case VALUE -> valueEnd(partition, Objects.requireNonNull(lowest), false);
    };
  }

  private long upperEnd(Partition partition) {
    return switch (upper.edge()) {
      case UNBOUNDED -> partition.size();
      case CURRENT -> byRows ? partition.position + 1 : partition.peersTo();
      case ROWS -> Math.max(0, plus(plus(partition.position, upper.rows()), 1));
      case VALUE -> valueEnd(partition, Objects.requireNonNull(highest), true);
    };
  }

  private static long plus(long position, long rows) {
    long sum = position + rows;
    return position > 0 && rows > 0 && sum < 0 ? Long.MAX_VALUE : sum;
  }

  private long valueEnd(Partition partition, FieldSlot bound, boolean andEqual) {
    if (bound.isNull(partition.bytes, partition.row)) {
      return andEqual ? partition.peersTo() : partition.peersFrom();
    }
    return partition.count(keys.against(bound, partition.bytes, partition.row, andEqual));
  }

  /** Adds the unchanged rows whose frames the changes may touch. */
  void reach(Changes changes, Ranges moved) {
    for (int i = 0; i < changes.count(); i++) {
      moved.add(firstSeer(changes, i), endOfSeers(changes, i));
    }
  }

  /** First position whose frame reaches up to a change. */
  long firstSeer(Changes changes, int i) {
    return switch (upper.edge()) {
      case UNBOUNDED -> 0;
      case CURRENT -> byRows ? changes.start(i) : changes.peersFrom(i);
      case ROWS -> Math.max(0, changes.start(i) - Math.max(0, upper.rows()));
      case VALUE -> {
        boolean isNull = key != null && key.isNull(changes.bytes(), changes.row(i));
        yield isNull
            ? changes.peersFrom(i)
            : changes.partition().count(seers.of(changes, i, highest, false));
      }
    };
  }

  /** Position behind the last one whose frame reaches down to a change. */
  long endOfSeers(Changes changes, int i) {
    return switch (lower.edge()) {
      case UNBOUNDED -> changes.size();
      case CURRENT -> byRows ? changes.end(i) : changes.peersTo(i);
      case ROWS -> Math.min(changes.size(), plus(changes.end(i), Math.max(0, -lower.rows())));
      case VALUE -> {
        boolean isNull = key != null && key.isNull(changes.bytes(), changes.row(i));
        yield isNull
            ? changes.peersTo(i)
            : changes.partition().count(seers.of(changes, i, lowest, true));
      }
    };
  }

  /** First position of those whose frame can start at a change, if frames have their own row. */
  long firstOfStarts(Changes changes, int i) {
    boolean peers = !byRows && lower.edge() == Edge.CURRENT;
    return peers ? changes.peersFrom(i) : changes.start(i);
  }

  /** Position behind those whose frame can end at a change, if frames have their own row. */
  long endOfEnds(Changes changes, int i) {
    boolean peers = !byRows && upper.edge() == Edge.CURRENT;
    return peers ? changes.peersTo(i) : changes.end(i);
  }

  private int compare(FieldSlot slot, byte[] a, int aRow, FieldSlot other, byte[] b, int bRow) {
    int order = RowOrder.compareValues(slot, a, aRow, other, b, bRow);
    return descending ? -order : order;
  }

  /** Rows whose key is before a bound of the current row. */
  private final class Keys implements OrderedTrace.Test {
    private @Nullable FieldSlot bound;
    private byte[] current = new byte[0];
    private int currentRow;
    private boolean andEqual;

    Keys against(FieldSlot slot, byte[] bytes, int row, boolean equal) {
      bound = slot;
      current = bytes;
      currentRow = row;
      andEqual = equal;
      return this;
    }

    @Override
    public boolean holds(byte[] bytes, int row) {
      FieldSlot slot = Objects.requireNonNull(key);
      if (slot.isNull(bytes, row)) {
        return nullsFirst;
      }
      FieldSlot to = Objects.requireNonNull(bound);
      int order = compare(slot, bytes, row, to, current, currentRow);
      return order < 0 || (andEqual && order == 0);
    }
  }

  /** Rows of which a bound is before the key of a changed row. */
  private final class Seers implements OrderedTrace.Test {
    private @Nullable FieldSlot bound;
    private byte[] changed = new byte[0];
    private int changedRow;
    private boolean andEqual;

    Seers of(Changes changes, int i, @Nullable FieldSlot slot, boolean equal) {
      bound = slot;
      changed = changes.bytes();
      changedRow = changes.row(i);
      andEqual = equal;
      return this;
    }

    @Override
    public boolean holds(byte[] bytes, int row) {
      FieldSlot slot = Objects.requireNonNull(bound);
      if (slot.isNull(bytes, row)) {
        return nullsFirst;
      }
      FieldSlot of = Objects.requireNonNull(key);
      int order = compare(slot, bytes, row, of, changed, changedRow);
      return order < 0 || (andEqual && order == 0);
    }
  }
}
