// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.cbor;

import dev.spooky.records.bytes.Utf8;
import dev.spooky.records.error.RecordException;

/**
 * Reads CBOR part by part into a {@link ValueSink}, by the rules of {@link CborReader} and without
 * its values. Allocates nothing but for keys that are no text and text in chunks. One per thread.
 */
public final class CborStream {
  private final CborCursor in = new CborCursor();
  private final ValueSink sink;
  private byte[] bytes = new byte[0];

  /** A stream into this sink, value after value. */
  public CborStream(ValueSink sink) {
    this.sink = sink;
  }

  /** Reads the one value that the part of the array holds. */
  public void read(byte[] cbor, int offset, int length) {
    begin(cbor, offset, length);
    value(0);
    in.expectEnd();
  }

  /** Reads the object of a whole document, whose own keys must be text. */
  public void readDocument(byte[] cbor, int offset, int length) {
    begin(cbor, offset, length);
    in.readHead();
    int major = in.major();
    if (major != Cbor.MAP) {
      CborReader.validate(cbor, offset, length);
      throw RecordException.notAnObject("CBOR of major type " + major);
    }
    map(0, true);
    in.expectEnd();
  }

  private void begin(byte[] cbor, int offset, int length) {
    bytes = cbor;
    in.moveTo(cbor, offset, length);
  }

  private void value(int depth) {
    in.readHead();
    switch (in.major()) {
      case Cbor.UNSIGNED -> unsigned(in.argument());
      case Cbor.NEGATIVE -> negative(in.argument());
      case Cbor.TEXT -> text(false);
      case Cbor.ARRAY -> array(depth);
      case Cbor.MAP -> map(depth, false);
      case Cbor.SIMPLE -> simple();
      default -> throw in.unsupported();
    }
  }

  private void unsigned(long argument) {
    if (argument >= 0) {
      sink.i64(argument);
    } else {
      sink.u64(argument);
    }
  }

  private void negative(long argument) {
    if (argument >= 0) {
      sink.i64(~argument);
    } else {
      sink.f64(CborReader.belowSigned(argument));
    }
  }

  private void simple() {
    switch (in.info()) {
      case Cbor.INFO_FALSE -> sink.bool(false);
      case Cbor.INFO_TRUE -> sink.bool(true);
      case Cbor.INFO_F16, Cbor.INFO_F32, Cbor.INFO_F64 -> sink.f64(in.floatValue());
      default -> sink.nullValue();
    }
  }

  private void array(int depth) {
    CborWriter.checkDepth(depth, in.position());
    boolean indefinite = in.isIndefinite();
    long count = indefinite ? 0 : in.itemCount(1);
    sink.beginArray();
    for (long i = 0; indefinite ? !in.readBreak() : i < count; i++) {
      value(depth + 1);
    }
    sink.end();
  }

  private void map(int depth, boolean textKeysOnly) {
    CborWriter.checkDepth(depth, in.position());
    boolean indefinite = in.isIndefinite();
    long count = indefinite ? 0 : in.itemCount(2);
    sink.beginObject();
    for (long i = 0; indefinite ? !in.readBreak() : i < count; i++) {
      key(textKeysOnly);
      value(depth + 1);
    }
    sink.end();
  }

  private void key(boolean textOnly) {
    int before = in.position();
    in.readHead();
    if (in.major() == Cbor.TEXT) {
      text(true);
      return;
    }
    in.moveTo(before);
    emit(Utf8.bytes(in.readKey(textOnly)), true);
  }

  private void text(boolean isKey) {
    if (in.isIndefinite()) {
      emit(Utf8.bytes(in.readText()), isKey);
      return;
    }
    int length = (int) in.argument();
    int from = in.textChunk();
    if (isKey) {
      sink.key(bytes, from, length);
    } else {
      sink.utf8(bytes, from, length);
    }
  }

  private void emit(byte[] utf8, boolean isKey) {
    if (isKey) {
      sink.key(utf8, 0, utf8.length);
    } else {
      sink.utf8(utf8, 0, utf8.length);
    }
  }
}
