// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.cbor.CborWriter;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.SpookyValue;
import java.io.IOException;
import java.io.OutputStream;

/** Whole CBOR documents: records read through Jackson's binary module, values written. */
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
      JsonLocation place = malformed.getLocation();
      int at = place == null ? 0 : (int) place.getByteOffset();
      throw RecordException.cbor(at, malformed.getOriginalMessage());
    } catch (IOException impossible) {
      throw RecordException.cbor(0, String.valueOf(impossible.getMessage()));
    }
  }

  /**
   * Writes a value to a stream in the canonical form of nested fields. Jackson's own generator
   * would write integers above the signed range as bignums.
   */
  public static void write(SpookyValue value, OutputStream out) throws IOException {
    ByteSink sink = new ByteSink();
    CborWriter.write(value, sink);
    out.write(sink.array(), 0, sink.size());
  }
}
