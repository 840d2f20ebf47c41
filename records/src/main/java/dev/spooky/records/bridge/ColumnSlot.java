// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bridge;

import dev.spooky.records.RecordReader;
import dev.spooky.records.ResolvedSchema;
import dev.spooky.records.Utf8View;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.FieldSlot;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One column, resolved once, read from packed rows and from documents alike.
 *
 * <p>In a row it is a load at a constant offset; in a document a position that verifies itself. One
 * slot per thread.
 */
public final class ColumnSlot {
  private final FieldSlot rowSlot;
  private final ResolvedSchema schema;

  private ColumnSlot(FieldSlot rowSlot, ResolvedSchema schema) {
    this.rowSlot = rowSlot;
    this.schema = schema;
  }

  /**
   * The slot of a column.
   *
   * @throws dev.spooky.records.error.RecordException if there is no such column
   */
  public static ColumnSlot resolve(DocumentLayout document, String name) {
    return new ColumnSlot(document.slot(name), ResolvedSchema.of(name));
  }

  /** The slot within rows, for kernels that read nothing else. */
  public FieldSlot rowSlot() {
    return rowSlot;
  }

  /** The tag of a document's field, -1 if it has none. */
  public int tag(RecordReader record) {
    return schema.tag(record, 0);
  }

  /** An integer column of a row. */
  public long getI64(byte[] bytes, int row, long absent) {
    return rowSlot.isNull(bytes, row) ? absent : rowSlot.getLong(bytes, row);
  }

  /** A signed integer field of a document. */
  public long getI64(RecordReader record, long absent) {
    return schema.getI64(record, 0, absent);
  }

  /** A floating-point column of a row. */
  public double getF64(byte[] bytes, int row, double absent) {
    return rowSlot.isNull(bytes, row) ? absent : rowSlot.getDouble(bytes, row);
  }

  /** A number field of a document. */
  public double getF64(RecordReader record, double absent) {
    return schema.getNumberAsF64(record, 0, absent);
  }

  /** A boolean column of a row. */
  public boolean getBool(byte[] bytes, int row, boolean absent) {
    return rowSlot.isNull(bytes, row) ? absent : rowSlot.getBool(bytes, row);
  }

  /** A boolean field of a document. */
  public boolean getBool(RecordReader record, boolean absent) {
    return schema.getBool(record, 0, absent);
  }

  /** A text column of a row, null if it is NULL. */
  public @Nullable String getStr(byte[] bytes, int row) {
    return rowSlot.kind() != FieldKind.UTF8 || rowSlot.isNull(bytes, row)
        ? null
        : new String(
            bytes, rowSlot.start(bytes, row), rowSlot.length(bytes, row), StandardCharsets.UTF_8);
  }

  /** A string field of a document, null if it is absent. */
  public @Nullable String getStr(RecordReader record) {
    return schema.getStr(record, 0);
  }

  /** True if the row and the document have the same text, or both none. */
  public boolean sameText(byte[] bytes, int row, RecordReader record, Utf8View window) {
    boolean inRow = !rowSlot.isNull(bytes, row);
    boolean inDocument = schema.getStr(record, 0, window);
    return inRow == inDocument
        && (!inRow
            || window.contentEquals(bytes, rowSlot.start(bytes, row), rowSlot.length(bytes, row)));
  }
}
