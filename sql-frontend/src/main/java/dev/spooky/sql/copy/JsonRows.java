// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.spooky.engine.Binding;
import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a JSON file: an object a line, or one array of objects. A field that an object lacks is
 * NULL; one that the table lacks is a fault.
 */
final class JsonRows implements FileRows {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Utf8Input input;
  private final BufferedReader reader;
  private final JsonFields fields;
  private @Nullable JsonParser array;
  private boolean started;
  private boolean ended;
  private long line;

  JsonRows(Utf8Input input, Values values) {
    this.input = input;
    this.reader = new BufferedReader(input);
    this.fields = new JsonFields(values);
  }

  @Override
  public java.util.List<String> columns() {
    return fields.names();
  }

  @Override
  public boolean next(Binding row) throws IOException, BadRowException {
    if (!started) {
      started = true;
      open();
    }
    return array == null ? nextLine(row) : nextElement(array, row);
  }

  /** Looks for the bracket that begins an array. */
  private void open() throws IOException {
    int skippedLines = 0;
    while (true) {
      reader.mark(1);
      int c = reader.read();
      if (c == '\n') {
        skippedLines++;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        reader.reset();
        line = skippedLines;
        if (c == '[') {
          JsonParser parser = FACTORY.createParser(reader);
          parser.nextToken();
          array = parser;
        }
        return;
      }
    }
  }

  private boolean nextLine(Binding row) throws IOException, BadRowException {
    String text;
    do {
      text = reader.readLine();
      if (text == null) {
        return false;
      }
      line++;
    } while (text.isBlank());
    checkEncoding(line);
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw BadRowException.row(line, "the line is no JSON object", null);
      }
      fields.read(parser, row, line);
      if (parser.nextToken() != null) {
        throw BadRowException.row(line, "more than one JSON value on the line", null);
      }
      return true;
    } catch (JsonProcessingException e) {
      throw BadRowException.row(line, reason(e, e.getLocation().getColumnNr()), e);
    }
  }

  private boolean nextElement(JsonParser parser, Binding row) throws IOException, BadRowException {
    if (ended) {
      return false;
    }
    long first = line;
    try {
      JsonToken token = parser.nextToken();
      first = lineOf(parser);
      if (token == JsonToken.END_ARRAY) {
        ended = true;
        if (parser.nextToken() != null) {
          throw BadRowException.file(first, "there is something behind the array", null);
        }
        return false;
      }
      if (token != JsonToken.START_OBJECT) {
        parser.skipChildren();
        throw BadRowException.row(first, "the array's element is no object", null);
      }
      readElement(parser, row, first);
      checkEncoding(lineOf(parser));
      return true;
    } catch (JsonProcessingException e) {
      ended = true;
      long broken = skippedAhead() + Math.max(1, e.getLocation().getLineNr());
      throw BadRowException.file(broken, reason(e, e.getLocation().getColumnNr()), e);
    } finally {
      currentLine = first;
    }
  }

  private void readElement(JsonParser parser, Binding row, long first)
      throws IOException, BadRowException {
    try {
      fields.read(parser, row, first);
    } catch (BadRowException e) {
      while (!(parser.currentToken() == JsonToken.END_OBJECT
          && parser.getParsingContext().inArray())) {
        if (parser.nextToken() == null) {
          break;
        }
      }
      throw e;
    }
  }

  private long currentLine;

  /** Lines in front of the array, which the parser has not seen. */
  private long skippedAhead() {
    return line;
  }

  private long lineOf(JsonParser parser) {
    return skippedAhead() + parser.currentLocation().getLineNr();
  }

  private void checkEncoding(long lastLine) throws BadRowException {
    Utf8Input.Fault fault = input.takeFault(lastLine);
    if (fault != null) {
      throw BadRowException.row(
          fault.line(), "invalid UTF-8 at byte " + fault.byteOffset() + " of the file", null);
    }
  }

  private static String reason(JsonProcessingException e, int column) {
    String message = String.valueOf(e.getOriginalMessage());
    int details = message.indexOf('\n');
    return "invalid JSON at column %d: %s"
        .formatted(column, details < 0 ? message : message.substring(0, details));
  }

  @Override
  public long line() {
    return array == null ? line : currentLine;
  }

  @Override
  public long bytesRead() {
    return input.bytesRead();
  }

  @Override
  public void close() throws IOException {
    if (array != null) {
      array.close();
    }
    reader.close();
  }
}
