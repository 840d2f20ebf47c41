// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.error;

import java.io.Serializable;

/**
 * A stretch of SQL text, from its first to its last character.
 *
 * @param line line of the first character, from 1; 0 if the place is not known
 * @param column column of the first character, from 1, counted in UTF-16 units
 * @param endLine line of the last character
 * @param endColumn column of the last character
 */
public record SqlPosition(int line, int column, int endLine, int endColumn)
    implements Serializable {

  /** The place of an error that has none, such as one met while a commit runs. */
  public static final SqlPosition UNKNOWN = new SqlPosition(0, 0, 0, 0);

  /** Whether the error points at a place in the text at all. */
  public boolean isKnown() {
    return line > 0;
  }

  @Override
  public String toString() {
    return isKnown() ? "line " + line + ", column " + column : "unknown position";
  }
}
