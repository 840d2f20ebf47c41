// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;

/** The order of the appends to each key: the longest list that was read of it. */
final class Versions {
  private final Int2ObjectMap<Sight> longest = new Int2ObjectOpenHashMap<>();
  private final Int2ObjectMap<IntSet> values = new Int2ObjectOpenHashMap<>();

  void add(Sight sight) {
    Sight known = longest.get(sight.key());
    if (known == null || list(known).size() < list(sight).size()) {
      longest.put(sight.key(), sight);
    }
  }

  /** What a read says about the order: with the own appends, if those were committed after all. */
  static IntList list(Sight sight) {
    boolean stays =
        sight.txn().committed()
            && sight.txn().ops().stream().noneMatch(op -> op.kind() == Op.Kind.ROLLBACK_TO);
    return stays ? sight.read().list() : sight.others();
  }

  Iterable<Sight> longest() {
    return longest.values();
  }

  /** The order of a key's values; null if it was never read. */
  IntList of(int key) {
    Sight sight = longest.get(key);
    return sight == null ? null : list(sight);
  }

  boolean contains(int key, int value) {
    IntList order = of(key);
    return order != null
        && values.computeIfAbsent(key, k -> new IntOpenHashSet(order)).contains(value);
  }

  /** Whether a read saw a state that the key was in. */
  boolean isPrefix(Sight sight) {
    IntList order = of(sight.key());
    IntList list = list(sight);
    return list.size() <= order.size() && order.subList(0, list.size()).equals(list);
  }
}
