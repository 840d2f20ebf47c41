// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import dev.spooky.records.row.Bytes;

/** How many rows have a key of an index. */
public final class IndexWeights {
  private IndexWeights() {}

  /** The sum of the weights of a block's rows, as of now. Cost: O(1). */
  public static long sum(Index index, int block) {
    return Bytes.getLong(index.bytes(block), index.keyRow(block) - Index.KEY + Index.NET);
  }
}
