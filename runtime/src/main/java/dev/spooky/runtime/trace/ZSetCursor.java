// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.storage.Arena;
import dev.spooky.runtime.zset.Delta;
import org.eclipse.collections.impl.map.mutable.primitive.IntLongHashMap;

/**
 * Goes through the rows of a {@link ZSet} as they were when it was made. Holds the pages it has yet
 * to read; needs no release. Not thread-safe, but may be used on another thread than the writer's.
 */
public final class ZSetCursor {
  private final Arena.Pin pin;
  private final RowLayout layout;
  private final IntLongHashMap wideWeights;
  private int page;
  private int slot = -1;

  ZSetCursor(Arena.Pin pin, RowLayout layout, IntLongHashMap wideWeights) {
    this.pin = pin;
    this.layout = layout;
    this.wideWeights = wideWeights;
  }

  /** Layout of the rows. */
  public RowLayout layout() {
    return layout;
  }

  /** Bytes of pages that are here, at most, only because this cursor may still read them. */
  public long keptBytes() {
    return page < pin.pageCount() ? pin.keptBytes() : 0;
  }

  /** Moves to the next row; false at the end. */
  public boolean next() {
    while (page < pin.pageCount()) {
      if (++slot >= pin.used(page)) {
        pin.drop(page);
        page++;
        slot = -1;
      } else if (Bytes.getInt(pin.page(page), slot * pin.stride(page)) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The array that holds the row. */
  public byte[] bytes() {
    return pin.page(page);
  }

  /** Where the row starts. */
  public int row() {
    return slot * pin.stride(page) + 8;
  }

  /** Length of the row in bytes. */
  public int length() {
    return layout.rowLength(bytes(), row());
  }

  /** Weight of the row, not 0. */
  public long weight() {
    int weight = Bytes.getInt(bytes(), row() - 8);
    return weight == Integer.MIN_VALUE ? wideWeights.get(pin.handle(page, slot)) : weight;
  }

  /**
   * Adds up to {@code rows} further rows to {@code out}.
   *
   * @return whether there may be more
   */
  public boolean fill(Delta out, int rows) {
    for (int i = 0; i < rows; i++) {
      if (!next()) {
        return false;
      }
      out.add(bytes(), row(), length(), weight());
    }
    return true;
  }
}
