// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;
import java.util.UUID;

/** Values of any type to and from text. */
public final class ValueText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private ValueText() {}

  /** Prints a value, as a cast to VARCHAR does: CHAR without its padding. */
  public static void print(ValueType type, Register in, Register out) {
    switch (type.base()) {
      case CHAR, VARCHAR -> out.setSlice(in.bytes, in.start, in.length);
      case BINARY, VARBINARY -> printBytes(in, out);
      case UUID -> out.setString(uuid(in).toString());
      case ARRAY -> ArrayText.print(type, in, out);
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          REAL,
          DOUBLE,
          DECIMAL,
          DATE,
          TIME,
          TIMESTAMP,
          INSTANT,
          MONTHS,
          MICROS ->
          printScalar(type, in, out);
    }
  }

  private static void printScalar(ValueType type, Register in, Register out) {
    long lo = in.lo;
    long hi = type.domain() == ValueType.Domain.WIDE ? in.hi : lo >> 63;
    double real = in.real;
    out.reserve(24);
    switch (type.base()) {
      case BOOLEAN -> NumberText.appendAscii(lo != 0 ? "true" : "false", out);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> NumberText.appendLong(lo, out);
      case REAL -> NumberText.appendFloat(real, out);
      case DOUBLE -> NumberText.appendDouble(real, out);
      case DECIMAL -> NumberText.appendDecimal(hi, lo, type.scale(), out);
      case DATE -> TemporalText.appendDate(lo, out);
      case TIME -> TemporalText.appendTime(lo, out);
      case TIMESTAMP -> TemporalText.appendTimestamp(lo, out);
      case INSTANT -> {
        TemporalText.appendTimestamp(lo, out);
        NumberText.appendAscii("+00", out);
      }
      case MONTHS -> TemporalText.appendMonths(lo, out);
      case MICROS -> TemporalText.appendMicros(lo, out);
      case CHAR, VARCHAR, BINARY, VARBINARY, UUID, ARRAY -> throw new AssertionError(type);
    }
  }

  private static void printBytes(Register in, Register out) {
    byte[] source = in.bytes;
    int start = in.start;
    int end = start + in.length;
    out.reserve(2 + 2 * in.length);
    out.append('\\');
    out.append('x');
    for (int i = start; i < end; i++) {
      out.append(HEX[source[i] >> 4 & 15]);
      out.append(HEX[source[i] & 15]);
    }
  }

  /** The UUID that 16 bytes are. */
  public static UUID uuid(Register in) {
    long high = Long.reverseBytes(dev.spooky.records.row.Bytes.getLong(in.bytes, in.start));
    long low = Long.reverseBytes(dev.spooky.records.row.Bytes.getLong(in.bytes, in.start + 8));
    return new UUID(high, low);
  }

  /** Stores a UUID as 16 bytes, big-endian, so that bytes order like text. */
  public static void setUuid(UUID uuid, Register out) {
    byte[] bytes = out.reserve(16);
    dev.spooky.records.row.Bytes.putLong(
        bytes, 0, Long.reverseBytes(uuid.getMostSignificantBits()));
    dev.spooky.records.row.Bytes.putLong(
        bytes, 8, Long.reverseBytes(uuid.getLeastSignificantBits()));
    out.length = 16;
  }

  /** Reads a value from text, as a cast does; {@code in} and {@code out} differ. */
  public static void parse(ValueType type, Register in, Register out, long site) {
    switch (type.base()) {
      case BOOLEAN -> out.lo = parseBoolean(in, site) ? 1 : 0;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> out.lo = NumberText.parseLong(in, type, site);
      case REAL -> out.real = NumberText.parseReal(in, true, site);
      case DOUBLE -> out.real = NumberText.parseReal(in, false, site);
      case DECIMAL -> NumberText.parseDecimal(in, type, out, site);
      case DATE -> out.lo = TemporalText.parseDate(in, site);
      case TIME -> out.lo = TemporalText.parseTime(in, type.precision(), site);
      case TIMESTAMP -> out.lo = TemporalText.parseTimestamp(in, type.precision(), site);
      case INSTANT -> out.lo = TemporalText.parseInstant(in, type.precision(), site);
      case MONTHS -> out.lo = TemporalText.parseMonths(in, site);
      case MICROS -> out.lo = TemporalText.parseMicros(in, site);
      case CHAR, VARCHAR -> fit(type, in, out);
      case BINARY, VARBINARY -> {
        parseBytes(in, out, site);
        fit(type, out, out);
      }
      case UUID -> parseUuid(in, out, site);
      case ARRAY -> new ArrayText(type, in, site).parse(out);
    }
  }

  /**
   * Cuts a string to its type's length and gives it the stored form: CHAR stripped, BINARY filled.
   */
  public static void fit(ValueType type, Register in, Register out) {
    if (type.isText()) {
      if (type.precision() >= 0 && in.length > type.precision()) {
        Utf8.truncate(in, type.precision(), out);
      } else {
        out.setSlice(in.bytes, in.start, in.length);
      }
      if (type.base() == ValueType.Base.CHAR) {
        Utf8.stripBlanks(out, out);
      }
    } else if (type.precision() < 0 || in.length == type.precision()) {
      out.setSlice(in.bytes, in.start, in.length);
    } else if (in.length > type.precision()) {
      out.setSlice(in.bytes, in.start, type.precision());
    } else if (type.base() == ValueType.Base.BINARY) {
      byte[] filled = new byte[type.precision()];
      System.arraycopy(in.bytes, in.start, filled, 0, in.length);
      out.setSlice(filled, 0, filled.length);
    } else {
      out.setSlice(in.bytes, in.start, in.length);
    }
  }

  private static boolean parseBoolean(Register in, long site) {
    String text = in.string().strip().toLowerCase(java.util.Locale.ROOT);
    if (!text.isEmpty()) {
      if ("true".startsWith(text)
          || "yes".startsWith(text)
          || text.equals("on")
          || text.equals("1")) {
        return true;
      } else if ("false".startsWith(text)
          || "no".startsWith(text)
          || text.equals("off")
          || text.equals("of")
          || text.equals("0")) {
        return false;
      }
    }
    throw ValueException.invalidText("boolean", text, site);
  }

  private static void parseBytes(Register in, Register out, long site) {
    boolean hex = in.length >= 2 && in.bytes[in.start] == '\\' && in.bytes[in.start + 1] == 'x';
    if (!hex) {
      out.setSlice(in.bytes, in.start, in.length);
      return;
    }
    if ((in.length & 1) != 0) {
      throw ValueException.invalidText("bytea", in.string(), site);
    }
    byte[] decoded = new byte[in.length / 2 - 1];
    for (int i = 0; i < decoded.length; i++) {
      int high = Character.digit(in.bytes[in.start + 2 + 2 * i], 16);
      int low = Character.digit(in.bytes[in.start + 3 + 2 * i], 16);
      if (high < 0 || low < 0) {
        throw ValueException.invalidText("bytea", in.string(), site);
      }
      decoded[i] = (byte) (high << 4 | low);
    }
    out.setSlice(decoded, 0, decoded.length);
  }

  private static void parseUuid(Register in, Register out, long site) {
    String text = in.string().strip();
    try {
      if (text.length() == 36) {
        setUuid(UUID.fromString(text), out);
        return;
      }
    } catch (IllegalArgumentException e) {
      // reported below like any other bad text
    }
    throw new ValueException(
        Errors.Kind.INVALID_TEXT, "invalid input syntax for type uuid: \"" + text + "\"", site);
  }
}
