// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli;

import dev.spooky.cli.print.Style;
import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Finds out whether somebody sits in front. */
final class Terminals {
  private Terminals() {}

  /** Whether input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // newer JDKs are asked below
  static boolean isThere() {
    Console console = System.console();
    if (console == null || Runtime.version().feature() < 22) {
      return console != null;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Colours for a terminal, none for files and pipes. */
  static Style style() {
    return isThere() ? Style.COLOR : Style.PLAIN;
  }

  /** The terminal, if input and output are one that can move its cursor; else null. */
  static @Nullable Terminal openIfThere() throws IOException {
    if (!isThere()) {
      return null;
    }
    Terminal terminal =
        TerminalBuilder.builder()
            .name("spooky")
            .system(true)
            .dumb(true)
            .nativeSignals(true)
            .build();
    if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      terminal.close();
      return null;
    }
    return terminal;
  }

  /** Standard output as UTF-8, for files and pipes. */
  static PrintWriter plainOutput() {
    return new PrintWriter(
        new BufferedWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8)));
  }
}
