// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import org.jspecify.annotations.Nullable;

/**
 * BIT_AND, BIT_OR and BIT_XOR of integers under deletes: how often each bit is set. NULL when there
 * is no non-NULL argument. Cost of a change: O(bits set).
 *
 * <pre>
 *   state: count of non-NULL arguments | for each bit the count of arguments that have it set
 * </pre>
 */
public final class BitCounts implements Accumulator {
  /** What makes a bit of the result. */
  public enum Kind {
    /** It is set in all arguments. */
    AND,
    /** It is set in some. */
    OR,
    /** It is set in an odd number of them. */
    XOR
  }

  private final FieldSlot argument;
  private final Kind kind;
  private final int bits;

  /** Combines an integer argument. */
  public BitCounts(FieldSlot argument, Kind kind) {
    this.argument = argument;
    this.kind = kind;
    this.bits = 8 * argument.kind().width();
  }

  @Override
  public int stateBytes() {
    return 8 + 8 * bits;
  }

  @Override
  public void add(byte[] state, int at, byte[] row, int offset, long weight) {
    if (argument.isNull(row, offset)) {
      return;
    }
    Bytes.putLong(state, at, Math.addExact(Bytes.getLong(state, at), weight));
    long value = argument.getLong(row, offset);
    long rest = bits == 64 ? value : value & ((1L << bits) - 1);
    while (rest != 0) {
      int count = at + 8 + 8 * Long.numberOfTrailingZeros(rest);
      Bytes.putLong(state, count, Math.addExact(Bytes.getLong(state, count), weight));
      rest &= rest - 1;
    }
  }

  @Override
  public Errors.@Nullable Kind write(byte[] state, int at, Delta out, int begun, FieldSlot result) {
    long all = Bytes.getLong(state, at);
    if (all == 0) {
      Results.setNull(out, begun, result);
      return null;
    }
    long value = 0;
    for (int bit = 0; bit < bits; bit++) {
      long count = Bytes.getLong(state, at + 8 + 8 * bit);
      boolean set =
          switch (kind) {
            case AND -> count == all;
            case OR -> count != 0;
            case XOR -> (count & 1) != 0;
          };
      value |= set ? 1L << bit : 0;
    }
    int to = begun + result.offset();
    switch (bits) {
      case 8 -> out.bytes()[to] = (byte) value;
      case 16 -> Bytes.putShort(out.bytes(), to, (short) value);
      case 32 -> Bytes.putInt(out.bytes(), to, (int) value);
      default -> Bytes.putLong(out.bytes(), to, value);
    }
    return null;
  }
}
