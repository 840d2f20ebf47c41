// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli;

import dev.spooky.cli.print.Style;
import dev.spooky.cli.shell.ScriptRun;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs scripts. */
@Command(
    name = "run",
    description = "Runs SQL scripts in a new database and prints their results.",
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scripts, run in this order.")
  private List<Path> files = List.of();

  @Option(
      names = "--keep-going",
      description = "Goes on after a failed statement; the exit code is 1 all the same.")
  private boolean keepGoing;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean help;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Terminals.plainOutput();
    Style style = Terminals.style();
    boolean succeeded = true;
    try (Spooky database = Spooky.open();
        Session session = database.session()) {
      for (Path file : files) {
        if (succeeded || keepGoing) {
          succeeded &= ScriptRun.run(session, file, out, style, keepGoing);
        }
      }
    } finally {
      out.flush();
    }
    return succeeded ? 0 : 1;
  }
}
