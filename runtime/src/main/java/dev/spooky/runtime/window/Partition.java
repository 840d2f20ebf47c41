// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.OrderedTrace;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowOrder;
import dev.spooky.runtime.zset.RowProjection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The partition that is worked on, and its current row. Positions count rows from 0 in the order; a
 * row of weight w stands at w positions.
 *
 * <pre>
 *   partition's state: root of its rows (int) | root of its keys (int) | states of the functions
 * </pre>
 *
 * <p>Rows, and where it is needed the distinct values of the order's columns (keys), lie in an
 * {@link OrderedTrace} each.
 */
public final class Partition {
  /** Bytes of the two roots. */
  public static final int HEADER = 8;

  private static final byte[] NO_BYTES = new byte[0];

  final RowOrder order;
  final OrderedTrace rows;
  private final @Nullable OrderedTrace keys;
  private final @Nullable RowProjection toKey;
  private final RowOrder keyOrder;
  private final Delta key;
  private final Probe probe = new Probe();
  private final OrderedTrace.Visitor fetcher = this::fetched;
  private byte[] state = NO_BYTES;
  private int stateAt;
  private int root;
  private int keyRoot;
  private long size;
  private boolean writable;
  byte[] bytes = NO_BYTES;
  int row;
  long position;
  private long peersFrom;
  private long peersTo;
  byte[] otherBytes = NO_BYTES;
  int otherRow;

  /**
   * No partition yet.
   *
   * @param withKeys whether distinct keys are kept
   */
  public Partition(Storage storage, RowOrder order, boolean withKeys) {
    this.order = order;
    this.rows = new OrderedTrace(storage, order, false);
    List<RowOrder.Term> terms = order.terms();
    int[] columns = new int[terms.size()];
    List<RowOrder.Term> keyTerms = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      RowOrder.Term term = terms.get(i);
      columns[i] = term.column();
      keyTerms.add(new RowOrder.Term(i, term.descending(), term.nullsFirst()));
    }
    this.keyOrder = new RowOrder(order.layout().project(columns), keyTerms);
    this.key = new Delta(keyOrder.layout());
    boolean keeps = withKeys && columns.length > 0;
    this.keys = keeps ? new OrderedTrace(storage, keyOrder, false) : null;
    this.toKey = keeps ? new RowProjection(order.layout(), columns, keyOrder.layout(), 0) : null;
  }

  /** Turns to a partition whose state is given. */
  public void open(byte[] state, int at, int root, int keyRoot, boolean writable) {
    this.state = state;
    this.stateAt = at;
    this.root = root;
    this.keyRoot = keyRoot;
    this.writable = writable;
    size = rows.size(root);
    forgetPeers();
  }

  private void forgetPeers() {
    peersFrom = 0;
    peersTo = -1;
  }

  /** Root of the rows. */
  public int root() {
    return root;
  }

  /** Root of the keys. */
  public int keyRoot() {
    return keyRoot;
  }

  /** Heap bytes of all partitions' rows and keys. */
  public long heapBytes() {
    return rows.heapBytes() + (keys == null ? 0 : keys.heapBytes());
  }

  /** Reads the root nodes, which a change of the partition will read. */
  public void probe(dev.spooky.runtime.storage.Probes probes, int rootOfRows) {
    rows.probe(probes, rootOfRows);
  }

  /** Number of positions. */
  public long size() {
    return size;
  }

  /** Whether the state may be written in this pass. */
  boolean isWritable() {
    return writable;
  }

  byte[] state() {
    return state;
  }

  int stateAt() {
    return stateAt;
  }

  /** Makes a row the current one. */
  public void moveTo(byte[] rowBytes, int rowAt, long at) {
    bytes = rowBytes;
    row = rowAt;
    position = at;
  }

  /** Adds to the weight of a row. */
  void add(byte[] rowBytes, int rowAt, int length, long weight) {
    root = rows.add(root, rowBytes, rowAt, length, weight);
    forgetPeers();
  }

  /** Adds the key of a row to the keys, or takes it away. */
  void addKey(byte[] rowBytes, int rowAt, long weight) {
    if (keys != null && toKey != null && weight != 0) {
      key.clear();
      toKey.copy(rowBytes, rowAt, key, key.begin());
      key.end(1);
      keyRoot = keys.add(keyRoot, key.bytes(), 0, key.sizeBytes(), weight);
    }
  }

  /** Counts the rows anew, after changes. */
  void resize() {
    size = rows.size(root);
  }

  /** First position of the current row's peers. */
  long peersFrom() {
    findPeers();
    return peersFrom;
  }

  /** Position behind the current row's peers. */
  long peersTo() {
    findPeers();
    return peersTo;
  }

  private void findPeers() {
    if (position < peersFrom || position >= peersTo) {
      peersFrom = peersFrom(bytes, row);
      peersTo = peersTo(bytes, row);
    }
  }

  /** First position of the rows that are, or would be, peers of a row. */
  long peersFrom(byte[] probeBytes, int probeRow) {
    return keyOrder.terms().isEmpty()
        ? 0
        : rows.count(root, probe.peers(probeBytes, probeRow, false));
  }

  /** Position behind the rows that are, or would be, peers of a row. */
  long peersTo(byte[] probeBytes, int probeRow) {
    return keyOrder.terms().isEmpty()
        ? size
        : rows.count(root, probe.peers(probeBytes, probeRow, true));
  }

  /** Number of rows before a row, its equals not counted. */
  long before(byte[] probeBytes, int probeRow) {
    return rows.count(root, probe.rows(probeBytes, probeRow));
  }

  /** Number of rows before the place up to which a test holds. */
  long count(OrderedTrace.Test test) {
    return rows.count(root, test);
  }

  /** Number of distinct keys before that of the current row. */
  long keysBefore() {
    if (keys == null || toKey == null) {
      return 0;
    }
    key.clear();
    toKey.copy(bytes, row, key, key.begin());
    key.end(1);
    return keys.count(keyRoot, probe.keys(key.bytes(), 0));
  }

  /** Finds the row at a position: {@link #otherBytes} and {@link #otherRow}. */
  void fetch(long at) {
    rows.visit(root, at, 1, fetcher);
  }

  private void fetched(byte[] rowBytes, int rowAt, int length, long weight) {
    otherBytes = rowBytes;
    otherRow = rowAt;
  }

  /** Visits the rows at positions {@code from} to {@code to − 1}. */
  public void visit(long from, long to, OrderedTrace.Visitor visitor) {
    rows.visit(root, from, to - from, visitor);
  }

  /** Tests of rows against a given one. */
  private final class Probe implements OrderedTrace.Test {
    private byte[] probeBytes = NO_BYTES;
    private int probeRow;
    private boolean wholeRows;
    private boolean orEqual;
    private RowOrder by = order;

    OrderedTrace.Test peers(byte[] rowBytes, int rowAt, boolean andPeers) {
      return set(order, rowBytes, rowAt, false, andPeers);
    }

    OrderedTrace.Test rows(byte[] rowBytes, int rowAt) {
      return set(order, rowBytes, rowAt, true, false);
    }

    OrderedTrace.Test keys(byte[] rowBytes, int rowAt) {
      return set(keyOrder, rowBytes, rowAt, true, false);
    }

    private Probe set(RowOrder o, byte[] rowBytes, int rowAt, boolean whole, boolean equal) {
      by = o;
      probeBytes = rowBytes;
      probeRow = rowAt;
      wholeRows = whole;
      orEqual = equal;
      return this;
    }

    @Override
    public boolean holds(byte[] other, int otherAt) {
      int compared =
          wholeRows
              ? by.compare(other, otherAt, probeBytes, probeRow)
              : by.compareTerms(other, otherAt, probeBytes, probeRow);
      return compared < 0 || (orEqual && compared == 0);
    }
  }
}
