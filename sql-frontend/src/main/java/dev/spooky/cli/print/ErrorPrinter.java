// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.print;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlPosition;
import java.io.PrintWriter;
import java.util.List;

/** Prints errors with the line of the statement that they are about and marks below the place. */
public final class ErrorPrinter {
  /** The most of a line that is shown in front of the place, and behind it. */
  private static final int CONTEXT = 60;

  private final PrintWriter out;
  private final Style style;

  /** Prints on {@code out}. */
  public ErrorPrinter(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  /**
   * Prints an error of a statement.
   *
   * @param origin where the statement came from, as {@code file:line}; empty for one that was typed
   * @param sql the statement's text, which the error's position counts from
   */
  public void print(SpookySqlException error, String origin, String sql) {
    SqlPosition place = error.position();
    int colon = origin.lastIndexOf(':');
    int above = colon < 0 ? 0 : Integer.parseInt(origin.substring(colon + 1)) - 1;
    out.println(
        prefix(origin, colon, above + Math.max(1, place.line()))
            + style.red(style.bold("ERROR " + error.sqlState()))
            + ": "
            + Text.printable(error.detail()));
    List<String> lines = sql.lines().toList();
    if (place.isKnown() && place.line() <= lines.size()) {
      excerpt(lines.get(place.line() - 1), place, above);
    }
    error.hint().ifPresent(hint -> out.println(style.cyan("hint") + ": " + Text.printable(hint)));
    out.flush();
  }

  /** The file and the line in it at which the error is. */
  private static String prefix(String origin, int colon, int line) {
    return colon < 0 ? "" : origin.substring(0, colon + 1) + line + ": ";
  }

  private void excerpt(String line, SqlPosition place, int above) {
    int column = Math.min(place.column() - 1, line.length());
    int from = column > CONTEXT ? column - CONTEXT : 0;
    int end = place.endLine() == place.line() ? place.endColumn() : line.length();
    int until = Math.min(line.length(), Math.max(column + CONTEXT, Math.min(end, column + 200)));
    String before = (from > 0 ? "…" : "") + visible(line.substring(from, column));
    String place1 = visible(line.substring(column, Math.max(column, Math.min(end, until))));
    String behind = visible(line.substring(Math.max(column, Math.min(end, until)), until));
    String number = "  " + (above + place.line()) + " ";
    out.println(
        style.dim(number)
            + style.bar()
            + " "
            + before
            + place1
            + behind
            + (until < line.length() ? "…" : ""));
    int marks = Math.max(1, Text.width(place1));
    out.println(
        " ".repeat(number.length())
            + style.bar()
            + " "
            + " ".repeat(Text.width(before))
            + style.red("^".repeat(marks)));
  }

  private static String visible(String text) {
    return Text.printable(text.replace('\t', ' '));
  }
}
