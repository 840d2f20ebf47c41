// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.demo;

import dev.spooky.cli.print.Text;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What is told once in a while.
 *
 * @param seconds since the beginning
 * @param events in all
 * @param eventsPerSecond since the last time
 * @param commits in all
 * @param latency of changes since the last time
 */
record Figures(
    double seconds, long events, double eventsPerSecond, long commits, Histogram latency) {
  String speed() {
    return Text.count(Math.round(eventsPerSecond)) + " events/s";
  }

  String percentile(double percent) {
    return latency.getTotalCount() == 0
        ? "–"
        : Text.duration(latency.getValueAtPercentile(percent));
  }

  /** All of it on one line. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%5.1f s  %14s events  %18s  change p50 %8s  p99 %8s  max %8s",
        seconds,
        Text.count(events),
        speed(),
        percentile(50),
        percentile(99),
        percentile(100));
  }
}
