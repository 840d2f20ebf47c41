// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.SpookyValue;
import java.io.IOException;
import java.io.OutputStream;

/** Whole CBOR documents through Jackson's binary module: a stream of records, values to streams. */
public final class CborDocuments {
  private static final CBORFactory FACTORY = new CBORFactory();

  private final JsonRecords records;

  /** Documents read by this reader, whose memory is used again. */
  public CborDocuments(JsonRecords records) {
    this.records = records;
  }

  /** Empties the sink, writes the record of a CBOR map into it, gives the number of fields. */
  public int parseInto(byte[] bytes, int offset, int length, ByteSink sink) {
    try (JsonParser parser = FACTORY.createParser(bytes, offset, length)) {
      return records.readInto(parser, sink);
    } catch (JsonProcessingException malformed) {
      throw RecordException.cbor(
          (int) malformed.getLocation().getByteOffset(), malformed.getOriginalMessage());
    } catch (IOException impossible) {
      throw RecordException.cbor(0, String.valueOf(impossible.getMessage()));
    }
  }

  /** Writes a value to a stream, integers shortest, doubles in nine bytes. */
  public static void write(SpookyValue value, OutputStream out) throws IOException {
    try (CBORGenerator generator = FACTORY.createGenerator(out)) {
      generator.configure(CBORGenerator.Feature.WRITE_MINIMAL_INTS, true);
      JsonValues.write(value, generator);
    }
  }
}
