// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.format.NumberTemplate;
import dev.spooky.planner.type.format.NumberWriter;
import dev.spooky.planner.type.format.TimeReader;
import dev.spooky.planner.type.format.TimeTemplate;
import dev.spooky.planner.type.format.TimeWriter;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.Temporal;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** TO_CHAR, TO_DATE and TO_TIMESTAMP; templates that are constants are taken apart once. */
final class FormatFamily {
  private FormatFamily() {}

  static void register(Operators operators) {
    operators.names(FormatFamily::write, "TO_CHAR");
    operators.names(FormatFamily::readDate, "TO_DATE");
    operators.names(FormatFamily::readInstant, "TO_TIMESTAMP");
    operators.addName("TO_TIMESTAMP", FormatFamily::ofSeconds);
  }

  /** Writes a value after a template. */
  private interface Writer<T> {
    String write(T template, Register value);
  }

  private static @Nullable Eval write(RexCall call, Binder binder) {
    if (call.getOperands().size() != 2) {
      return null;
    }
    Eval value = binder.operand(call, 0);
    long site = Binder.site(call);
    if (value.type().isNumeric()) {
      ValueType type = value.type();
      return template(
          call,
          binder,
          value,
          NumberTemplate::of,
          (template, in) -> NumberWriter.write(template, IntegerFamily.decimal(type, in, site)));
    }
    Writer<TimeTemplate> writer = timeWriter(value.type(), binder.settings().zone(), site);
    return writer == null ? null : template(call, binder, value, TimeTemplate::of, writer);
  }

  private static @Nullable Writer<TimeTemplate> timeWriter(ValueType type, ZoneId zone, long site) {
    return switch (type.base()) {
      case DATE ->
          (template, in) ->
              TimeWriter.timestamp(template, Temporal.dateToMicros(in.lo, site), site);
      case TIMESTAMP -> (template, in) -> TimeWriter.timestamp(template, in.lo, site);
      case INSTANT -> (template, in) -> TimeWriter.instant(template, in.lo, zone, site);
      case TIME, MICROS -> (template, in) -> TimeWriter.interval(template, in.lo, site);
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          REAL,
          DOUBLE,
          DECIMAL,
          MONTHS,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          UUID,
          ARRAY ->
          null;
    };
  }

  private static <T> @Nullable Eval template(
      RexCall call, Binder binder, Eval value, Patterns.Compiler<T> compiler, Writer<T> writer) {
    Eval text = binder.operand(call, 1);
    if (!text.type().isText()) {
      return null;
    }
    Patterns<T> templates = Patterns.of(text, compiler, Binder.site(call));
    Eval written =
        Strict.partial(
            ValueType.TEXT,
            (in, out) -> out.setString(writer.write(templates.get(in[1]), in[0])),
            value,
            text);
    return Casts.implicit(written, Binder.type(call), binder, Binder.site(call));
  }

  /** The text and the template of TO_DATE and TO_TIMESTAMP. */
  private static Eval @Nullable [] texts(RexCall call, Binder binder) {
    return Natives.arguments(call, binder, "TT");
  }

  private static @Nullable Eval readDate(RexCall call, Binder binder) {
    Eval[] texts = texts(call, binder);
    if (texts == null) {
      return null;
    }
    long site = Binder.site(call);
    Patterns<TimeTemplate> templates = Patterns.of(texts[1], TimeTemplate::of, site);
    Eval date =
        Strict.partial(
            Natives.DATE,
            (in, out) -> out.lo = TimeReader.date(templates.get(in[1]), in[0].string(), site),
            texts);
    return Casts.cast(date, Binder.type(call), binder, site);
  }

  private static @Nullable Eval readInstant(RexCall call, Binder binder) {
    Eval[] texts = texts(call, binder);
    if (texts == null) {
      return null;
    }
    long site = Binder.site(call);
    ZoneId zone = binder.settings().zone();
    Patterns<TimeTemplate> templates = Patterns.of(texts[1], TimeTemplate::of, site);
    Eval instant =
        Strict.partial(
            Natives.INSTANT,
            (in, out) ->
                out.lo = TimeReader.instant(templates.get(in[1]), in[0].string(), zone, site),
            texts);
    return Casts.cast(instant, Binder.type(call), binder, site);
  }

  /** Seconds since 1970, with a fraction. */
  private static @Nullable Eval ofSeconds(RexCall call, Binder binder) {
    Eval seconds = call.getOperands().size() == 1 ? binder.operand(call, 0) : null;
    if (seconds == null || !seconds.type().isNumeric()) {
      return null;
    }
    long site = Binder.site(call);
    ValueType type = seconds.type();
    Eval instant =
        Strict.partial(
            Natives.INSTANT,
            (in, out) -> out.lo = micros(IntegerFamily.decimal(type, in[0], site), site),
            seconds);
    return Casts.cast(instant, Binder.type(call), binder, site);
  }

  private static long micros(BigDecimal seconds, long site) {
    BigDecimal micros = seconds.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN);
    if (micros.precision() > 18) {
      throw ValueException.outOfRange("timestamp", site);
    }
    return micros.longValueExact();
  }
}
