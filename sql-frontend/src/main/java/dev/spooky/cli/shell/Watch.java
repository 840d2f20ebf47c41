// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import dev.spooky.cli.print.Style;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs a statement again and again until Ctrl-C, on a terminal always at the same place. */
final class Watch {
  private final StatementRunner runner;
  private final String statement;
  private final double seconds;
  private final CountDownLatch stop = new CountDownLatch(1);

  Watch(StatementRunner runner, String statement, double seconds) {
    this.runner = runner;
    this.statement = statement;
    this.seconds = seconds;
  }

  /** Gives whether the statement succeeded to the end. */
  boolean run() {
    Console console = runner.console();
    Runnable restore = console.onInterrupt().apply(stop::countDown);
    try {
      boolean succeeded = true;
      while (succeeded && stop.getCount() > 0) {
        head(console);
        succeeded = runner.run(statement, "", stop::countDown);
        if (stop.await(Math.round(seconds * 1000), TimeUnit.MILLISECONDS)
            || console.out().checkError()) {
          break;
        }
      }
      if (stop.getCount() == 0) {
        console.out().println(); // behind the terminal's ^C
      }
      return succeeded;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      restore.run();
    }
  }

  private void head(Console console) {
    PrintWriter out = console.out();
    if (console.style() == Style.COLOR) {
      out.print("\u001b[H\u001b[2J");
    }
    String time = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).toString();
    out.println(console.style().dim("every %s s, %s, until Ctrl-C".formatted(trim(seconds), time)));
  }

  private static String trim(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
