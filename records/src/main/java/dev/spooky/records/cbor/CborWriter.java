// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.cbor;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.SpookyArray;
import dev.spooky.records.value.SpookyBool;
import dev.spooky.records.value.SpookyNumber;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyString;
import dev.spooky.records.value.SpookyValue;

/** Appends values to a sink in the one form described in the package; allocates nothing. */
public final class CborWriter {
  private CborWriter() {}

  /** Appends a value with all that is in it. */
  public static void write(SpookyValue value, ByteSink sink) {
    write(value, sink, 0);
  }

  /** Asks for final classes only: asking for an interface costs a search through its subtypes. */
  private static void write(SpookyValue value, ByteSink sink, int depth) {
    if (value instanceof SpookyString text) {
      writeHead(Cbor.TEXT, text.byteLength(), sink);
      text.writeTo(sink);
    } else if (value instanceof SpookyNumber.I64 integer) {
      writeI64(integer.value(), sink);
    } else if (value instanceof SpookyBool bool) {
      writeBool(bool.value(), sink);
    } else if (value instanceof SpookyObject object) {
      checkDepth(depth, sink.size());
      writeObject(object, sink, depth);
    } else if (value instanceof SpookyArray array) {
      checkDepth(depth, sink.size());
      writeArray(array, sink, depth);
    } else if (value instanceof SpookyNumber.F64 number) {
      writeF64(number.value(), sink);
    } else if (value instanceof SpookyNumber.U64 integer) {
      writeU64(integer.bits(), sink);
    } else {
      writeNull(sink);
    }
  }

  private static void writeArray(SpookyArray array, ByteSink sink, int depth) {
    writeHead(Cbor.ARRAY, array.size(), sink);
    for (int i = 0; i < array.size(); i++) {
      write(array.get(i), sink, depth + 1);
    }
  }

  private static void writeObject(SpookyObject object, ByteSink sink, int depth) {
    writeHead(Cbor.MAP, object.size(), sink);
    for (int i = 0; i < object.size(); i++) {
      object.nameAt(i).writeCborTo(sink);
      write(object.valueAt(i), sink, depth + 1);
    }
  }

  static void checkDepth(int depth, int offset) {
    if (depth >= Cbor.MAX_DEPTH) {
      throw RecordException.cbor(offset, "nested deeper than " + Cbor.MAX_DEPTH);
    }
  }

  static void writeNull(ByteSink sink) {
    sink.putByte(Cbor.NULL);
  }

  static void writeBool(boolean value, ByteSink sink) {
    sink.putByte(value ? Cbor.TRUE : Cbor.FALSE);
  }

  static void writeI64(long value, ByteSink sink) {
    if (value >= 0) {
      writeHead(Cbor.UNSIGNED, value, sink);
    } else {
      writeHead(Cbor.NEGATIVE, ~value, sink);
    }
  }

  static void writeU64(long bits, ByteSink sink) {
    writeHead(Cbor.UNSIGNED, bits, sink);
  }

  static void writeF64(double value, ByteSink sink) {
    sink.putByte(Cbor.F64);
    sink.putLongBigEndian(Double.doubleToRawLongBits(value));
  }

  /** A head with its argument, unsigned, in the fewest bytes. */
  static void writeHead(int major, long argument, ByteSink sink) {
    int high = major << 5;
    if (argument >= 0 && argument < 24) {
      sink.putByte(high | (int) argument);
    } else if (argument >>> 8 == 0) {
      sink.putByte(high | 24);
      sink.putByte((int) argument);
    } else if (argument >>> 16 == 0) {
      sink.putByte(high | 25);
      sink.putByte((int) (argument >>> 8));
      sink.putByte((int) argument);
    } else if (argument >>> 32 == 0) {
      sink.putByte(high | 26);
      for (int shift = 24; shift >= 0; shift -= 8) {
        sink.putByte((int) (argument >>> shift));
      }
    } else {
      sink.putByte(high | 27);
      sink.putLongBigEndian(argument);
    }
  }

  /** The number of bytes that {@link #writeHead} needs. */
  static int headBytes(long argument) {
    if (argument >= 0 && argument < 24) {
      return 1;
    }
    return argument >>> 8 == 0 ? 2 : argument >>> 16 == 0 ? 3 : argument >>> 32 == 0 ? 5 : 9;
  }
}
