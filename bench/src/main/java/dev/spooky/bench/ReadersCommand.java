// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench readers}: what commits of one change feel of readers and of views being filled. */
@Command(
    name = "readers",
    description = {
      "Latency of commits of one change, at a steady rate, with a view kept up to date:",
      "idle: nobody else is there",
      "hydrating: while a second view is filled from the whole table",
      "scanning: while a cursor over the whole table is opened and read to its end",
      "The late_us are what a commit ends after the moment at which it was due."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ReadersCommand implements Callable<Integer> {
  private static final double NANOS_PER_MICRO = 1e3;

  @Option(names = "--rows", description = "rows in the table")
  private int rowCount = 1_000_000;

  @Option(names = "--rate", description = "commits a second")
  private int rate = 1_000;

  @Option(names = "--seconds", description = "for how long to measure idle, and at least the rest")
  private int seconds = 5;

  @Option(names = "--json", description = "JSON lines instead of text")
  private boolean json;

  @Option(names = "--out", description = "file to append the JSON lines to")
  private @Nullable Path out;

  private long next;

  @Override
  public Integer call() throws Exception {
    try (Report report = new Report(json, out);
        Spooky database = Spooky.open();
        Session writer = database.session();
        Session reader = database.session()) {
      fill(database);
      measure(writer, after(seconds));
      report.accept(line("idle", measure(writer, after(seconds))));
      String view = "SELECT g, COUNT(*) AS n, SUM(x) AS s, MAX(x) AS m FROM t GROUP BY g";
      report.accept(
          line(
              "hydrating",
              during(writer, () -> reader.execute("CREATE MATERIALIZED VIEW filled AS " + view))));
      report.accept(line("scanning", during(writer, () -> scan(reader))));
    }
    return 0;
  }

  private void fill(Spooky database) {
    database.execute(
        "CREATE TABLE t (id BIGINT PRIMARY KEY, g BIGINT NOT NULL, x BIGINT NOT NULL)");
    database.execute("CREATE MATERIALIZED VIEW kept AS SELECT COUNT(*) AS n, SUM(x) AS s FROM t");
    try (Appender rows = database.appender("t")) {
      for (int i = 0; i < rowCount; i++) {
        rows.append(i).append(i % 100_003).append(i % 1_009).endRow();
        if (rows.pendingRows() == 10_000) {
          rows.flush();
        }
      }
    }
  }

  private static void scan(Session reader) {
    try (Rows rows = reader.execute("SELECT * FROM t").rows().orElseThrow()) {
      long sum = 0;
      while (rows.next()) {
        sum += rows.getLong(2);
      }
      if (sum < 0) {
        throw new IllegalStateException("sum=" + sum);
      }
    }
  }

  private static BooleanSupplier after(int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    return () -> System.nanoTime() > end;
  }

  /** Measures while {@code work} runs in a thread of its own. */
  private LongArrayList during(Session writer, Runnable work) throws InterruptedException {
    Thread thread = new Thread(work, "reader");
    thread.start();
    LongArrayList late = measure(writer, () -> !thread.isAlive());
    thread.join();
    return late;
  }

  private LongArrayList measure(Session writer, BooleanSupplier isOver) {
    LongArrayList late = new LongArrayList();
    long period = 1_000_000_000L / rate;
    long due = System.nanoTime();
    while (!isOver.getAsBoolean()) {
      due += period;
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      long id = (next++ * 7_919) % rowCount;
      writer.execute("UPDATE t SET x = x + 1 WHERE id = ?", id);
      late.add(System.nanoTime() - due);
    }
    return late;
  }

  private Result line(String phase, LongArrayList late) {
    long[] sorted = late.toLongArray();
    Arrays.sort(sorted);
    return new Result()
        .put("engine", "spooky")
        .put("phase", phase)
        .put("table_rows", rowCount)
        .put("commits", sorted.length)
        .put("late_p50_us", percentile(sorted, 0.5))
        .put("late_p99_us", percentile(sorted, 0.99))
        .put("late_p999_us", percentile(sorted, 0.999))
        .put("late_max_us", percentile(sorted, 1));
  }

  private static double percentile(long[] sorted, double part) {
    int index = (int) Math.min(sorted.length - 1L, Math.round(part * sorted.length));
    return sorted.length == 0 ? 0 : sorted[index] / NANOS_PER_MICRO;
  }
}
