// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import dev.spooky.oracle.history.Anomaly.Kind;
import dev.spooky.oracle.history.Graph.Edge;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the anomalies of a history of lists that are only appended to, as Elle does: what a read
 * saw tells the order of all writes before it, so who read from whom and who overwrote whom is
 * known, and what must not be is a cycle.
 *
 * <p>[1] Kingsbury, Alvaro: Elle, PVLDB 14(3) 2020. [2] Adya: Weak Consistency, 1999.
 */
final class Checker {
  /** More are not shown. */
  private static final int MOST = 20;

  private final List<Anomaly> anomalies = new ArrayList<>();
  private final Writers writers = new Writers();
  private final Versions versions = new Versions();
  private final List<Sight> sights = new ArrayList<>();
  private final Graph graph = new Graph();
  private final Units units = new Units(graph);

  private Checker() {}

  static List<Anomaly> check(List<Txn> txns) {
    Checker checker = new Checker();
    txns.forEach(checker::add);
    checker.check();
    return checker.anomalies;
  }

  private void add(Txn txn) {
    Replay replay = new Replay(txn, this::report);
    writers.add(txn, replay);
    sights.addAll(replay.sights());
    units.add(txn, replay.sights());
    replay.sights().forEach(versions::add);
  }

  private void report(Anomaly anomaly) {
    if (anomalies.size() < MOST) {
      anomalies.add(anomaly);
    }
  }

  private void check() {
    ReadChecks reads = new ReadChecks(writers, versions, this::report);
    sights.forEach(reads::check);
    new Recency(writers, versions, this::report).check(sights);
    new Dependencies(graph, units, writers, versions).addAll(sights);
    for (Edge last : Edge.values()) {
      List<IntList> components = Components.cyclic(graph, last);
      if (!components.isEmpty()) {
        components.forEach(component -> report(last, new Cycle(graph, component)));
        return;
      }
    }
  }

  private void report(Edge last, Cycle cycles) {
    IntList one = last == Edge.OVERWRITE ? cycles.withOne(last) : IntList.of();
    Kind kind =
        switch (last) {
          case WRITE -> Kind.WRITE_CYCLE;
          case READ -> Kind.INFORMATION_CYCLE;
          case OVERWRITE -> one.isEmpty() ? Kind.WRITE_SKEW : Kind.READ_SKEW;
          case TIME -> Kind.REAL_TIME_CYCLE;
        };
    IntList cycle = one.isEmpty() ? cycles.withAny(last) : one;
    String text =
        cycle
            .intStream()
            .filter(node -> node < units.all().size())
            .mapToObj(node -> units.all().get(node).toString())
            .collect(Collectors.joining("\n  before "));
    report(new Anomaly(kind, text));
  }
}
