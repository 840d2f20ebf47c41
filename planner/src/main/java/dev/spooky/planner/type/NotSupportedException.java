// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type;

/**
 * A construct of SQL that is understood but not there yet. Names the construct, its place in the
 * text and a way round where there is one.
 */
public class NotSupportedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String construct;
  private final int line;
  private final int column;

  /**
   * An error.
   *
   * @param construct what is not supported, in words that follow "… is not supported"
   * @param wayRound what to do instead, a sentence; empty when nothing is known
   * @param line line in the SQL text, 1-based; 0 when unknown
   * @param column column in the SQL text, 1-based; 0 when unknown
   */
  public NotSupportedException(String construct, String wayRound, int line, int column) {
    super(construct + " is not supported" + (wayRound.isEmpty() ? "" : ". " + wayRound));
    this.construct = construct;
    this.line = line;
    this.column = column;
  }

  /** What is not supported. */
  public String construct() {
    return construct;
  }

  /** Line in the SQL text, 1-based; 0 when unknown. */
  public int line() {
    return line;
  }

  /** Column in the SQL text, 1-based; 0 when unknown. */
  public int column() {
    return column;
  }
}
