// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowProjection;
import java.util.ArrayList;
import java.util.List;

/**
 * Inner equi-join of two arranged streams; with an empty key, their cross product.
 *
 * <p>With {@code L}, {@code R} the inputs summed over all earlier steps and {@code l}, {@code r}
 * the changes of this step, the output changes by
 *
 * <pre>
 *   l * R  +  (L + l) * r
 * </pre>
 *
 * <p>State: none of its own; both indexes are up to date when it steps and can be read as they
 * were. Output rows: the key, then the left index's columns, then the right one's. Cost per step:
 * one probe a changed row and O(matches).
 */
public final class Join implements BilinearOperator {
  /** One side: its key in stream rows, its index, and how to copy rows out. */
  private record Side(
      RowKey key,
      Index index,
      boolean keepNulls,
      RowProjection keyOut,
      RowProjection streamOut,
      RowProjection storedOut) {}

  private final RowLayout output;
  private final Side left;
  private final Side right;
  private final boolean nullsMatch;

  /**
   * Joins what {@code left} and {@code right} arrange, where their keys are equal.
   *
   * @param nullsMatch whether NULL equals NULL; both indexes must then keep NULL keys
   */
  public Join(Arrange left, Arrange right, boolean nullsMatch) {
    if (nullsMatch && !(left.index().keepsNullKeys() && right.index().keepsNullKeys())) {
      throw new IllegalStateException(
          "a join where NULLs match is over an index without NULL keys");
    }
    RowLayout key = left.key().keyLayout();
    RowLayout leftRows = left.index().valueLayout();
    RowLayout rightRows = right.index().valueLayout();
    List<RowLayout.Field> fields = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      boolean nullable = nullsMatch && key.fields().get(i).nullable();
      boolean rightNullable = right.key().keyLayout().fields().get(i).nullable();
      fields.add(new RowLayout.Field(key.fields().get(i).kind(), nullable && rightNullable));
    }
    fields.addAll(leftRows.fields());
    fields.addAll(rightRows.fields());
    this.output = RowLayout.of(fields);
    this.left = side(left, key.size(), nullsMatch);
    this.right = side(right, key.size() + leftRows.size(), nullsMatch);
    this.nullsMatch = nullsMatch;
  }

  private Side side(Arrange from, int first, boolean nullsMatch) {
    RowKey key = from.key();
    RowLayout stored = from.index().valueLayout();
    return new Side(
        key,
        from.index(),
        nullsMatch,
        new RowProjection(key.layout(), key.columns(), output, 0),
        new RowProjection(key.layout(), from.values(), output, first),
        new RowProjection(stored, RowKey.all(stored).columns(), output, first));
  }

  @Override
  public Operator over(List<Operator> inputs) {
    return new Join((Arrange) inputs.get(0), (Arrange) inputs.get(1), nullsMatch);
  }

  @Override
  public RowLayout output() {
    return output;
  }

  @Override
  public void step(Delta leftDelta, Delta rightDelta, Delta out, Errors errors) {
    match(leftDelta, left, right, true, out);
    match(rightDelta, right, left, false, out);
  }

  private static void match(Delta delta, Side from, Side with, boolean fromLeft, Delta out) {
    for (int first = 0; first < delta.count(); first += Probes.MOST) {
      Probes probes = with.index.probe(from.key, delta, first, false);
      for (int i = first; i < first + probes.count(); i++) {
        match(probes.hash(i - first), delta, i, from, with, fromLeft, out);
      }
    }
  }

  /** The left side's changes meet the right side as it was, the right one's the left as it is. */
  private static void match(
      long hash, Delta delta, int i, Side from, Side with, boolean fromLeft, Delta out) {
    byte[] bytes = delta.bytes();
    int row = delta.offset(i);
    if (!from.keepNulls && from.key.hasNull(bytes, row)) {
      return;
    }
    int block = with.index.find(hash, from.key, bytes, row);
    if (block < 0) {
      return;
    }
    long weight = delta.weight(i);
    RowLayout stored = with.index.valueLayout();
    byte[] log = with.index.bytes(block);
    int end = with.index.end(block, fromLeft);
    for (int at = with.index.start(block); at < end; ) {
      int begun = out.begin();
      from.keyOut.copy(bytes, row, out, begun);
      if (fromLeft) {
        from.streamOut.copy(bytes, row, out, begun);
        with.storedOut.copy(log, at + 8, out, begun);
      } else {
        with.storedOut.copy(log, at + 8, out, begun);
        from.streamOut.copy(bytes, row, out, begun);
      }
      out.end(Math.multiplyExact(weight, Bytes.getLong(log, at)));
      with.index.countRead();
      at += 8 + stored.rowLength(log, at + 8);
    }
  }
}
