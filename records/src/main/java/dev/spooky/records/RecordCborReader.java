// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.cbor.CborBuilder;
import dev.spooky.records.cbor.CborStream;
import dev.spooky.records.cbor.ValueSink;
import dev.spooky.records.value.FieldName;
import org.jspecify.annotations.Nullable;

/**
 * Records straight from CBOR documents, without values in between.
 *
 * <p>Reads document after document with the same memory; names seen are added to a dictionary if
 * one is given. Byte strings, tags and keys of the document itself that are no text are errors. One
 * reader per thread.
 */
public final class RecordCborReader {
  private final Fields fields;
  private final CborStream stream;

  /** A reader that remembers no names. */
  public RecordCborReader() {
    this(new RecordBuilder(), null);
  }

  /** A reader that uses this builder and adds names to this dictionary. */
  public RecordCborReader(RecordBuilder builder, @Nullable FieldNames names) {
    fields = new Fields(builder, names);
    stream = new CborStream(fields);
  }

  /**
   * Empties the sink, writes the record of the map that this part of the array is into it, and
   * gives the number of fields.
   *
   * @throws dev.spooky.records.error.RecordException if the bytes are no such map; the sink then is
   *     as it was
   */
  public int readInto(byte[] bytes, int offset, int length, ByteSink sink) {
    fields.builder.begin();
    fields.depth = 0;
    stream.readDocument(bytes, offset, length);
    return fields.builder.finishInto(sink);
  }

  /** Turns the parts of the outermost map into fields and passes on what lies deeper. */
  private static final class Fields implements ValueSink {
    private final RecordBuilder builder;
    private final CborBuilder nested;
    private final @Nullable FieldNames names;
    private int depth;

    Fields(RecordBuilder builder, @Nullable FieldNames names) {
      this.builder = builder;
      this.nested = builder.beginNested();
      this.names = names;
    }

    private boolean isField() {
      return depth == 1;
    }

    @Override
    public void beginArray() {
      depth++;
      nested.beginArray();
    }

    @Override
    public void beginObject() {
      if (depth++ > 0) {
        nested.beginObject();
      }
    }

    @Override
    public void end() {
      depth--;
      if (depth > 0) {
        nested.end();
      }
      if (isField()) {
        builder.endNested();
      }
    }

    @Override
    public void key(byte[] utf8, int offset, int length) {
      if (!isField()) {
        nested.key(utf8, offset, length);
        return;
      }
      FieldName name = FieldName.ofUtf8(utf8, offset, length);
      if (names != null) {
        names.add(name);
      }
      builder.field(name);
    }

    @Override
    public void nullValue() {
      if (isField()) {
        builder.nullValue();
      } else {
        nested.nullValue();
      }
    }

    @Override
    public void bool(boolean value) {
      if (isField()) {
        builder.bool(value);
      } else {
        nested.bool(value);
      }
    }

    @Override
    public void i64(long value) {
      if (isField()) {
        builder.i64(value);
      } else {
        nested.i64(value);
      }
    }

    @Override
    public void u64(long bits) {
      if (isField()) {
        builder.u64(bits);
      } else {
        nested.u64(bits);
      }
    }

    @Override
    public void f64(double value) {
      if (isField()) {
        builder.f64(value);
      } else {
        nested.f64(value);
      }
    }

    @Override
    public void utf8(byte[] bytes, int offset, int length) {
      if (isField()) {
        builder.utf8(bytes, offset, length);
      } else {
        nested.utf8(bytes, offset, length);
      }
    }
  }
}
