// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import dev.spooky.cli.print.Style;
import dev.spooky.engine.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** The interactive shell on a terminal, and the same without one. */
public final class Shell {
  private static final String PROMPT = "spooky> ";
  private static final String PROMPT_IN_TRANSACTION = "spooky*> ";
  private static final int HISTORY_LINES = 10_000;

  private final Session session;

  /** A shell for a session, which it does not close. */
  public Shell(Session session) {
    this.session = session;
  }

  /** Reads from a pipe until its end; gives whether all statements succeeded. */
  public boolean pipe(Reader in, PrintWriter out) throws IOException {
    StatementRunner runner = new StatementRunner(session, Console.plain(out), false);
    return new ScriptRun(runner, new Commands(runner), true).lines(in, "");
  }

  /** Reads from a terminal until {@code \q} or Ctrl-D. */
  public void terminal(Terminal terminal, String greeting) {
    Console console = console(terminal);
    StatementRunner runner = new StatementRunner(session, console, true);
    Commands commands = new Commands(runner);
    LineReader reader = reader(terminal, commands);
    console.out().println(greeting);
    console.out().flush();
    boolean more = true;
    while (more) {
      try {
        String prompt = session.inTransaction() ? PROMPT_IN_TRANSACTION : PROMPT;
        more = run(reader.readLine(prompt), runner, commands);
      } catch (UserInterruptException e) {
        more = true; // Ctrl-C at the prompt drops what was typed
      } catch (EndOfFileException e) {
        more = false;
      }
    }
  }

  private static boolean run(String text, StatementRunner runner, Commands commands) {
    StatementSplitter splitter = new StatementSplitter();
    for (String line : text.split("\n", -1)) {
      for (StatementSplitter.Piece piece : splitter.feed(line)) {
        if (!piece.isCommand()) {
          commands.ran(piece.text());
          runner.run(piece.text(), "");
        } else if (commands.run(piece.text()) == Commands.Result.QUIT) {
          return false;
        }
      }
    }
    return true;
  }

  private static Console console(Terminal terminal) {
    return new Console(
        terminal.writer(),
        Style.COLOR,
        action -> {
          Terminal.SignalHandler previous =
              terminal.handle(Terminal.Signal.INT, signal -> action.run());
          return () -> terminal.handle(Terminal.Signal.INT, previous);
        });
  }

  private LineReader reader(Terminal terminal, Commands commands) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName("spooky")
            .terminal(terminal)
            .parser(new SqlLineParser())
            .completer(new SqlCompleter(session, commands.names()))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.AUTO_FRESH_LINE, true)
            .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P   ...> ");
    Path folder = Path.of(System.getProperty("user.home"), ".spooky");
    try {
      Files.createDirectories(folder);
      builder.variable(LineReader.HISTORY_FILE, folder.resolve("history"));
    } catch (IOException e) {
      terminal.writer().println("No history is kept: " + e.getMessage());
    }
    return builder.build();
  }
}
