// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import dev.spooky.oracle.history.Anomaly.Kind;
import dev.spooky.oracle.history.Writers.Writer;
import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.function.Consumer;

/** What a single read can be blamed for. */
final class ReadChecks {
  private final Writers writers;
  private final Versions versions;
  private final Consumer<Anomaly> anomalies;

  ReadChecks(Writers writers, Versions versions, Consumer<Anomaly> anomalies) {
    this.writers = writers;
    this.versions = versions;
    this.anomalies = anomalies;
  }

  void check(Sight sight) {
    IntSet seen = new IntOpenHashSet();
    for (int value : sight.others().toIntArray()) {
      if (!seen.add(value)) {
        report(Kind.DOUBLED_APPEND, value, sight);
      }
      checkValue(sight, value);
    }
    checkLast(sight);
    if (!versions.isPrefix(sight)) {
      report(Kind.NOT_A_PREFIX, versions.of(sight.key()), sight);
    }
  }

  private void checkValue(Sight sight, int value) {
    Writer writer = writers.of(sight.key(), value);
    if (writer == null) {
      report(Kind.UNKNOWN_VALUE, value, sight);
    } else if (!writer.stays()) {
      report(Kind.ABORTED_READ, writer.txn(), sight);
    } else if (writer.txn().ending() > sight.read().completed()) {
      report(Kind.EARLY_READ, writer.txn(), sight);
    }
  }

  private void checkLast(Sight sight) {
    IntList others = sight.others();
    if (!others.isEmpty()) {
      Writer last = writers.of(sight.key(), others.getInt(others.size() - 1));
      if (last != null && last.stays() && !last.last()) {
        report(Kind.INTERMEDIATE_READ, last.txn(), sight);
      }
    }
  }

  private void report(Kind kind, Object what, Sight sight) {
    anomalies.accept(new Anomaly(kind, what + " in " + sight));
  }
}
