// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import dev.spooky.oracle.history.Anomaly.Kind;
import dev.spooky.oracle.history.Writers.Writer;
import it.unimi.dsi.fastutil.ints.Int2LongMap;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A statement sees all that was acknowledged before it began. */
final class Recency {
  private final Writers writers;
  private final Versions versions;
  private final Consumer<Anomaly> anomalies;

  /** By key: how long its list must be from a moment on. */
  private final Int2ObjectMap<TreeMap<Long, Integer>> leastLengths = new Int2ObjectOpenHashMap<>();

  Recency(Writers writers, Versions versions, Consumer<Anomaly> anomalies) {
    this.writers = writers;
    this.versions = versions;
    this.anomalies = anomalies;
  }

  void check(List<Sight> sights) {
    for (Sight sight : sights) {
      Integer least =
          leastLengths
              .computeIfAbsent(sight.key(), this::leastLengths)
              .floorEntry(sight.read().invoked())
              .getValue();
      if (sight.others().size() < least) {
        anomalies.accept(
            new Anomaly(Kind.STALE_READ, sight + " has not all of the first " + least));
      }
    }
    checkLost(sights);
  }

  private TreeMap<Long, Integer> leastLengths(int key) {
    IntList order = versions.of(key);
    TreeMap<Long, Integer> lengths = new TreeMap<>();
    lengths.put(Long.MIN_VALUE, 0);
    // from the end: an earlier value that was acknowledged later asks for nothing more
    long earliest = Long.MAX_VALUE;
    for (int i = order.size() - 1; i >= 0; i--) {
      Writer writer = writers.of(key, order.getInt(i));
      if (writer != null && writer.stays() && writer.txn().ended() < earliest) {
        earliest = writer.txn().ended();
        lengths.put(earliest, i + 1);
      }
    }
    return lengths;
  }

  private void checkLost(List<Sight> sights) {
    Int2LongMap lastRead = new Int2LongOpenHashMap();
    for (Sight sight : sights) {
      lastRead.merge(sight.key(), sight.read().invoked(), Math::max);
    }
    for (Writer writer : writers.staying()) {
      if (lastRead.getOrDefault(writer.key(), -1) > writer.txn().ended()
          && !versions.contains(writer.key(), writer.value())) {
        String what = writer.value() + " to k" + writer.key() + " of " + writer.txn();
        anomalies.accept(new Anomaly(Kind.LOST_APPEND, what));
      }
    }
  }
}
