// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench;

import dev.spooky.bench.auction.Anchors;
import dev.spooky.bench.auction.AuctionEvents;
import dev.spooky.bench.auction.AuctionTable;
import dev.spooky.bench.auction.AuctionView;
import dev.spooky.bench.auction.Checksum;
import dev.spooky.bench.auction.Churn;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * The phases of the workload in one new database: views over empty tables, backfill in batches,
 * churn. Only the tables that the views read are fed.
 */
final class AuctionRun implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<AuctionView> views;
  private final AuctionEvents events;
  private final Set<AuctionTable> tables = EnumSet.noneOf(AuctionTable.class);
  private final Spooky database = Spooky.open();
  private final Anchors anchors = Anchors.load();
  private final Supplier<Result> lines;
  private final Consumer<Result> results;
  private final double heapBeforeMib;
  private final Feeder feeder;
  private boolean correct = true;

  /**
   * Makes the tables and views.
   *
   * @param isStored whether the tables are stored with their keys, or streams
   * @param lines gives result lines in which the set-up stands
   */
  AuctionRun(
      List<AuctionView> views,
      AuctionEvents events,
      boolean isStored,
      Supplier<Result> lines,
      Consumer<Result> results) {
    this.lines = lines;
    this.views = views;
    this.events = events;
    this.results = results;
    views.forEach(view -> tables.addAll(view.tables()));
    for (AuctionTable table : tables) {
      database.execute(isStored ? table.definition() : table.streamDefinition());
    }
    for (AuctionView view : views) {
      database.execute(view.definition());
    }
    heapBeforeMib = Usage.heapAfterGcMib();
    feeder = new Feeder(database, events, tables);
  }

  /** Runs phase A. */
  void backfill(int batchSize) {
    Usage.resetPeak();
    Histogram nanos = new Histogram(3);
    double cpu = Usage.cpuSeconds();
    long start = System.nanoTime();
    for (int from = 0; from < events.eventCount(); from += batchSize) {
      long before = System.nanoTime();
      feeder.backfill(from, Math.min(from + batchSize, events.eventCount()));
      nanos.recordValue(System.nanoTime() - before);
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    Result result = line("A", batchSize).put("events_per_s", events.eventCount() / seconds);
    result.put("cpu_s", Usage.cpuSeconds() - cpu);
    report(result, "A", nanos);
  }

  /** Runs one part of phase B: warm-up batches, then as many measured ones. */
  void churn(Churn churn) {
    if (!tables.contains(AuctionTable.BID)) {
      return;
    }
    for (int batch = 0; batch < churn.warmupCount(); batch++) {
      feeder.churn(churn, batch);
    }
    Usage.resetPeak();
    Histogram nanos = new Histogram(3);
    double cpu = Usage.cpuSeconds();
    long start = System.nanoTime();
    for (int batch = churn.warmupCount(); batch < churn.batchCount(); batch++) {
      long before = System.nanoTime();
      feeder.churn(churn, batch);
      nanos.recordValue(System.nanoTime() - before);
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    double changes = churn.changesFrom(churn.warmupCount());
    Result result = line("B", churn.batchSize()).put("changes_per_s", changes / seconds);
    result.put("cpu_s", Usage.cpuSeconds() - cpu);
    report(result, "B" + churn.batchSize(), nanos);
  }

  /** Whether all checksums so far were as expected. */
  boolean isCorrect() {
    return correct;
  }

  private Result line(String phase, int batchSize) {
    String name = views.size() == 1 ? views.get(0).name() : "all";
    return lines
        .get()
        .put("events", events.eventCount())
        .put("view", name)
        .put("phase", phase)
        .put("batch", batchSize);
  }

  private void report(Result result, String phase, Histogram nanos) {
    result
        .put("p50_us", nanos.getValueAtPercentile(50) / 1e3)
        .put("p99_us", nanos.getValueAtPercentile(99) / 1e3)
        .put("max_us", nanos.getMaxValue() / 1e3)
        .put("rss_mib", Usage.peakRssMib());
    double heapMib = Usage.heapAfterGcMib();
    result.put("heap_after_gc_mib", heapMib);
    long viewRows = 0;
    boolean phaseIsCorrect = true;
    boolean known = events.eventCount() == Anchors.EVENTS;
    StringBuilder checksums = new StringBuilder();
    for (AuctionView view : views) {
      Checksum sum = checksum(view);
      viewRows += sum.rows();
      checksums.append(checksums.isEmpty() ? "" : " ").append(sum.hex());
      Optional<Anchors.Expected> expected = anchors.expected(view, phase);
      known &= expected.isPresent();
      phaseIsCorrect &= expected.filter(sum::matches).isPresent();
    }
    if (phase.equals("A")) {
      result.put("bytes_per_row", (heapMib - heapBeforeMib) * (1 << 20) / (viewRows + fedRows()));
    }
    result.put("rows", viewRows).put("checksum", checksums.toString());
    if (known) {
      result.put("checksum_ok", phaseIsCorrect);
      correct &= phaseIsCorrect;
    }
    results.accept(result);
  }

  private long fedRows() {
    return tables.stream().mapToLong(table -> table.countBefore(events.eventCount())).sum();
  }

  private Checksum checksum(AuctionView view) {
    Checksum sum = new Checksum();
    try (Rows rows = database.view(view.viewName()).rows()) {
      while (rows.next()) {
        view.add(rows, sum);
      }
    }
    return sum;
  }

  @Override
  public void close() {
    feeder.close();
    database.close();
  }
}
