// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import dev.spooky.engine.Column;
import dev.spooky.engine.RowView;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Writes rows as CSV. Values that would be read as something else without quotes stand between
 * quotes: those with a delimiter, a quote or a line break, and those that look like NULL.
 */
final class CsvWriter implements RowsWriter {
  private final Writer out;
  private final CopyOptions options;
  private final int columns;

  CsvWriter(Writer out, CopyOptions options, List<Column> columns) throws IOException {
    this.out = out;
    this.options = options;
    this.columns = columns.size();
    if (options.header()) {
      for (int i = 0; i < columns.size(); i++) {
        writeValue(i, columns.get(i).name());
      }
      out.write('\n');
    }
  }

  @Override
  public void write(RowView row) throws IOException {
    for (int i = 0; i < columns; i++) {
      String text = row.getString(i);
      if (text != null) {
        writeValue(i, text);
      } else {
        separate(i);
        out.write(options.nullText());
      }
    }
    out.write('\n');
  }

  private void separate(int index) throws IOException {
    if (index > 0) {
      out.write(options.delimiter());
    }
  }

  private void writeValue(int index, String text) throws IOException {
    separate(index);
    if (!needsQuotes(text)) {
      out.write(text);
      return;
    }
    out.write(options.quote());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == options.quote()) {
        out.write(c);
      }
      out.write(c);
    }
    out.write(options.quote());
  }

  private boolean needsQuotes(String text) {
    if (text.isEmpty() || text.equals(options.nullText())) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == options.delimiter() || c == options.quote() || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
