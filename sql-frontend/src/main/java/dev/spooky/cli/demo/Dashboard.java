// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.demo;

import dev.spooky.cli.print.Style;
import dev.spooky.cli.print.Text;
import dev.spooky.cli.print.TextTable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp;

/** Draws the views side by side on a terminal, over and over at the same place. */
public final class Dashboard implements Demo.Screen {
  private static final String SPARKS = "▁▂▃▄▅▆▇█";
  private static final int SPARK_COUNT = 40;
  private static final int PANEL_GAP = 3;

  private final Terminal terminal;
  private final Display display;
  private final String intro;
  private final double totalSeconds;
  private final Deque<Double> speeds = new ArrayDeque<>();
  private volatile boolean interrupted;

  private Dashboard(Terminal terminal, String intro, double totalSeconds) {
    this.terminal = terminal;
    this.display = new Display(terminal, true);
    this.intro = intro;
    this.totalSeconds = totalSeconds;
  }

  /** Runs a demo on a terminal until its time is over, q or Ctrl-C; then prints its summary. */
  public static void run(Demo demo, DemoOptions options, Terminal terminal)
      throws InterruptedException {
    demo.setUp();
    Dashboard dashboard = new Dashboard(terminal, demo.intro(), options.seconds());
    Attributes before = terminal.enterRawMode();
    Terminal.SignalHandler previous =
        terminal.handle(Terminal.Signal.INT, signal -> dashboard.interrupted = true);
    terminal.puts(InfoCmp.Capability.enter_ca_mode);
    terminal.puts(InfoCmp.Capability.cursor_invisible);
    try {
      demo.run(dashboard);
    } finally {
      terminal.puts(InfoCmp.Capability.cursor_visible);
      terminal.puts(InfoCmp.Capability.exit_ca_mode);
      terminal.setAttributes(before);
      terminal.handle(Terminal.Signal.INT, previous);
      terminal.flush();
    }
    demo.summary(terminal.writer(), Style.COLOR);
  }

  @Override
  public long pauseMillis() {
    return 250;
  }

  @Override
  public boolean show(Figures figures, List<LiveView> views) {
    speeds.addLast(figures.eventsPerSecond());
    if (speeds.size() > SPARK_COUNT) {
      speeds.removeFirst();
    }
    int width = Math.max(40, terminal.getWidth());
    int height = Math.max(10, terminal.getHeight());
    List<AttributedString> lines = new ArrayList<>(head(figures));
    lines.addAll(panels(views, width, height - lines.size()));
    while (lines.size() < height) {
      lines.add(AttributedString.EMPTY);
    }
    display.resize(height, width);
    display.update(
        lines.subList(0, height).stream().map(l -> l.columnSubSequence(0, width)).toList(), -1);
    return interrupted || quitTyped();
  }

  private boolean quitTyped() {
    try {
      int c = terminal.reader().read(1L);
      return c == 'q' || c == 'Q' || c == 3;
    } catch (IOException e) {
      return true;
    }
  }

  private List<AttributedString> head(Figures figures) {
    Style style = Style.COLOR;
    String time =
        totalSeconds == 0
            ? String.format(Locale.ROOT, "%.0f s", figures.seconds())
            : String.format(Locale.ROOT, "%.0f of %.0f s", figures.seconds(), totalSeconds);
    return List.of(
        ansi(style.bold("Spooky: an auction site, live") + style.dim("   " + time + ", q ends")),
        ansi(style.dim(intro)),
        AttributedString.EMPTY,
        ansi(
            style.cyan(style.bold(Text.pad(figures.speed(), 19, true)))
                + "  "
                + style.green(sparks())),
        ansi(
            style.dim("       change latency  p50 ")
                + style.bold(Text.pad(figures.percentile(50), 8, true))
                + style.dim("   p99 ")
                + style.bold(Text.pad(figures.percentile(99), 8, true))
                + style.dim("   " + Text.count(figures.events()) + " events so far")),
        AttributedString.EMPTY);
  }

  private String sparks() {
    double max = speeds.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    StringBuilder line = new StringBuilder();
    for (double speed : speeds) {
      int level = max <= 0 ? 0 : (int) Math.round(speed / max * (SPARKS.length() - 1));
      line.append(SPARKS.charAt(Math.max(0, level)));
    }
    return line.toString();
  }

  /** Places panels in rows from left to right, as many as fit. */
  private static List<AttributedString> panels(List<LiveView> views, int width, int height) {
    int limit = Math.max(3, Math.min(10, height / 2 - 5));
    List<AttributedString> lines = new ArrayList<>();
    List<List<AttributedString>> row = new ArrayList<>();
    int used = 0;
    for (LiveView view : views) {
      List<AttributedString> panel = panel(view, limit);
      int needed = widest(panel) + PANEL_GAP;
      if (used > 0 && used + needed - PANEL_GAP > width) {
        join(row, lines);
        used = 0;
      }
      row.add(panel);
      used += needed;
    }
    join(row, lines);
    return lines;
  }

  private static List<AttributedString> panel(LiveView view, int limit) {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(ansi(" " + Style.COLOR.bold(Style.COLOR.yellow(view.title()))));
    TextTable table = view.table(limit, Style.COLOR);
    List<String> rows = table.takeRows();
    table.head().forEach(line -> lines.add(ansi(line)));
    rows.forEach(line -> lines.add(ansi(line)));
    return lines;
  }

  private static void join(List<List<AttributedString>> panels, List<AttributedString> lines) {
    int height = panels.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < height; i++) {
      AttributedStringBuilder line = new AttributedStringBuilder();
      int start = 0;
      for (List<AttributedString> panel : panels) {
        line.append(" ".repeat(Math.max(0, start - line.columnLength())));
        if (i < panel.size()) {
          line.append(panel.get(i));
        }
        start += widest(panel) + PANEL_GAP;
      }
      lines.add(line.toAttributedString());
    }
    lines.add(AttributedString.EMPTY);
    panels.clear();
  }

  private static int widest(List<AttributedString> panel) {
    return panel.stream().mapToInt(AttributedString::columnLength).max().orElse(0);
  }

  private static AttributedString ansi(String text) {
    return AttributedString.fromAnsi(text);
  }
}
