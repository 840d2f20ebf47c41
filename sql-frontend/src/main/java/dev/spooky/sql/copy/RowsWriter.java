// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import dev.spooky.engine.RowView;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes rows into a file; {@link #close} writes what is left and leaves the file to its opener.
 */
interface RowsWriter extends Closeable {
  /** Writes the current row. */
  void write(RowView row) throws IOException;
}
