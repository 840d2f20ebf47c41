// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import org.jspecify.annotations.Nullable;

/**
 * ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK and CUME_DIST. Each is found by counting in the tree,
 * O(log n). A change moves the rows behind it as far as the numbers shift: all to the partition's
 * end, or up to where another change shifts them back.
 */
public final class Ranking implements WindowFunction {
  /** Which number. */
  public enum Kind {
    /** Position, from 1. */
    ROW_NUMBER,
    /** Rows before the peers, plus 1. */
    RANK,
    /** Distinct keys before, plus 1. */
    DENSE_RANK,
    /** (RANK − 1) / (rows − 1), 0 for a single row. */
    PERCENT_RANK,
    /** Rows up to the last peer, as a part of all. */
    CUME_DIST
  }

  private final Kind kind;

  /** The number of this kind, an I64, or an F64 for the last two. */
  public Ranking(Kind kind) {
    this.kind = kind;
  }

  @Override
  public boolean needsKeys() {
    return kind == Kind.DENSE_RANK;
  }

  @Override
  public void reach(Changes changes, Ranges moved) {
    switch (kind) {
      case ROW_NUMBER -> reachByRow(changes, moved);
      case RANK, DENSE_RANK -> reachByPeers(changes, moved);
      case PERCENT_RANK, CUME_DIST -> {
        if (changes.growth() != 0) {
          moved.add(0, changes.size());
        } else {
          reachByPeers(changes, moved);
        }
      }
    }
  }

  private static void reachByRow(Changes changes, Ranges moved) {
    long shift = 0;
    for (int i = 0; i < changes.count(); i++) {
      shift += changes.shift(i);
      if (shift != 0) {
        boolean last = i + 1 == changes.count();
        moved.add(changes.end(i), last ? changes.size() : changes.start(i + 1));
      }
    }
  }

  private void reachByPeers(Changes changes, Ranges moved) {
    long shift = 0;
    for (int i = 0; i < changes.count(); ) {
      int end = changes.endOfPeers(i);
      if (kind == Kind.CUME_DIST) {
        moved.add(changes.peersFrom(i), changes.peersTo(i));
      }
      if (kind == Kind.DENSE_RANK) {
        shift += changes.newKeys(i, end);
      } else {
        for (int j = i; j < end; j++) {
          shift += changes.shift(j);
        }
      }
      if (shift != 0) {
        boolean last = end == changes.count();
        moved.add(changes.peersTo(i), last ? changes.size() : changes.peersTo(end));
      }
      i = end;
    }
  }

  @Override
  public Errors.@Nullable Kind write(Partition partition, Delta out, int begun, FieldSlot result) {
    int to = begun + result.offset();
    long size = partition.size();
    switch (kind) {
      case ROW_NUMBER -> Bytes.putLong(out.bytes(), to, partition.position + 1);
      case RANK -> Bytes.putLong(out.bytes(), to, partition.peersFrom() + 1);
      case DENSE_RANK -> Bytes.putLong(out.bytes(), to, partition.keysBefore() + 1);
      case PERCENT_RANK ->
          Bytes.putDouble(
              out.bytes(), to, size <= 1 ? 0 : (double) partition.peersFrom() / (size - 1));
      case CUME_DIST -> Bytes.putDouble(out.bytes(), to, (double) partition.peersTo() / size);
    }
    return null;
  }
}
