// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.planner.type.kernel.ValueText;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import dev.spooky.runtime.zset.Errors;

/** Conversions between any two types. */
final class Casts {
  private Casts() {}

  /** A value as a value of another type, as CAST does: texts are cut to their length. */
  static Eval cast(Eval from, ValueType to, Binder binder, long site) {
    ValueType type = from.type();
    if (from instanceof Constant constant && constant.isNull()) {
      return Constant.ofNull(to);
    } else if (type.equals(to)) {
      return from;
    } else if (type.isArray() && to.isArray()) {
      return ArrayCast.of(from, to, binder, site, false);
    } else if (type.isNumeric() && to.isNumeric()) {
      return Numbers.convert(from, to, site);
    } else if (type.isText()) {
      return to.isText() ? textToText(from, to) : parse(from, to, binder, site);
    } else if (to.isText()) {
      return print(from, to, binder, site);
    }
    Eval temporal = TemporalCasts.cast(from, to, binder, site);
    return temporal != null ? temporal : other(from, to, site);
  }

  /** A value as a value of a type that holds it; texts keep their length. */
  static Eval implicit(Eval from, ValueType to, Binder binder, long site) {
    if (from.type().isText() && to.isText()) {
      return from;
    } else if (from.type().isArray() && to.isArray()) {
      return ArrayCast.of(from, to, binder, site, true);
    }
    return cast(from, to, binder, site);
  }

  private static Eval textToText(Eval from, ValueType to) {
    boolean fits =
        to.precision() < 0
            || from.type().precision() >= 0 && from.type().precision() <= to.precision();
    if (fits && to.base() == Base.VARCHAR) {
      return from;
    }
    return Strict.total(to, (in, out) -> ValueText.fit(to, in[0], out), from);
  }

  private static Eval parse(Eval from, ValueType to, Binder binder, long site) {
    if (to.base() == Base.INSTANT) {
      return TemporalCasts.parseInstant(from, to, binder, site);
    }
    return Strict.partial(to, (in, out) -> ValueText.parse(to, in[0], out, site), from);
  }

  private static Eval print(Eval from, ValueType to, Binder binder, long site) {
    ValueType type = from.type();
    Eval shown = type.base() == Base.INSTANT ? TemporalCasts.toLocal(from, binder) : from;
    if (type.base() == Base.INSTANT) {
      return TemporalCasts.printInstant(shown, from, to, binder);
    }
    boolean cuts = to.precision() >= 0;
    if (!cuts) {
      return Strict.total(to, (in, out) -> ValueText.print(type, in[0], out), shown);
    }
    // numbers that do not fit are an error, everything else is cut
    return Strict.partial(to, (in, out) -> printInto(type, to, in[0], out, site), shown);
  }

  private static void printInto(
      ValueType type, ValueType to, Register in, Register out, long site) {
    ValueText.print(type, in, out);
    if (type.isNumeric() && out.length > to.precision()) {
      throw new ValueException(
          Errors.Kind.OUT_OF_RANGE,
          "value too long for type " + to.label() + "(" + to.precision() + ")",
          site);
    }
    ValueText.fit(to, out, out);
  }

  private static Eval other(Eval from, ValueType to, long site) {
    Base base = from.type().base();
    if (base == Base.BOOLEAN && to.isNumeric()) {
      Eval number = Strict.total(ValueType.BIGINT, (in, out) -> out.lo = in[0].lo, from);
      return Numbers.convert(number, to, site);
    } else if (from.type().isExact() && to.base() == Base.BOOLEAN) {
      Eval wide = Numbers.widen(from);
      return Strict.total(to, (in, out) -> out.lo = (in[0].lo | in[0].hi) != 0 ? 1 : 0, wide);
    } else if (from.type().domain() == ValueType.Domain.SLICE
        && !from.type().isArray()
        && to.base() == Base.UUID) {
      return Strict.partial(to, (in, out) -> toUuid(in[0], out, site), from);
    } else if (from.type().domain() == ValueType.Domain.SLICE
        && !from.type().isArray()
        && (to.base() == Base.BINARY || to.base() == Base.VARBINARY)) {
      return Strict.total(to, (in, out) -> ValueText.fit(to, in[0], out), from);
    }
    throw new dev.spooky.planner.type.NotSupportedException(
        "a cast from " + from.type().label() + " to " + to.label(),
        "Cast to VARCHAR in between.",
        (int) (site >>> 32),
        (int) site);
  }

  private static void toUuid(Register in, Register out, long site) {
    if (in.length != 16) {
      throw ValueException.invalidText("uuid", in.length + " bytes", site);
    }
    out.setSlice(in.bytes, in.start, 16);
  }
}
