// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import dev.spooky.cli.print.Text;
import dev.spooky.cli.print.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The commands that begin with a backslash. */
final class Commands {
  private static final double DEFAULT_WATCH_SECONDS = 2;
  private static final int MAX_INCLUDES = 20;

  private final StatementRunner runner;
  private final Describe describe;
  private final PrintWriter out;
  private final List<Command> commands;
  private Optional<String> lastStatement = Optional.empty();
  private int includes;

  /** What became of a command. */
  enum Result {
    /** It was carried out. */
    DONE,
    /** It failed and said why. */
    FAILED,
    /** The shell is to end. */
    QUIT
  }

  private record Command(String name, String arguments, String help, Action action) {}

  private interface Action {
    Result run(String argument);
  }

  Commands(StatementRunner runner) {
    this.runner = runner;
    this.out = runner.console().out();
    this.describe = new Describe(runner.session(), runner.console());
    this.commands =
        List.of(
            new Command("\\d", "[NAME]", "tables and views, or one of them", describe::run),
            new Command(
                "\\watch", "[SECONDS]", "run the last statement again and again", this::watch),
            new Command("\\timing", "[on|off]", "show how long statements take", this::timing),
            new Command("\\i", "FILE", "run a script", this::include),
            new Command("\\?", "", "this list", this::help),
            new Command("\\q", "", "quit (also Ctrl-D)", argument -> Result.QUIT));
  }

  List<String> names() {
    return commands.stream().map(Command::name).toList();
  }

  /** Remembers a statement for {@code \watch}. */
  void ran(String statement) {
    lastStatement = Optional.of(statement);
  }

  Result run(String line) {
    String[] parts = line.split("\\s+", 2);
    String argument = parts.length > 1 ? parts[1].strip() : "";
    argument = argument.endsWith(";") ? argument.substring(0, argument.length() - 1) : argument;
    for (Command command : commands) {
      if (command.name().equals(parts[0])) {
        return command.action().run(argument);
      }
    }
    return failed("there is no command " + Text.printable(parts[0]) + "; \\? lists them");
  }

  private Result failed(String reason) {
    out.println(runner.console().style().red("ERROR") + ": " + reason);
    out.flush();
    return Result.FAILED;
  }

  private Result help(String argument) {
    TextTable table =
        TextTable.ofTexts(runner.console().style(), "command", "arguments", "what it does");
    commands.forEach(c -> table.add(List.of(c.name(), c.arguments(), c.help())));
    table.add(List.of("Ctrl-C", "", "ends what runs or is being typed"));
    table.add(List.of("SQL;", "", "runs a statement, which may have several lines"));
    table.add(List.of("SUBSCRIBE TO v;", "", "shows the changes of v as they happen"));
    table.add(List.of("EXPLAIN v;", "", "shows how v is kept up to date"));
    TextPrinting.print(out, table);
    return Result.DONE;
  }

  private Result timing(String argument) {
    switch (argument.toLowerCase(Locale.ROOT)) {
      case "on" -> runner.setTiming(true);
      case "off" -> runner.setTiming(false);
      case "" -> runner.setTiming(!runner.timing());
      default -> {
        return failed("\\timing takes on or off");
      }
    }
    out.println("Timing is " + (runner.timing() ? "on." : "off."));
    out.flush();
    return Result.DONE;
  }

  private Result watch(String argument) {
    if (lastStatement.isEmpty()) {
      return failed("there is no statement to watch yet");
    }
    double seconds;
    try {
      seconds = argument.isEmpty() ? DEFAULT_WATCH_SECONDS : Double.parseDouble(argument);
    } catch (NumberFormatException e) {
      return failed("\\watch takes a number of seconds");
    }
    if (!(seconds >= 0.01 && seconds <= 86_400)) {
      return failed("\\watch takes 0.01 to 86400 seconds");
    }
    return new Watch(runner, lastStatement.get(), seconds).run() ? Result.DONE : Result.FAILED;
  }

  private Result include(String argument) {
    if (argument.isEmpty()) {
      return failed("\\i needs a file's name");
    }
    if (includes >= MAX_INCLUDES) {
      return failed("scripts include each other too deeply");
    }
    includes++;
    try {
      boolean succeeded = new ScriptRun(runner, this, false).file(Path.of(argument));
      return succeeded ? Result.DONE : Result.FAILED;
    } catch (IOException e) {
      return failed("cannot read " + Text.printable(argument) + ": " + e.getMessage());
    } finally {
      includes--;
    }
  }
}
