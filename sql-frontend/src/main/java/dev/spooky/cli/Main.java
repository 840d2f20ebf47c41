// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli;

import dev.spooky.cli.shell.Shell;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Begin of the program. */
@Command(
    name = "spooky",
    description = {
      "SQL views that are kept up to date while the data changes.",
      "Without a command: an interactive SQL shell, or statements from standard input."
    },
    versionProvider = Main.Version.class,
    sortOptions = false,
    footer = {
      "  bench  Measures the engine; see ./spooky bench --help.",
      "",
      "Exit code: 0 if all went well, 1 if a statement failed, 2 for a wrong command line."
    },
    subcommands = {RunCommand.class, DemoCommand.class, TpchCommand.class})
public final class Main implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version.")
  boolean version;

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command; gives the exit code. */
  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println("spooky: " + failure.getMessage());
              if (!(failure instanceof IOException)) {
                failure.printStackTrace(line.getErr());
              }
              return 1;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() throws IOException {
    try (Spooky database = Spooky.open();
        Session session = database.session()) {
      Terminal terminal = Terminals.openIfThere();
      if (terminal == null) {
        PrintWriter out = Terminals.plainOutput();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        boolean succeeded = new Shell(session).pipe(in, out);
        out.flush();
        return succeeded ? 0 : 1;
      }
      try (terminal) {
        new Shell(session)
            .terminal(
                terminal,
                "Spooky %s, a new database in memory. \\? for help, \\q to quit."
                    .formatted(Version.number()));
      }
      return 0;
    }
  }

  /** Reads the version from the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    static String number() {
      String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "(development)" : version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"spooky " + number(), "Java " + Runtime.version()};
    }
  }
}
