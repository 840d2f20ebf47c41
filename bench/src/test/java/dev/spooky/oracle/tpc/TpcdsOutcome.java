// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.tpc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a query: refused, or planned and equal or different after each phase. */
final class TpcdsOutcome {
  private final String query;
  private @Nullable String refusal;
  private @Nullable String difference;
  private long plannedNanos;
  private int mostRows;

  TpcdsOutcome(String query) {
    this.query = query;
  }

  void planned(long nanos) {
    plannedNanos = nanos;
  }

  void refused(String why) {
    refusal = why;
  }

  /** Notes a comparison; the first difference stays. */
  void compared(int rows, @Nullable String different) {
    mostRows = Math.max(mostRows, rows);
    difference = difference == null ? different : difference;
  }

  boolean good() {
    return refusal == null && difference == null;
  }

  @Override
  public String toString() {
    return "%s: %s".formatted(query, verdict());
  }

  private String verdict() {
    if (refusal != null) {
      return "refused: " + refusal;
    }
    return difference == null ? "equal" : "DIFFERENT " + difference;
  }

  /** A table of all outcomes. */
  static String report(Map<String, TpcdsOutcome> outcomes, long seed) {
    StringBuilder text = new StringBuilder();
    text.append("| query | outcome | rows at most | planned in, ms |\n|---|---|--:|--:|\n");
    for (TpcdsOutcome outcome : outcomes.values()) {
      text.append(
          "| %s | %s | %d | %d |%n"
              .formatted(
                  outcome.query,
                  outcome.verdict().replace('\n', ' ').replace("|", "\\|"),
                  outcome.mostRows,
                  outcome.plannedNanos / 1_000_000));
    }
    long good = outcomes.values().stream().filter(TpcdsOutcome::good).count();
    return text.append("\n%d of %d equal, seed %d%n".formatted(good, outcomes.size(), seed))
        .toString();
  }
}
