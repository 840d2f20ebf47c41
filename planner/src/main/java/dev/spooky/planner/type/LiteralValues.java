// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type;

import dev.spooky.planner.type.kernel.Decimals;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.TemporalText;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueText;
import dev.spooky.planner.type.kernel.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Values to and from the constants in Calcite's literals and search arguments. */
final class LiteralValues {
  private static final BigDecimal MICROS_PER_MILLI = BigDecimal.valueOf(1000);

  private LiteralValues() {}

  /** Stores the constant of a literal of the type. */
  static void fromConstant(ValueType type, Object value, Register out) {
    if (value instanceof NlsString text) {
      Register in = new Register();
      in.setString(text.getValue());
      if (type.isText()) {
        // a literal keeps its own blanks and length; only a cast or a row gives it another form
        out.setSlice(in.bytes, in.start, in.length);
      } else {
        ValueText.parse(type, in, out, 0);
      }
    } else if (value instanceof Boolean bool) {
      out.lo = bool ? 1 : 0;
    } else if (value instanceof ByteString bytes) {
      byte[] raw = bytes.getBytes();
      out.setSlice(raw, 0, raw.length);
    } else if (value instanceof UUID uuid) {
      ValueText.setUuid(uuid, out);
    } else if (value instanceof Number number) {
      fromNumber(type, number, out);
    } else {
      fromTemporal(type, value, out);
    }
  }

  private static void fromNumber(ValueType type, Number value, Register out) {
    if (type.base() == ValueType.Base.MICROS) {
      out.lo =
          new BigDecimal(value.toString())
              .multiply(MICROS_PER_MILLI)
              .setScale(0, RoundingMode.HALF_UP)
              .longValueExact();
    } else if (type.isNumeric()) {
      JavaValues.fromJava(type, value, out);
    } else {
      out.lo = value.longValue();
    }
  }

  private static void fromTemporal(ValueType type, Object value, Register out) {
    Register text = new Register();
    text.setString(value.toString());
    // values stay as exact as they were written: no rounding to the type's precision here
    if (value instanceof DateString) {
      out.lo = TemporalText.parseDate(text, 0);
      if (type.base() != ValueType.Base.DATE) {
        out.lo = Temporal.dateToMicros(out.lo, 0);
      }
    } else if (value instanceof TimeString) {
      out.lo = TemporalText.parseTime(text, 6, 0);
    } else if (value instanceof TimestampString) {
      out.lo = TemporalText.parseTimestamp(text, 6, 0);
    } else {
      // TimestampWithTimeZoneString and the like: "2024-01-01 00:00:00 GMT+01:00"
      text.setString(value.toString().replace("GMT", "").replace("UTC", ""));
      ValueText.parse(type, text, out, 0);
    }
  }

  /** The literal of a value; a cast around it keeps the exact type. */
  static RexNode toLiteral(RexBuilder builder, RelDataType type, ValueType valueType, Register in) {
    Object value =
        switch (valueType.base()) {
          case BOOLEAN -> in.lo != 0;
          case TINYINT, SMALLINT, INTEGER, BIGINT, MONTHS -> BigDecimal.valueOf(in.lo);
          case REAL, DOUBLE -> in.real;
          case DECIMAL ->
              valueType.domain() == ValueType.Domain.WIDE
                  ? Decimals.toBigDecimal(in.hi, in.lo, valueType.scale())
                  : BigDecimal.valueOf(in.lo, valueType.scale());
          case DATE -> new DateString(text(ValueType.Base.DATE, in.lo));
          case TIME -> new TimeString(text(ValueType.Base.TIME, in.lo));
          case TIMESTAMP, INSTANT -> new TimestampString(text(ValueType.Base.TIMESTAMP, in.lo));
          case MICROS -> BigDecimal.valueOf(in.lo).divide(MICROS_PER_MILLI);
          case CHAR, VARCHAR -> new NlsString(in.string(), charset(type), type.getCollation());
          case BINARY, VARBINARY -> new ByteString(in.toByteArray());
          case UUID -> ValueText.uuid(in);
          case ARRAY -> textOf(valueType, in);
        };
    if (type.getSqlTypeName() == SqlTypeName.TIMESTAMP_TZ || valueType.isArray()) {
      // Calcite's literal of such a time names a zone; text keeps it, and an array, exactly
      return builder.makeAbstractCast(type, builder.makeLiteral(textOf(valueType, in)), false);
    }
    return builder.makeLiteral(value, type, true, false);
  }

  private static String charset(RelDataType type) {
    return type.getCharset() == null ? "UTF-8" : type.getCharset().name();
  }

  private static String text(ValueType.Base base, long lo) {
    Register in = new Register();
    in.lo = lo;
    String text = textOf(new ValueType(base, 6, 0), in);
    if (text.endsWith(" BC") || text.indexOf('-') > 4) {
      throw ValueException.outOfRange(base == ValueType.Base.DATE ? "date" : "timestamp", 0);
    }
    return text;
  }

  private static String textOf(ValueType type, Register in) {
    Register out = new Register();
    ValueText.print(type, in, out);
    return out.string();
  }
}
