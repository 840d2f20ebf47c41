// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import org.jspecify.annotations.Nullable;

/** COUNT(*) or COUNT(x): sum of weights of the rows, or of those whose argument is not NULL. */
public final class Count implements Accumulator {
  private final @Nullable FieldSlot argument;

  /** Counts rows with a non-NULL argument; all rows if there is no argument. */
  public Count(@Nullable FieldSlot argument) {
    this.argument = argument;
  }

  @Override
  public int stateBytes() {
    return 8;
  }

  @Override
  public void add(byte[] state, int at, byte[] row, int offset, long weight) {
    if (argument == null || !argument.isNull(row, offset)) {
      Bytes.putLong(state, at, Math.addExact(Bytes.getLong(state, at), weight));
    }
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    Bytes.putLong(out.bytes(), begun + result.offset(), Bytes.getLong(state, at));
    return null;
  }
}
