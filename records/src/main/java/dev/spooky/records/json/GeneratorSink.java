// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spooky.records.cbor.ValueSink;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Passes the parts of a value on to a generator; its exceptions come out unchecked. */
final class GeneratorSink implements ValueSink {
  private final JsonGenerator generator;

  GeneratorSink(JsonGenerator generator) {
    this.generator = generator;
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void write(Step step) {
    try {
      step.run();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void beginArray() {
    write(generator::writeStartArray);
  }

  @Override
  public void beginObject() {
    write(generator::writeStartObject);
  }

  @Override
  public void end() {
    write(
        () -> {
          if (generator.getOutputContext().inArray()) {
            generator.writeEndArray();
          } else {
            generator.writeEndObject();
          }
        });
  }

  @Override
  public void key(byte[] utf8, int offset, int length) {
    write(() -> generator.writeFieldName(FieldName.ofUtf8(utf8, offset, length).text()));
  }

  @Override
  public void nullValue() {
    write(generator::writeNull);
  }

  @Override
  public void bool(boolean value) {
    write(() -> generator.writeBoolean(value));
  }

  @Override
  public void i64(long value) {
    write(() -> generator.writeNumber(value));
  }

  @Override
  public void u64(long bits) {
    write(() -> JsonValues.writeNumber(SpookyValue.ofUnsigned(bits), generator));
  }

  @Override
  public void f64(double value) {
    write(() -> JsonValues.writeDouble(value, generator));
  }

  @Override
  public void utf8(byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    write(() -> generator.writeString(text));
  }
}
