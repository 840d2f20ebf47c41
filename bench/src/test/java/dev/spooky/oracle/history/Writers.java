// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.List;

/** Who appended which value to which key, and whether it stayed. */
final class Writers {
  /**
   * An append.
   *
   * @param stays whether it was committed
   * @param last whether it is its transaction's last one to the key
   */
  record Writer(Txn txn, int key, int value, boolean stays, boolean last) {}

  private final Long2ObjectOpenHashMap<Writer> writers = new Long2ObjectOpenHashMap<>();

  /** Notes the appends of a transaction. */
  void add(Txn txn, Replay replay) {
    for (Op op : txn.ops()) {
      if (op.kind() == Op.Kind.APPEND || op.kind() == Op.Kind.FAILED_APPEND) {
        put(new Writer(txn, op.key(), op.value(), false, false));
      }
    }
    if (txn.committed()) {
      for (int i = 0; i < replay.appends().size(); i++) {
        Op op = replay.appends().get(i);
        boolean last =
            replay.appends().stream().skip(i + 1).noneMatch(later -> later.key() == op.key());
        put(new Writer(txn, op.key(), op.value(), true, last));
      }
    }
  }

  private void put(Writer writer) {
    writers.put(place(writer.key(), writer.value()), writer);
  }

  private static long place(int key, int value) {
    return (long) key << 32 | value;
  }

  /** Who appended a value; null if nobody did. */
  Writer of(int key, int value) {
    return writers.get(place(key, value));
  }

  /** All appends that stay. */
  List<Writer> staying() {
    return writers.values().stream().filter(Writer::stays).toList();
  }
}
