// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.records.TemplateWriter;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.value.FieldName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes the rows of any result set as records, straight from its columns.
 *
 * <p>The columns' labels are the fields' names, hashed and sorted once. Integers become I64 (or
 * U64), floating point F64, decimals with digits after the point their plain text, byte strings
 * Base64, everything else the text that the driver gives; NULL becomes null. One writer per result
 * set.
 */
public final class RowRecords {
  private enum Form {
    BOOL,
    INTEGER,
    FLOATING,
    DECIMAL,
    BYTES,
    TEXT
  }

  private static final int UNSIGNED_BITS = 64;

  private final ResultSet rows;
  private final Form[] forms;
  private final TemplateWriter writer;

  /**
   * A writer of this result set's rows.
   *
   * @throws SQLException if the result set does not tell its columns
   * @throws dev.spooky.records.error.RecordException if two columns have one label
   */
  public RowRecords(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData columns = rows.getMetaData();
    List<FieldName> names = new ArrayList<>();
    forms = new Form[columns.getColumnCount()];
    for (int i = 0; i < forms.length; i++) {
      names.add(FieldName.of(columns.getColumnLabel(i + 1)));
      forms[i] = form(columns.getColumnType(i + 1));
    }
    writer = new TemplateWriter(names);
  }

  private static Form form(int type) {
    return switch (type) {
      case Types.BOOLEAN, Types.BIT -> Form.BOOL;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Form.INTEGER;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> Form.FLOATING;
      case Types.DECIMAL, Types.NUMERIC -> Form.DECIMAL;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> Form.BYTES;
      default -> Form.TEXT;
    };
  }

  /** Empties the sink and writes the current row's record into it. */
  public void writeInto(ByteSink sink) throws SQLException {
    writer.begin(sink);
    for (int field = writer.next(); field >= 0; field = writer.next()) {
      writeColumn(field + 1, forms[field]);
    }
  }

  private void writeColumn(int column, Form form) throws SQLException {
    switch (form) {
      case BOOL -> {
        boolean value = rows.getBoolean(column);
        if (!writeNull()) {
          writer.bool(value);
        }
      }
      case INTEGER -> {
        long value = rows.getLong(column);
        if (!writeNull()) {
          writer.i64(value);
        }
      }
      case FLOATING -> {
        double value = rows.getDouble(column);
        if (!writeNull()) {
          writer.f64(value);
        }
      }
      case DECIMAL -> writeDecimal(rows.getBigDecimal(column));
      case BYTES -> {
        byte[] value = rows.getBytes(column);
        if (!writeNull()) {
          writer.str(Base64.getEncoder().encodeToString(value));
        }
      }
      case TEXT -> {
        String value = rows.getString(column);
        if (!writeNull()) {
          writer.str(value);
        }
      }
    }
  }

  private boolean writeNull() throws SQLException {
    if (!rows.wasNull()) {
      return false;
    }
    writer.nullValue();
    return true;
  }

  private void writeDecimal(BigDecimal value) throws SQLException {
    if (writeNull()) {
      return;
    }
    BigInteger integer = value.scale() == 0 ? value.unscaledValue() : null;
    if (integer != null && integer.bitLength() < UNSIGNED_BITS) {
      writer.i64(integer.longValue());
    } else if (integer != null && integer.signum() > 0 && integer.bitLength() == UNSIGNED_BITS) {
      writer.u64(integer.longValue());
    } else {
      writer.str(value.toPlainString());
    }
  }
}
