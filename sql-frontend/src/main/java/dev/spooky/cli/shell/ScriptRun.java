// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import dev.spooky.cli.print.Style;
import dev.spooky.engine.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the statements and commands of a file or a pipe, one after the other. */
public final class ScriptRun {
  private final StatementRunner runner;
  private final Commands commands;
  private final boolean keepGoing;
  private boolean quit;

  ScriptRun(StatementRunner runner, Commands commands, boolean keepGoing) {
    this.runner = runner;
    this.commands = commands;
    this.keepGoing = keepGoing;
  }

  /**
   * Runs a file in a session.
   *
   * @param keepGoing whether statements after a failed one run, too
   * @return whether all succeeded
   */
  public static boolean run(
      Session session, Path file, PrintWriter out, Style style, boolean keepGoing)
      throws IOException {
    Console console = new Console(out, style, action -> () -> {});
    StatementRunner runner = new StatementRunner(session, console, false);
    return new ScriptRun(runner, new Commands(runner), keepGoing).file(file);
  }

  /** Runs a file; gives whether all succeeded. */
  boolean file(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return lines(reader, file.toString());
    } catch (MalformedInputException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  /** Runs what comes from a reader; gives whether all succeeded. */
  boolean lines(Reader source, String name) throws IOException {
    BufferedReader reader = new BufferedReader(source);
    StatementSplitter splitter = new StatementSplitter();
    boolean succeeded = true;
    String line = reader.readLine();
    while (line != null && !quit && (succeeded || keepGoing)) {
      succeeded &= pieces(splitter.feed(line), name);
      line = reader.readLine();
    }
    if (!quit && (succeeded || keepGoing)) {
      succeeded &= pieces(splitter.end(), name);
    }
    return succeeded;
  }

  private boolean pieces(List<StatementSplitter.Piece> pieces, String name) {
    boolean succeeded = true;
    for (StatementSplitter.Piece piece : pieces) {
      if (!quit && (succeeded || keepGoing)) {
        succeeded &= piece(piece, name);
      }
    }
    return succeeded;
  }

  private boolean piece(StatementSplitter.Piece piece, String name) {
    if (runner.console().out().checkError()) {
      quit = true; // nobody reads any more
      return false;
    }
    String origin = name.isEmpty() ? "" : name + ":" + piece.line();
    if (!piece.isCommand()) {
      commands.ran(piece.text());
      return runner.run(piece.text(), origin);
    }
    return switch (commands.run(piece.text())) {
      case DONE -> true;
      case FAILED -> false;
      case QUIT -> {
        quit = true;
        yield true;
      }
    };
  }
}
