// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench;

import dev.spooky.bench.auction.AuctionEvents;
import dev.spooky.bench.auction.AuctionTable;
import dev.spooky.bench.auction.AuctionView;
import dev.spooky.engine.Spooky;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench startup}: time to the first view, cold and warm, and to one more view. */
@Command(
    name = "startup",
    description = {
      "Times in milliseconds, medians:",
      "first_view_cold: start of a JVM until the first rows of its first view were read",
      "first_view_warm: the same in a new database of a running JVM",
      "add_view_empty: CREATE MATERIALIZED VIEW in a live engine, nothing to hydrate",
      "add_view_loaded: the same over the auction workload's tables, hydration included"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class StartupCommand implements Callable<Integer> {
  private static final double NANOS_PER_MILLI = 1e6;

  @Option(names = "--runs", description = "JVMs to start")
  private int runs = 5;

  @Option(names = "--events", description = "events in the loaded tables")
  private int eventCount = 200_000;

  @Option(names = "--json", description = "JSON lines instead of text")
  private boolean json;

  @Option(names = "--out", description = "file to append the JSON lines to")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Report report = new Report(json, out)) {
      double[] cold = new double[runs];
      for (int i = 0; i < runs; i++) {
        cold[i] = coldMillis();
      }
      report.accept(line("first_view_cold", cold));
      double[] warm = new double[20];
      for (int i = 0; i < warm.length; i++) {
        long start = System.nanoTime();
        FirstView.run();
        warm[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
      }
      report.accept(line("first_view_warm", Arrays.copyOfRange(warm, 10, 20)));
      report.accept(line("add_view_empty", addViews(0)));
      report.accept(line("add_view_loaded", addViews(eventCount)));
    }
    return 0;
  }

  private static Result line(String metric, double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new Result()
        .put("engine", "spooky")
        .put("metric", metric)
        .put("median_ms", sorted[sorted.length / 2])
        .put("min_ms", sorted[0])
        .put("max_ms", sorted[sorted.length - 1]);
  }

  private static double coldMillis() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), FirstView.class.getName())
            .inheritIO()
            .start();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException("first view failed, exit=" + exit);
    }
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  /** Adds V4 and V8 in turn, each time with another constant in it, so that nothing is shared. */
  private static double[] addViews(int events) {
    try (Spooky database = Spooky.open()) {
      EnumSet<AuctionTable> tables = EnumSet.allOf(AuctionTable.class);
      tables.forEach(table -> database.execute(table.definition()));
      if (events > 0) {
        try (Feeder feeder = new Feeder(database, AuctionEvents.generate(events), tables)) {
          feeder.backfill(0, events);
        }
      }
      double[] millis = new double[20];
      for (int i = 0; i < millis.length; i++) {
        String query = (i % 2 == 0 ? AuctionView.V4 : AuctionView.V8).query();
        String other = query.replace("SUM(", "SUM(" + i + " + ");
        long start = System.nanoTime();
        database.execute("CREATE MATERIALIZED VIEW added" + i + " AS " + other);
        millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
      }
      return Arrays.copyOfRange(millis, millis.length / 2, millis.length);
    }
  }
}
