// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench;

import dev.spooky.bench.auction.Anchors;
import dev.spooky.bench.auction.AuctionEvents;
import dev.spooky.bench.auction.AuctionView;
import dev.spooky.bench.auction.Churn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench auction}: backfill and churn of the auction workload. */
@Command(
    name = "auction",
    description = {
      "Backfill and churn of the auction workload; one result line a phase.",
      "Exits with 1 if a checksum differs from the one that all engines agree on."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class AuctionCommand implements Callable<Integer> {
  /** Engines that can run the workload. */
  enum Engine {
    SPOOKY
  }

  /** Whether base tables are stored with their keys, or only pass their changes on. */
  enum Mode {
    STORED,
    STREAM
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--engine", description = "${COMPLETION-CANDIDATES}")
  private Engine engine = Engine.SPOOKY;

  @Option(
      names = "--mode",
      description = "${COMPLETION-CANDIDATES}: tables with primary keys, or streams of whole rows")
  private Mode mode = Mode.STORED;

  @Option(
      names = "--view",
      description = "views, each in a database of its own; all: together in one; each: V1 to V8",
      split = ",")
  private List<String> views = List.of("V4");

  @Option(names = "--events", description = "events of phase A")
  private int eventCount = Anchors.EVENTS;

  @Option(names = "--batch", description = "events in a tick of phase A")
  private int batchSize = 10_000;

  @Option(names = "--churn", description = "changes in a tick of phase B; 0: none", split = ",")
  private int[] churnSizes = {1, 100, 10_000};

  @Option(names = "--workers", description = "worker threads")
  private int workers = 1;

  @Option(names = "--warmup", description = "events of the warm-up")
  private int warmupEvents = 200_000;

  @Option(names = "--json", description = "JSON lines instead of text")
  private boolean json;

  @Option(names = "--out", description = "file to append the JSON lines to")
  private @Nullable Path out;

  @Override
  public Integer call() {
    check();
    int[] sizes = Arrays.stream(churnSizes).filter(size -> size > 0).toArray();
    AuctionEvents events = AuctionEvents.generate(eventCount, sizes);
    AuctionEvents warmup = AuctionEvents.generate(warmupEvents);
    boolean correct = true;
    try (Report report = new Report(json, out)) {
      for (List<AuctionView> together : runs()) {
        if (warmupEvents > 0) {
          run(together, warmup, ignored -> {});
        }
        correct &= run(together, events, report);
      }
    }
    return correct ? 0 : 1;
  }

  private boolean run(List<AuctionView> together, AuctionEvents events, Consumer<Result> results) {
    try (AuctionRun run =
        new AuctionRun(together, events, mode == Mode.STORED, this::line, results)) {
      run.backfill(batchSize);
      for (Churn churn : events.churns()) {
        run.churn(churn);
      }
      return run.isCorrect();
    }
  }

  private Result line() {
    return new Result()
        .put("engine", engine.name().toLowerCase(Locale.ROOT))
        .put("mode", mode.name().toLowerCase(Locale.ROOT))
        .put("workers", workers);
  }

  private void check() {
    if (workers != 1) {
      throw bad("--workers: one worker is all there is so far");
    }
    if (eventCount < 1 || batchSize < 1 || warmupEvents < 0) {
      throw bad("--events and --batch must be positive, --warmup not negative");
    }
  }

  private List<List<AuctionView>> runs() {
    List<List<AuctionView>> runs = new ArrayList<>();
    for (String name : views) {
      switch (name.toLowerCase(Locale.ROOT)) {
        case "all" -> runs.add(List.of(AuctionView.values()));
        case "each" -> List.of(AuctionView.values()).forEach(view -> runs.add(List.of(view)));
        default -> runs.add(List.of(view(name)));
      }
    }
    return runs;
  }

  private AuctionView view(String name) {
    return Arrays.stream(AuctionView.values())
        .filter(view -> view.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> bad("--view: V1 to V8, each or all, not " + name));
  }

  private ParameterException bad(String message) {
    if (spec == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
