// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.spooky.engine.Binding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file as RFC 4180 has it. A value without quotes that equals the NULL text is NULL;
 * one between quotes never is.
 */
final class CsvRows implements FileRows {
  /** The longest row, in characters. */
  private static final int MAX_ROW = 64 << 20;

  private static final Pattern PLACE = Pattern.compile(" ?\\(record starting at line (\\d+)\\)");

  private final Utf8Input input;
  private final CsvReader<CsvLine> reader;
  private final Iterator<CsvLine> lines;
  private final CopyOptions options;
  private final Values values;
  private long line;

  /**
   * Opens the rows and reads the header, if there is one.
   *
   * @param choose gives the columns to fill, from the header's names or, without a header, from an
   *     empty list
   */
  CsvRows(Utf8Input input, CopyOptions options, Function<List<String>, Values> choose)
      throws IOException, BadRowException {
    this.input = input;
    this.options = options;
    this.reader =
        CsvReader.builder()
            .fieldSeparator(options.delimiter())
            .quoteCharacter(options.quote())
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(MAX_ROW)
            .build(new CsvLine(), new BufferedReader(input));
    this.lines = reader.iterator();
    this.values = choose.apply(options.header() ? header() : List.of());
  }

  private List<String> header() throws IOException, BadRowException {
    CsvLine names = nextLine();
    if (names == null) {
      throw BadRowException.file(1, "the header is missing", null);
    }
    return names.texts();
  }

  @Override
  public List<String> columns() {
    return values.columns().stream().map(column -> column.name()).toList();
  }

  @Override
  public boolean next(Binding row) throws IOException, BadRowException {
    CsvLine fields = nextLine();
    while (fields != null && fields.isBlank() && values.columns().size() > 1) {
      fields = nextLine();
    }
    if (fields == null) {
      return false;
    }
    Utf8Input.Fault fault = input.takeFault(fields.lastLine());
    if (fault != null) {
      throw BadRowException.row(
          fault.line(), "invalid UTF-8 at byte " + fault.byteOffset() + " of the file", null);
    }
    int expected = values.columns().size();
    if (fields.size() != expected) {
      throw BadRowException.row(
          line, "%d values, but %d columns".formatted(fields.size(), expected), null);
    }
    for (int i = 0; i < expected; i++) {
      String text = fields.text(i);
      boolean isNull = !fields.isQuoted(i) && text.equals(options.nullText());
      values.setText(row, i, isNull ? null : text, line);
    }
    return true;
  }

  private @Nullable CsvLine nextLine() throws IOException, BadRowException {
    try {
      if (!lines.hasNext()) {
        return null;
      }
      CsvLine next = lines.next();
      line = next.line();
      return next;
    } catch (CsvParseException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      } else if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw broken(e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private BadRowException broken(CsvParseException e) {
    String message = String.valueOf(e.getMessage());
    Matcher place = PLACE.matcher(message);
    return place.find()
        ? BadRowException.file(
            Long.parseLong(place.group(1)), message.substring(0, place.start()), e)
        : BadRowException.file(line + 1, message, e);
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public long bytesRead() {
    return input.bytesRead();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
