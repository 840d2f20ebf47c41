// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Regex;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.ValueType;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** {@code ~ ~* !~ !~*} and the functions REGEXP_…; patterns that are constants compile once. */
final class RegexFamily {
  /** Operands: the text, the pattern, then what is the function's own, flags last. */
  private interface Function {
    void compute(Regex regex, Register[] in, Register out);
  }

  private RegexFamily() {}

  static void register(Operators operators) {
    operator(operators, "~", "", true);
    operator(operators, "~*", "i", true);
    operator(operators, "!~", "", false);
    operator(operators, "!~*", "i", false);
    add(operators, "REGEXP_LIKE", "TT", -1, RegexFamily::like);
    add(operators, "REGEXP_LIKE", "TTT", 2, RegexFamily::like);
    add(operators, "REGEXP_COUNT", "TT", -1, (regex, in, out) -> count(regex, in, 1, out));
    add(operators, "REGEXP_COUNT", "TTN", -1, (regex, in, out) -> count(regex, in, in[2].lo, out));
    add(operators, "REGEXP_COUNT", "TTNT", 3, (regex, in, out) -> count(regex, in, in[2].lo, out));
    instr(operators, "TT", -1);
    instr(operators, "TTN", -1);
    instr(operators, "TTNN", -1);
    instr(operators, "TTNNN", -1);
    instr(operators, "TTNNNT", 5);
    instr(operators, "TTNNNTN", 5);
    substr(operators, "TT", -1);
    substr(operators, "TTN", -1);
    substr(operators, "TTNN", -1);
    substr(operators, "TTNNT", 4);
    substr(operators, "TTNNTN", 4);
    add(operators, "REGEXP_REPLACE", "TTT", -1, (regex, in, out) -> replace(regex, in, 1, 1, out));
    add(operators, "REGEXP_REPLACE", "TTTT", 3, (regex, in, out) -> replace(regex, in, 1, -1, out));
    add(
        operators,
        "REGEXP_REPLACE",
        "TTTN",
        -1,
        (regex, in, out) -> replace(regex, in, in[3].lo, 1, out));
    add(
        operators,
        "REGEXP_REPLACE",
        "TTTNN",
        -1,
        (regex, in, out) -> replace(regex, in, in[3].lo, in[4].lo, out));
    add(
        operators,
        "REGEXP_REPLACE",
        "TTTNNT",
        5,
        (regex, in, out) -> replace(regex, in, in[3].lo, in[4].lo, out));
  }

  private static void like(Regex regex, Register[] in, Register out) {
    out.lo = regex.matches(in[0].string()) ? 1 : 0;
  }

  private static void count(Regex regex, Register[] in, long from, Register out) {
    out.lo = regex.count(in[0].string(), from);
  }

  private static long argument(Register[] in, int index, long otherwise) {
    return in.length > index ? in[index].lo : otherwise;
  }

  private static void instr(Operators operators, String signature, int flags) {
    add(
        operators,
        "REGEXP_INSTR",
        signature,
        flags,
        (regex, in, out) ->
            out.lo =
                regex.position(
                    in[0].string(),
                    argument(in, 2, 1),
                    argument(in, 3, 1),
                    argument(in, 4, 0),
                    argument(in, 6, 0)));
  }

  private static void substr(Operators operators, String signature, int flags) {
    operators.addName(
        "REGEXP_SUBSTR",
        (call, binder) -> {
          Eval[] arguments = Natives.arguments(call, binder, signature);
          return arguments == null
              ? null
              : new PartOrNull(regexes(arguments, flags, call), arguments);
        });
  }

  /** With flags, {@code g} says that all matches are replaced. */
  private static void replace(Regex regex, Register[] in, long from, long which, Register out) {
    long number = which >= 0 ? which : regex.isGlobal() ? 0 : 1;
    out.setString(regex.replace(in[0].string(), in[2].string(), from, number));
  }

  private static void operator(Operators operators, String name, String flags, boolean wanted) {
    operators.names(
        (call, binder) -> {
          Eval[] arguments = Natives.arguments(call, binder, "TT");
          if (arguments == null) {
            return null;
          }
          Patterns<Regex> patterns =
              Patterns.of(
                  arguments[1],
                  (text, site) -> Regex.compile(text, flags, site),
                  Binder.site(call));
          return Strict.partial(
              ValueType.BOOLEAN,
              (in, out) -> out.lo = patterns.get(in[1]).matches(in[0].string()) == wanted ? 1 : 0,
              arguments);
        },
        name);
  }

  private static void add(
      Operators operators, String name, String signature, int flags, Function function) {
    operators.addName(
        name,
        (call, binder) -> {
          Eval[] arguments = Natives.arguments(call, binder, signature);
          if (arguments == null) {
            return null;
          }
          Source source = regexes(arguments, flags, call);
          ValueType type = Binder.type(call);
          ValueType result = type.domain() == ValueType.Domain.LONG ? ValueType.BIGINT : type;
          Eval value =
              Strict.partial(
                  result, (in, out) -> function.compute(source.get(in), in, out), arguments);
          return Casts.cast(value, type, binder, Binder.site(call));
        });
  }

  /** Where a call's compiled pattern comes from. */
  private interface Source {
    Regex get(Register[] in);
  }

  /** Compiled once for constants, also if the flags are some. */
  private static Source regexes(Eval[] arguments, int flags, RexCall call) {
    long site = Binder.site(call);
    if (flags < 0) {
      Patterns<Regex> patterns =
          Patterns.of(arguments[1], (text, at) -> Regex.compile(text, "", at), site);
      return in -> patterns.get(in[1]);
    }
    Eval given = arguments[flags];
    if (given instanceof Constant constant && !constant.isNull()) {
      String known = constant.string();
      Patterns<Regex> patterns =
          Patterns.of(arguments[1], (text, at) -> Regex.compile(text, known, at), site);
      return in -> patterns.get(in[1]);
    }
    return in -> Regex.compile(in[1].string(), in[flags].string(), site);
  }

  /** REGEXP_SUBSTR: NULL where nothing matches. */
  private static final class PartOrNull extends Eval {
    private final Source source;
    private final Eval[] arguments;

    PartOrNull(Source source, Eval[] arguments) {
      super(ValueType.TEXT, true, true);
      this.source = source;
      this.arguments = arguments;
    }

    @Override
    public boolean eval(Frame frame) {
      boolean present = true;
      for (Eval argument : arguments) {
        present &= argument.eval(frame);
      }
      if (!present) {
        return false;
      }
      String part = part();
      if (part == null) {
        return false;
      }
      setString(part);
      return true;
    }

    private @Nullable String part() {
      Regex regex = source.get(arguments);
      return regex.part(
          arguments[0].string(),
          argument(arguments, 2, 1),
          argument(arguments, 3, 1),
          argument(arguments, 5, 0));
    }
  }
}
