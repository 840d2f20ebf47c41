// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import dev.spooky.engine.Binding;
import java.io.Closeable;
import java.io.IOException;

/** The rows of a file, one after the other; starts before the first. */
interface FileRows extends Closeable {
  /** The columns that the file's values are for, by name, in the order of the parameters. */
  java.util.List<String> columns();

  /**
   * Moves to the next row and sets its values.
   *
   * @return false after the last row, with no value set
   * @throws BadRowException if the row is bad; the next call goes on behind it, unless it is final
   */
  boolean next(Binding values) throws IOException, BadRowException;

  /** The line on which the current row begins, from 1. */
  long line();

  /** Bytes of the file that are done, roughly. */
  long bytesRead();
}
