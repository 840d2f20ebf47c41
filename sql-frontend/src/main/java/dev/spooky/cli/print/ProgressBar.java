// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.print;

import java.io.PrintWriter;

/** A line on a terminal that grows while something runs and goes when it is done. */
public final class ProgressBar {
  private static final int BAR_WIDTH = 30;
  private static final long MIN_NANOS_BETWEEN = 50_000_000L;
  private static final long SHOW_AFTER_NANOS = 200_000_000L;

  private final PrintWriter out;
  private final Style style;
  private long startNanos;
  private long lastNanos;
  private boolean shown;

  /** Draws on {@code out}, if it is a terminal. */
  public ProgressBar(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  /** Draws the state, unless it was drawn a moment ago. */
  public void show(long bytes, long totalBytes, long rows) {
    long now = System.nanoTime();
    if (startNanos == 0) {
      startNanos = now;
    }
    if (style == Style.PLAIN
        || now - startNanos < SHOW_AFTER_NANOS
        || now - lastNanos < MIN_NANOS_BETWEEN) {
      return;
    }
    lastNanos = now;
    shown = true;
    double seconds = Math.max(1e-9, (now - startNanos) / 1e9);
    String figures =
        "%s  %s rows/s".formatted(Text.rows(rows), Text.count(Math.round(rows / seconds)));
    out.print("\r\u001b[K" + (totalBytes > 0 ? bar(bytes, totalBytes) : "") + figures);
    out.flush();
  }

  private String bar(long bytes, long totalBytes) {
    int full = (int) Math.min(BAR_WIDTH, BAR_WIDTH * bytes / totalBytes);
    return style.cyan("█".repeat(full))
        + style.dim("░".repeat(BAR_WIDTH - full))
        + " %3d %%  ".formatted(Math.min(100, 100 * bytes / totalBytes));
  }

  /** Takes the line away. */
  public void clear() {
    if (shown) {
      out.print("\r\u001b[K");
      out.flush();
    }
    shown = false;
    startNanos = 0;
    lastNanos = 0;
  }
}
