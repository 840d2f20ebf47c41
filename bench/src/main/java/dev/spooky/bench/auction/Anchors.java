// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The expected contents of the views at 2,000,000 events with the churn 1, 100, 10,000, from {@code
 * anchors.csv}.
 */
public final class Anchors {
  /** The number of events that the expectations are for. */
  public static final int EVENTS = 2_000_000;

  /** A view's content after a phase. */
  public record Expected(long rows, String checksum, long first, long second) {}

  private final Map<String, Expected> byViewAndPhase = new HashMap<>();

  private Anchors() {}

  /** Reads the expectations. */
  public static Anchors load() {
    Anchors anchors = new Anchors();
    try (InputStream in = Anchors.class.getResourceAsStream("anchors.csv")) {
      if (in == null) {
        throw new IllegalStateException("anchors.csv is missing");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(anchors::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return anchors;
  }

  private void add(String line) {
    String[] cells = line.split(",");
    byViewAndPhase.put(
        cells[0] + "/" + cells[1],
        new Expected(
            Long.parseLong(cells[2]),
            cells[3],
            Long.parseLong(cells[4]),
            Long.parseLong(cells[5])));
  }

  /**
   * What a view holds after a phase: {@code A}, {@code B1}, {@code B100} or {@code B10000}, run in
   * this order.
   */
  public Optional<Expected> expected(AuctionView view, String phase) {
    String key = view.name().toLowerCase(Locale.ROOT) + "/" + phase;
    return Optional.ofNullable(byViewAndPhase.get(key));
  }
}
