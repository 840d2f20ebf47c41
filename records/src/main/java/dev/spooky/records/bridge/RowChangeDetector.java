// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bridge;

import dev.spooky.records.ChangeDetector.Change;
import dev.spooky.records.RecordReader;
import dev.spooky.records.Tag;
import dev.spooky.records.Utf8View;

/**
 * Tells whether an incoming document differs from the row stored for its id, by an integer version
 * and a text hash, without packing the document. One detector per thread.
 */
public final class RowChangeDetector {
  private final ColumnSlot version;
  private final ColumnSlot contentHash;
  private final Utf8View window = new Utf8View();

  /** A detector over these two columns of a layout. */
  public RowChangeDetector(DocumentLayout document, String versionColumn, String hashColumn) {
    version = ColumnSlot.resolve(document, versionColumn);
    contentHash = ColumnSlot.resolve(document, hashColumn);
  }

  /** Compares an incoming document with the stored row. */
  public Change compare(byte[] bytes, int row, RecordReader incoming) {
    if (!contentHash.sameText(bytes, row, incoming, window)) {
      return Change.CONTENT;
    }
    if (contentHash.rowSlot().isNull(bytes, row)) { // the document's is no text either
      return Change.UNKNOWN;
    }
    return sameVersion(bytes, row, incoming) ? Change.NONE : Change.VERSION_ONLY;
  }

  /** True if both have the same integer, or neither has any value. */
  private boolean sameVersion(byte[] bytes, int row, RecordReader incoming) {
    if (version.rowSlot().isNull(bytes, row)) {
      return version.tag(incoming) <= Tag.NULL;
    }
    return version.tag(incoming) == Tag.I64
        && version.getI64(bytes, row, 0) == version.getI64(incoming, 0);
  }
}
