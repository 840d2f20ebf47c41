// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.spooky.engine.Column;
import dev.spooky.engine.RowView;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes rows as JSON objects, one a line, or as one array of them. */
final class JsonWriter implements RowsWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final Writer out;
  private final JsonGenerator generator;
  private final List<Column> columns;
  private final boolean array;

  JsonWriter(Writer out, boolean array, List<Column> columns) throws IOException {
    this.out = out;
    this.columns = columns;
    this.array = array;
    this.generator = FACTORY.createGenerator(out);
    if (array) {
      generator.writeStartArray();
    } else {
      generator.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }
  }

  @Override
  public void write(RowView row) throws IOException {
    if (array) {
      generator.writeRaw('\n');
    }
    generator.writeStartObject();
    for (int i = 0; i < columns.size(); i++) {
      generator.writeFieldName(columns.get(i).name());
      writeValue(row, i);
    }
    generator.writeEndObject();
  }

  private void writeValue(RowView row, int column) throws IOException {
    if (row.isNull(column)) {
      generator.writeNull();
      return;
    }
    switch (columns.get(column).type()) {
      case BOOLEAN -> generator.writeBoolean(row.getBoolean(column));
      case TINYINT, SMALLINT, INTEGER, BIGINT -> generator.writeNumber(row.getLong(column));
      case DECIMAL -> generator.writeNumber(row.getDecimal(column));
      case REAL, DOUBLE -> writeDouble(row, column);
      case ARRAY -> JsonArrays.write(generator, row.getObject(column));
      case CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_WITH_TIME_ZONE,
          INTERVAL_YEAR_MONTH,
          INTERVAL_DAY_TIME,
          UUID,
          NULL ->
          generator.writeString(row.getString(column));
    }
  }

  /** JSON has no NaN and no infinity; they become text, which COPY FROM takes back. */
  private void writeDouble(RowView row, int column) throws IOException {
    if (Double.isFinite(row.getDouble(column))) {
      generator.writeNumber(row.getDecimal(column));
    } else {
      generator.writeString(row.getString(column));
    }
  }

  @Override
  public void close() throws IOException {
    if (array) {
      generator.writeRaw('\n');
      generator.writeEndArray();
    }
    generator.close();
    out.write('\n');
    out.flush();
  }
}
