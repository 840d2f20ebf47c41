// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import org.jspecify.annotations.Nullable;

/**
 * NTILE: the rows of a partition dealt into so many runs, the first ones a row longer. A change
 * moves the rows at the edges of the runs.
 */
public final class Tiles implements WindowFunction {
  private final long tiles;

  /** The number of the run, an I32 or I64, from 1; at least one run. */
  public Tiles(long tiles) {
    this.tiles = tiles;
  }

  private long tile(long position, long size) {
    long length = size / tiles;
    long longer = size % tiles;
    long ofLonger = longer * (length + 1);
    return position < ofLonger
        ? position / (length + 1)
        : longer + (position - ofLonger) / Math.max(1, length);
  }

  private long end(long tile, long size) {
    return (tile + 1) * (size / tiles) + Math.min(tile + 1, size % tiles);
  }

  @Override
  public void reach(Changes changes, Ranges moved) {
    long size = changes.size();
    long newSize = size + changes.growth();
    long from = 0;
    long shift = 0;
    for (int i = 0; i <= changes.count(); i++) {
      long to = i < changes.count() ? changes.start(i) : size;
      while (from < to) {
        long before = tile(from, size);
        long after = tile(from + shift, newSize);
        long next = Math.min(to, Math.min(end(before, size), end(after, newSize) - shift));
        if (before != after) {
          moved.add(from, next);
        }
        from = next;
      }
      if (i < changes.count()) {
        from = changes.end(i);
        shift += changes.shift(i);
      }
    }
  }

  @Override
  public Errors.@Nullable Kind write(Partition partition, Delta out, int begun, FieldSlot result) {
    long tile = tile(partition.position, partition.size()) + 1;
    if (result.kind() == FieldKind.I32) {
      Bytes.putInt(out.bytes(), begun + result.offset(), (int) tile);
    } else {
      Bytes.putLong(out.bytes(), begun + result.offset(), tile);
    }
    return null;
  }
}
