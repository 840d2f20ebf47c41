// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import dev.spooky.cli.print.ErrorPrinter;
import dev.spooky.cli.print.ProgressBar;
import dev.spooky.cli.print.RowsPrinter;
import dev.spooky.cli.print.Style;
import dev.spooky.cli.print.Text;
import dev.spooky.engine.FileAccess;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.sql.error.SpookySqlException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs statements in a session and prints what they give, or what is wrong with them. */
final class StatementRunner {
  private static final String CANCELLED = "57014";

  private final Session session;
  private final Console console;
  private final PrintWriter out;
  private final Style style;
  private final RowsPrinter rowsPrinter;
  private final ProgressBar progress;
  private boolean timing;

  StatementRunner(Session session, Console console, boolean timing) {
    this.session = session;
    this.console = console;
    this.out = console.out();
    this.style = console.style();
    this.rowsPrinter = new RowsPrinter(out, style);
    this.progress = new ProgressBar(out, style);
    this.timing = timing;
    session.setFileAccess(FileAccess.below(Path.of("")).withListener(new CopyReport()));
  }

  Session session() {
    return session;
  }

  Console console() {
    return console;
  }

  boolean timing() {
    return timing;
  }

  void setTiming(boolean newTiming) {
    timing = newTiming;
  }

  /**
   * Runs a statement; Ctrl-C cancels it.
   *
   * @param origin where it stands, as {@code file:line}; empty if it was typed
   * @return whether it succeeded
   */
  boolean run(String sql, String origin) {
    return run(sql, origin, () -> {});
  }

  /** Runs a statement; Ctrl-C meanwhile cancels it and then runs {@code onInterrupt}. */
  boolean run(String sql, String origin, Runnable onInterrupt) {
    AtomicBoolean stopped = new AtomicBoolean();
    AtomicBoolean succeeded = new AtomicBoolean();
    console.interruptible(
        () -> {
          stopped.set(true);
          session.cancel();
          onInterrupt.run();
        },
        () -> succeeded.set(runOne(sql, origin, stopped)));
    out.flush();
    return succeeded.get();
  }

  private boolean runOne(String sql, String origin, AtomicBoolean stopped) {
    long start = System.nanoTime();
    try (Prepared statement = session.prepare(sql)) {
      Outcome outcome = statement.execute();
      progress.clear();
      if (outcome.rows().isEmpty()) {
        printCount(statement, outcome.updateCount(), start);
      } else if (statement.kind() == Prepared.Kind.SUBSCRIBE) {
        live(outcome.rows().get(), stopped);
      } else {
        try (Rows rows = outcome.rows().get()) {
          long count = rowsPrinter.print(rows);
          footer("(" + Text.rows(count), ")", start);
        }
      }
      return true;
    } catch (SpookySqlException e) {
      progress.clear();
      if (stopped.get() && e.sqlState().equals(CANCELLED)) {
        out.println(style.yellow("cancelled"));
      } else {
        new ErrorPrinter(out, style).print(e, origin, sql);
      }
      return false;
    }
  }

  private void live(Rows rows, AtomicBoolean stopped) {
    if (style == Style.COLOR) {
      out.println(style.dim("live, until Ctrl-C"));
      out.flush();
    }
    try (rows) {
      long count = rowsPrinter.printLive(rows, stopped::get);
      if (stopped.get()) {
        out.println(); // behind the terminal's ^C
      }
      out.println(style.dim("(" + Text.count(count) + " changes)"));
    }
  }

  private void printCount(Prepared statement, long count, long start) {
    switch (statement.kind()) {
      case UPDATE -> footer(Text.rows(count), "", start);
      case QUERY, SUBSCRIBE, DEFINITION, CONTROL -> footer("OK", "", start);
    }
  }

  private void footer(String text, String end, long start) {
    String time = timing ? ", " + Text.duration(System.nanoTime() - start) : "";
    out.println(style.dim(text + time + end));
  }

  /** Shows how far a COPY is and what it leaves out. */
  private final class CopyReport implements FileAccess.Listener {
    @Override
    public void advanced(long bytes, long totalBytes, long rows) {
      progress.show(bytes, totalBytes, rows);
    }

    @Override
    public void skipped(String reason) {
      progress.clear();
      out.println(style.yellow("skipped") + ": " + Text.printable(reason));
    }
  }
}
