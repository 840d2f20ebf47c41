// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/** The fields of one CSV row; the reader fills it anew for every row. */
final class CsvLine extends AbstractBaseCsvCallbackHandler<CsvLine> {
  private final List<String> texts = new ArrayList<>();
  private boolean[] quoted = new boolean[16];
  private int breaks;
  private long line;

  @Override
  protected void handleBegin(long startingLineNumber) {
    texts.clear();
    breaks = 0;
    line = startingLineNumber;
  }

  @Override
  protected void handleField(int index, char[] chars, int offset, int length, boolean isQuoted) {
    if (index >= quoted.length) {
      quoted = java.util.Arrays.copyOf(quoted, index * 2);
    }
    quoted[index] = isQuoted;
    if (isQuoted) {
      for (int i = offset; i < offset + length; i++) {
        breaks += chars[i] == '\n' ? 1 : 0;
      }
    }
    texts.add(new String(chars, offset, length));
  }

  @Override
  protected void handleEmpty() {
    quoted[0] = false;
    texts.add("");
  }

  @Override
  protected CsvLine buildRecord() {
    return this;
  }

  int size() {
    return texts.size();
  }

  String text(int index) {
    return texts.get(index);
  }

  boolean isQuoted(int index) {
    return quoted[index];
  }

  List<String> texts() {
    return List.copyOf(texts);
  }

  /** Whether the line has nothing on it. */
  boolean isBlank() {
    return texts.size() == 1 && texts.get(0).isEmpty() && !quoted[0];
  }

  long line() {
    return line;
  }

  long lastLine() {
    return line + breaks;
  }
}
