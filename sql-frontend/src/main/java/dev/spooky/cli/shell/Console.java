// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import dev.spooky.cli.print.Style;
import java.io.PrintWriter;
import java.util.function.Function;

/**
 * Where the shell writes.
 *
 * @param out gets results
 * @param style colours or none
 * @param onInterrupt installs what Ctrl-C does and gives the action that takes it back
 */
record Console(PrintWriter out, Style style, Function<Runnable, Runnable> onInterrupt) {
  /** A console without Ctrl-C: it ends the program. */
  static Console plain(PrintWriter out) {
    return new Console(out, Style.PLAIN, action -> () -> {});
  }

  /** Runs an action during which Ctrl-C calls {@code interrupt}. */
  void interruptible(Runnable interrupt, Runnable action) {
    Runnable restore = onInterrupt.apply(interrupt);
    try {
      action.run();
    } finally {
      restore.run();
    }
  }
}
