// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import dev.spooky.cli.print.TextTable;
import java.io.PrintWriter;
import java.util.List;

/** Prints finished tables. */
final class TextPrinting {
  private TextPrinting() {}

  static void print(PrintWriter out, TextTable table) {
    List<String> rows = table.takeRows();
    table.head().forEach(out::println);
    rows.forEach(out::println);
    out.flush();
  }
}
