// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.records.row.ArrayReader;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** The lengths that the texts or byte strings in an array's column can have. */
final class ElementLengths {
  private final RelDataType element;
  private final ArrayReader reader;
  private final @Nullable ElementLengths inner;
  private final boolean text;

  private ElementLengths(RelDataType element, @Nullable ElementLengths inner) {
    this.element = element;
    this.reader = new ArrayReader(RowLayouts.kind(element));
    this.inner = inner;
    this.text = SqlTypeUtil.isCharacter(element);
  }

  /** The check of a column's arrays; null if any will do. */
  static @Nullable ElementLengths of(RelDataType type) {
    RelDataType element = type.getComponentType();
    if (element == null) {
      return null;
    }
    ElementLengths inner = of(element);
    boolean limited =
        SqlTypeName.STRING_TYPES.contains(element.getSqlTypeName()) && element.getPrecision() >= 0;
    return inner != null || limited ? new ElementLengths(element, inner) : null;
  }

  /** Refuses an array with an element that is too long. */
  void check(byte[] bytes, int start, int length, String column) {
    reader.reset(bytes, start, length);
    while (reader.next()) {
      if (reader.isNull()) {
        continue;
      }
      reader.findValue();
      if (inner != null) {
        inner.check(reader.value(), reader.valueStart(), reader.valueLength(), column);
      } else if (units() > element.getPrecision()) {
        throw SpookySqlException.of(
            SqlErrorCode.STRING_TOO_LONG, element + " ARRAY, column '" + column + "'");
      }
    }
  }

  /** Characters of a text, bytes of a binary. */
  private int units() {
    if (!text) {
      return reader.valueLength();
    }
    int units = 0;
    for (int i = 0; i < reader.valueLength(); i++) {
      if ((reader.value()[reader.valueStart() + i] & 0xC0) != 0x80) {
        units++;
      }
    }
    return units;
  }
}
