// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.calcite;

import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueText;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;

/** Values as the Java objects on which Calcite's generated code computes, and back. */
final class Boxes {
  private static final long MICROS_PER_MILLI = 1000;

  private Boxes() {}

  static Object box(ValueType type, Register in) {
    return switch (type.base()) {
      case BOOLEAN -> in.lo != 0;
      case TINYINT -> (byte) in.lo;
      case SMALLINT -> (short) in.lo;
      case INTEGER, DATE, MONTHS -> (int) in.lo;
      case BIGINT -> in.lo;
      case REAL -> (float) in.real;
      case DOUBLE -> in.real;
      case DECIMAL ->
          type.domain() == ValueType.Domain.WIDE
              ? Decimals.toBigDecimal(in.hi, in.lo, type.scale())
              : BigDecimal.valueOf(in.lo, type.scale());
      case TIME -> (int) (in.lo / MICROS_PER_MILLI);
      case TIMESTAMP, INSTANT, MICROS -> Math.floorDiv(in.lo, MICROS_PER_MILLI);
      case CHAR, VARCHAR -> in.string();
      case BINARY, VARBINARY -> new ByteString(in.toByteArray());
      case UUID -> ValueText.uuid(in);
      case ARRAY -> BoxedArrays.box(type, in);
    };
  }

  static void unbox(Object value, ValueType type, Register out, long site) {
    boolean known =
        switch (type.domain()) {
          case BOOL -> unboxBoolean(value, out);
          case LONG -> unboxLong(value, type, out, site);
          case WIDE -> unboxDecimal(value, type, out, site);
          case REAL -> unboxReal(value, out);
          case SLICE ->
              type.isArray()
                  ? BoxedArrays.unbox(value, type, out, site)
                  : unboxSlice(value, type, out);
        };
    if (!known) {
      throw new ValueException(
          Errors.Kind.FUNCTION,
          "a " + value.getClass().getName() + " is no value of type " + type.label(),
          site);
    }
  }

  private static boolean unboxBoolean(Object value, Register out) {
    if (value instanceof Boolean bool) {
      out.lo = bool ? 1 : 0;
      return true;
    }
    return false;
  }

  private static boolean unboxReal(Object value, Register out) {
    if (value instanceof Number number) {
      out.real = number.doubleValue();
      return true;
    }
    return false;
  }

  private static boolean unboxLong(Object value, ValueType type, Register out, long site) {
    if (type.base() == ValueType.Base.DECIMAL) {
      return unboxDecimal(value, type, out, site);
    } else if (value instanceof Number number) {
      unboxWhole(number, type, out, site);
      return true;
    }
    return false;
  }

  private static void unboxWhole(Number number, ValueType type, Register out, long site) {
    boolean millis =
        type.base() == ValueType.Base.TIME
            || type.base() == ValueType.Base.TIMESTAMP
            || type.base() == ValueType.Base.INSTANT
            || type.base() == ValueType.Base.MICROS;
    out.lo =
        millis
            ? Checked.multiply(number.longValue(), MICROS_PER_MILLI, site)
            : Checked.range(number.longValue(), type.min(), type.max(), site);
  }

  private static boolean unboxDecimal(Object value, ValueType type, Register out, long site) {
    if (value instanceof Number number) {
      BigDecimal decimal =
          number instanceof BigDecimal big ? big : new BigDecimal(number.toString());
      Decimals.fromBigDecimal(decimal, type.precision(), type.scale(), out, site);
      return true;
    }
    return false;
  }

  private static boolean unboxSlice(Object value, ValueType type, Register out) {
    if (value instanceof String text) {
      out.setString(text);
    } else if (value instanceof ByteString bytes) {
      byte[] raw = bytes.getBytes();
      out.setSlice(raw, 0, raw.length);
    } else if (value instanceof UUID uuid) {
      ValueText.setUuid(uuid, out);
    } else {
      return false;
    }
    return type.domain() == ValueType.Domain.SLICE;
  }
}
