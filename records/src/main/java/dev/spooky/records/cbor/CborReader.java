// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.cbor;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.FieldPath;
import dev.spooky.records.value.SpookyArray;
import dev.spooky.records.value.SpookyNull;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyString;
import dev.spooky.records.value.SpookyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads values from CBOR bytes.
 *
 * <p>Integers become I64 if they fit, else U64, else F64; floats of any width become F64; undefined
 * and unknown simple values become null. In nested maps an integer key becomes its decimal text and
 * a boolean or null key its word; of two equal keys the later wins.
 */
public final class CborReader {
  /** A count that only the break byte ends. */
  private static final long INDEFINITE = -1;

  private final CborCursor in;

  private CborReader(CborCursor in) {
    this.in = in;
  }

  /** The one value that the part of the array holds. */
  public static SpookyValue read(byte[] bytes, int offset, int length) {
    CborCursor in = new CborCursor(bytes, offset, length);
    SpookyValue value = new CborReader(in).value(0, false);
    in.expectEnd();
    return value;
  }

  /** The object of a whole document, whose own keys must be text. */
  public static SpookyObject readDocument(byte[] bytes, int offset, int length) {
    CborCursor in = new CborCursor(bytes, offset, length);
    SpookyValue value = new CborReader(in).value(0, true);
    in.expectEnd();
    if (value instanceof SpookyObject object) {
      return object;
    }
    throw RecordException.notAnObject(value.kind().toString());
  }

  /**
   * The value at the end of a path, reading nothing but what lies on the way; null if absent.
   *
   * @param from the index of the first segment to follow
   */
  public static @Nullable SpookyValue readPath(
      byte[] bytes, int offset, int length, FieldPath path, int from) {
    CborCursor in = new CborCursor(bytes, offset, length);
    for (int i = from; i < path.segments().size(); i++) {
      if (!enterField(in, path.segments().get(i))) {
        return null;
      }
    }
    return new CborReader(in).value(0, false);
  }

  /** Throws unless the part of the array is one value that {@link #read} can read. */
  public static void validate(byte[] bytes, int offset, int length) {
    CborCursor in = new CborCursor(bytes, offset, length);
    in.skipValue(0);
    in.expectEnd();
  }

  /** Moves to the value of a key of the map ahead; of two equal keys the later wins. */
  private static boolean enterField(CborCursor in, FieldName name) {
    in.readHead();
    if (in.major() != Cbor.MAP) {
      return false;
    }
    long count = in.isIndefinite() ? INDEFINITE : in.argument();
    int found = -1;
    for (long i = 0; count == INDEFINITE ? !in.readBreak() : i < count; i++) {
      if (in.skipKey(name)) {
        found = in.position();
      }
      in.skipValue(1);
    }
    if (found >= 0) {
      in.moveTo(found);
    }
    return found >= 0;
  }

  private SpookyValue value(int depth, boolean textKeysOnly) {
    in.readHead();
    return switch (in.major()) {
      case Cbor.UNSIGNED -> unsigned(in.argument());
      case Cbor.NEGATIVE -> negative(in.argument());
      case Cbor.TEXT -> SpookyString.of(in.readText());
      case Cbor.ARRAY -> array(depth);
      case Cbor.MAP -> map(depth, textKeysOnly);
      case Cbor.SIMPLE -> simple();
      default -> throw in.unsupported();
    };
  }

  private static SpookyValue unsigned(long argument) {
    return argument >= 0 ? SpookyValue.of(argument) : SpookyValue.ofUnsigned(argument);
  }

  private static SpookyValue negative(long argument) {
    return argument >= 0 ? SpookyValue.of(~argument) : SpookyValue.of(belowSigned(argument));
  }

  /** The negative integer of an argument that no signed integer can hold, rounded. */
  static double belowSigned(long argument) {
    return -1.0 - SpookyValue.ofUnsigned(argument).toDouble();
  }

  private SpookyValue simple() {
    return switch (in.info()) {
      case Cbor.INFO_FALSE -> SpookyValue.of(false);
      case Cbor.INFO_TRUE -> SpookyValue.of(true);
      case Cbor.INFO_F16, Cbor.INFO_F32, Cbor.INFO_F64 -> SpookyValue.of(in.floatValue());
      default -> SpookyNull.NULL;
    };
  }

  private SpookyValue array(int depth) {
    CborWriter.checkDepth(depth, in.position());
    long count = in.isIndefinite() ? INDEFINITE : in.itemCount(1);
    List<SpookyValue> items = new ArrayList<>(count == INDEFINITE ? 8 : (int) Math.min(count, 64));
    for (long i = 0; count == INDEFINITE ? !in.readBreak() : i < count; i++) {
      items.add(value(depth + 1, false));
    }
    return SpookyArray.of(items);
  }

  private SpookyValue map(int depth, boolean textKeysOnly) {
    CborWriter.checkDepth(depth, in.position());
    long count = in.isIndefinite() ? INDEFINITE : in.itemCount(2);
    SpookyObject.Builder builder = SpookyObject.builder();
    for (long i = 0; count == INDEFINITE ? !in.readBreak() : i < count; i++) {
      FieldName key = FieldName.of(in.readKey(textKeysOnly));
      builder.put(key, value(depth + 1, false));
    }
    return builder.build();
  }
}
