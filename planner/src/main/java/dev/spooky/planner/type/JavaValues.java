// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type;

import dev.spooky.planner.type.kernel.Checked;
import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.Utf8;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueText;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Values to and from Java objects. */
final class JavaValues {
  private static final int MAX_ZEROS = 1000;

  private JavaValues() {}

  /** The canonical Java object of a value. */
  static Object toJava(ValueType type, Register in) {
    return switch (type.base()) {
      case BOOLEAN -> in.lo != 0;
      case TINYINT -> (byte) in.lo;
      case SMALLINT -> (short) in.lo;
      case INTEGER -> (int) in.lo;
      case BIGINT -> in.lo;
      case REAL -> (float) in.real;
      case DOUBLE -> in.real;
      case DECIMAL ->
          type.domain() == ValueType.Domain.WIDE
              ? Decimals.toBigDecimal(in.hi, in.lo, type.scale())
              : BigDecimal.valueOf(in.lo, type.scale());
      case DATE -> LocalDate.ofEpochDay(in.lo);
      case TIME -> LocalTime.ofNanoOfDay(in.lo % Temporal.MICROS_PER_DAY * 1000);
      case TIMESTAMP -> dateTime(in.lo);
      case INSTANT -> dateTime(in.lo).atOffset(ZoneOffset.UTC);
      case MONTHS -> Period.ofMonths((int) in.lo).normalized();
      case MICROS -> Duration.of(in.lo, ChronoUnit.MICROS);
      case CHAR -> padded(type, in);
      case VARCHAR -> in.string();
      case BINARY, VARBINARY -> in.toByteArray();
      case UUID -> ValueText.uuid(in);
      case ARRAY -> ArrayObjects.toList(type, in);
    };
  }

  private static String padded(ValueType type, Register in) {
    Register out = new Register();
    Utf8.pad(in, type.precision(), out);
    return out.string();
  }

  private static LocalDateTime dateTime(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, Temporal.MICROS_PER_SECOND),
        (int) Math.floorMod(micros, Temporal.MICROS_PER_SECOND) * 1000,
        ZoneOffset.UTC);
  }

  /** Stores a Java object as a value of the type, converting where SQL would assign. */
  static void fromJava(ValueType type, Object value, Register out) {
    if (value instanceof CharSequence || value instanceof Character) {
      Register text = new Register();
      text.setString(value.toString());
      if (type.isText()) {
        assignString(type, text, out);
      } else if (type.isArray()) {
        ArrayObjects.fromText(type, text, out);
      } else {
        ValueText.parse(type, text, out, 0);
      }
      return;
    }
    boolean stored =
        switch (type.base()) {
          case BOOLEAN -> fromBoolean(value, out);
          case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL ->
              value instanceof Number number && fromNumber(type, number, out);
          case DATE, TIME, TIMESTAMP, INSTANT -> TemporalValues.store(type, value, out);
          case MONTHS, MICROS -> TemporalValues.storeInterval(type, value, out);
          case CHAR, VARCHAR -> fromOther(type, value, out);
          case BINARY, VARBINARY -> fromBytes(type, value, out);
          case UUID -> fromUuid(value, out);
          case ARRAY -> ArrayObjects.fromJava(type, value, out);
        };
    if (!stored) {
      throw new ValueException(
          Errors.Kind.INVALID_TEXT,
          "a Java " + value.getClass().getName() + " is not a value of type " + type.label(),
          0);
    }
  }

  private static boolean fromBoolean(Object value, Register out) {
    if (value instanceof Boolean bool) {
      out.lo = bool ? 1 : 0;
    } else if (value instanceof Number number) {
      out.lo = number.doubleValue() != 0 ? 1 : 0;
    } else {
      return false;
    }
    return true;
  }

  private static boolean fromNumber(ValueType type, Number value, Register out) {
    boolean real = value instanceof Double || value instanceof Float;
    if (type.base() == ValueType.Base.DOUBLE) {
      out.real = finite(type, value.doubleValue(), real);
    } else if (type.base() == ValueType.Base.REAL) {
      out.real = finite(type, Checked.toFloat(value.doubleValue(), 0), real);
    } else if (real && type.isInteger()) {
      out.lo = Checked.realToLong(value.doubleValue(), type.min(), type.max(), 0);
    } else if (real) {
      double number = value.doubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        throw ValueException.outOfRange(type.label(), 0);
      }
      setDecimal(type, new BigDecimal(value.toString()), out);
    } else if (value instanceof BigDecimal || value instanceof BigInteger) {
      setDecimal(
          type, value instanceof BigDecimal big ? big : new BigDecimal((BigInteger) value), out);
    } else if (type.isInteger()) {
      out.lo = Checked.range(value.longValue(), type.min(), type.max(), 0);
    } else {
      setDecimal(type, BigDecimal.valueOf(value.longValue()), out);
    }
    return true;
  }

  private static double finite(ValueType type, double value, boolean real) {
    if (Double.isInfinite(value) && !real) {
      throw ValueException.outOfRange(type.label(), 0);
    }
    return value;
  }

  private static void setDecimal(ValueType type, BigDecimal value, Register out) {
    if (type.isInteger()) {
      Decimals.fromBigDecimal(value, Decimals.MAX_PRECISION, 0, out, 0);
      if (out.hi != out.lo >> 63) {
        throw ValueException.outOfRange(type.label(), 0);
      }
      Checked.range(out.lo, type.min(), type.max(), 0);
    } else {
      Decimals.fromBigDecimal(value, type.precision(), type.scale(), out, 0);
    }
  }

  /** Digits without an exponent, unless they would be thousands. */
  private static String plain(BigDecimal value) {
    return Math.abs((long) value.scale()) > MAX_ZEROS ? value.toString() : value.toPlainString();
  }

  private static boolean fromOther(ValueType type, Object value, Register out) {
    Register text = new Register();
    if (value instanceof Number || value instanceof Boolean || value instanceof UUID) {
      text.setString(value instanceof BigDecimal decimal ? plain(decimal) : value.toString());
    } else if (value instanceof LocalDate
        || value instanceof LocalDateTime
        || value instanceof LocalTime
        || value instanceof OffsetDateTime
        || value instanceof ZonedDateTime
        || value instanceof Instant) {
      text.setString(value.toString());
    } else {
      return false;
    }
    assignString(type, text, out);
    return true;
  }

  /** Stores a text that must not be longer than its type allows, but for trailing blanks. */
  private static void assignString(ValueType type, Register text, Register out) {
    ValueText.fit(type, text, out);
    for (int i = out.start + out.length; i < text.start + text.length; i++) {
      if (text.bytes[i] != ' ') {
        throw new ValueException(
            Errors.Kind.OUT_OF_RANGE,
            "value too long for type " + type.label() + "(" + type.precision() + ")",
            0);
      }
    }
  }

  private static boolean fromBytes(ValueType type, Object value, Register out) {
    if (!(value instanceof byte[] bytes)) {
      return false;
    }
    if (type.precision() >= 0 && bytes.length > type.precision()) {
      throw new ValueException(
          Errors.Kind.OUT_OF_RANGE,
          "value too long for type " + type.label() + "(" + type.precision() + ")",
          0);
    }
    Register raw = new Register();
    raw.setSlice(bytes, 0, bytes.length);
    ValueText.fit(type, raw, out);
    return true;
  }

  private static boolean fromUuid(Object value, Register out) {
    if (value instanceof UUID uuid) {
      ValueText.setUuid(uuid, out);
      return true;
    } else if (value instanceof byte[] bytes && bytes.length == 16) {
      out.setSlice(bytes, 0, 16);
      return true;
    }
    return false;
  }
}
