// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.operator;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.GroupTable;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowProjection;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.BooleanArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/**
 * Left rows by whether the right side has their key: those that are matched (semi join), those that
 * are not (anti join), or all with a BOOL that says it (mark join). A key is there while the sum of
 * its weights is positive.
 *
 * <p>With {@code P} and {@code P'} which keys the right side has before and after the step, {@code
 * L} and {@code l} the left side and its change, the output changes by
 *
 * <pre>
 *   l * P'  +  L * (P' - P)
 * </pre>
 *
 * <p>State: the weight of every key of the right side; the left side's index is up to date when it
 * steps and can be read as it was. Cost per step: one probe a changed row and O(left rows of keys
 * that come or go).
 */
public final class SemiJoin implements PairOperator {
  /** Which rows are given. */
  public enum Kind {
    /** Those that are matched. */
    SEMI,
    /** Those that are not. */
    ANTI,
    /** All, with a last column that says whether they are matched. */
    MARK
  }

  private final Kind kind;
  private final boolean nullsMatch;
  private final RowLayout output;
  private final RowKey leftKey;
  private final RowKey rightKey;
  private Index left;
  private final GroupTable right;
  private final RowProjection keyOut;
  private final RowProjection streamOut;
  private final RowProjection storedKeyOut;
  private final RowProjection storedOut;
  private final int markAt;
  private final IntArrayList touched = new IntArrayList();
  private final BooleanArrayList wasThere = new BooleanArrayList();

  /**
   * Output rows: the key, then the left index's columns, then the mark if there is one.
   *
   * @param left the left side; unless SEMI, it must keep rows with NULL keys
   * @param rightKey the right side's key, of the left one's kinds
   * @param nullsMatch whether NULLs in keys are equal; else a row with one is never matched
   */
  public SemiJoin(Storage storage, Arrange left, RowKey rightKey, Kind kind, boolean nullsMatch) {
    this.kind = kind;
    this.nullsMatch = nullsMatch;
    this.leftKey = left.key();
    this.rightKey = rightKey;
    this.left = left.index();
    this.right = new GroupTable(storage, rightKey, 8, (probes, bytes, at) -> {});
    RowLayout stored = this.left.valueLayout();
    List<RowLayout.Field> fields = new ArrayList<>(leftKey.keyLayout().fields());
    fields.addAll(stored.fields());
    if (kind == Kind.MARK) {
      fields.add(new RowLayout.Field(FieldKind.BOOL, false));
    }
    this.output = RowLayout.of(fields);
    int keys = leftKey.size();
    this.keyOut = new RowProjection(leftKey.layout(), leftKey.columns(), output, 0);
    this.streamOut = new RowProjection(leftKey.layout(), left.values(), output, keys);
    RowKey storedKey = this.left.storedKey();
    this.storedKeyOut = new RowProjection(storedKey.layout(), storedKey.columns(), output, 0);
    this.storedOut = new RowProjection(stored, RowKey.all(stored).columns(), output, keys);
    this.markAt = kind == Kind.MARK ? output.slot(fields.size() - 1).offset() : -1;
  }

  @Override
  public RowLayout output() {
    return output;
  }

  @Override
  public Operator over(List<Operator> inputs) {
    left = ((Arrange) inputs.get(0)).index();
    return this;
  }

  @Override
  public void initial(Delta out, Errors errors) {
    left.forEachBlock(block -> emitBlock(block, false, false, 1, out));
  }

  @Override
  public void step(Delta leftDelta, Delta rightDelta, Delta out, Errors errors) {
    try {
      for (int i = 0; i < rightDelta.count(); i++) {
        count(rightDelta, i);
      }
      for (int i = 0; i < leftDelta.count(); i++) {
        pass(leftDelta, i, out);
      }
      for (int i = 0; i < touched.size(); i++) {
        settle(touched.get(i), wasThere.get(i), out);
      }
    } finally {
      touched.clear();
      wasThere.clear();
    }
  }

  private void count(Delta delta, int i) {
    byte[] bytes = delta.bytes();
    int row = delta.offset(i);
    if (!nullsMatch && rightKey.hasNull(bytes, row)) {
      return;
    }
    int group = right.findOrCreate(bytes, row);
    if (right.touch(group)) {
      touched.add(group);
      wasThere.add(weight(group) > 0);
    }
    long now = Math.addExact(weight(group), delta.weight(i));
    Bytes.putLong(right.writable(group), right.state(group), now);
  }

  private long weight(int group) {
    return Bytes.getLong(right.page(group), right.state(group));
  }

  /** A change of the left side, by the right side as it is. */
  private void pass(Delta delta, int i, Delta out) {
    byte[] bytes = delta.bytes();
    int row = delta.offset(i);
    boolean matched = isThere(leftKey, bytes, row);
    if (gives(matched)) {
      int begun = out.begin();
      keyOut.copy(bytes, row, out, begun);
      streamOut.copy(bytes, row, out, begun);
      mark(out, begun, matched);
      out.end(delta.weight(i));
    }
  }

  private boolean isThere(RowKey key, byte[] bytes, int row) {
    if (!nullsMatch && key.hasNull(bytes, row)) {
      return false;
    }
    int group = right.find(key, bytes, row);
    return group >= 0 && weight(group) > 0;
  }

  private boolean gives(boolean matched) {
    return kind == Kind.MARK || matched == (kind == Kind.SEMI);
  }

  private void mark(Delta out, int begun, boolean matched) {
    if (markAt >= 0 && matched) {
      out.bytes()[begun + markAt] = 1;
    }
  }

  /** A changed key of the right side: if it came or went, the left side as it was moves. */
  private void settle(int group, boolean before, Delta out) {
    boolean now = weight(group) > 0;
    if (before != now) {
      int block = left.find(right.storedKey(), right.page(group), right.keyRow(group));
      if (block >= 0) {
        emitBlock(block, true, before, -1, out);
        emitBlock(block, true, now, 1, out);
      }
    }
    if (weight(group) == 0) {
      right.remove(group);
    }
  }

  /** Gives all left rows of a key. */
  private void emitBlock(int block, boolean old, boolean matched, long factor, Delta out) {
    if (!gives(matched)) {
      return;
    }
    RowLayout stored = left.valueLayout();
    byte[] log = left.bytes(block);
    int end = left.end(block, old);
    for (int at = left.start(block); at < end; ) {
      int begun = out.begin();
      storedKeyOut.copy(log, left.keyRow(block), out, begun);
      storedOut.copy(log, at + 8, out, begun);
      mark(out, begun, matched);
      out.end(factor * Bytes.getLong(log, at));
      left.countRead();
      at += 8 + stored.rowLength(log, at + 8);
    }
  }

  @Override
  public boolean snapshot(Delta out) {
    left.forEachBlock(
        block -> {
          boolean matched = isThere(left.storedKey(), left.bytes(block), left.keyRow(block));
          emitBlock(block, false, matched, 1, out);
        });
    return true;
  }

  @Override
  public long heapBytes() {
    return right.heapBytes();
  }
}
