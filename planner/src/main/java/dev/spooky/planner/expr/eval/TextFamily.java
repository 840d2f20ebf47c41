// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.TextFunctions;
import dev.spooky.planner.type.kernel.Utf8;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Domain;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.jspecify.annotations.Nullable;

/** Functions of text and byte strings. */
final class TextFamily {
  private static final ValueType INT = new ValueType(ValueType.Base.INTEGER, 10, 0);

  /** A kernel that is told where its call stands. */
  private interface Function {
    void compute(Register[] in, Register out, long site);
  }

  private TextFamily() {}

  static void register(Operators operators) {
    text(operators, "TT", (in, out, site) -> TextFunctions.concat(in[0], in[1], out, site), "||");
    text(operators, "T", (in, out, site) -> TextFunctions.upper(in[0], out), "UPPER");
    text(operators, "T", (in, out, site) -> TextFunctions.lower(in[0], out), "LOWER");
    text(operators, "T", (in, out, site) -> TextFunctions.initcap(in[0], out), "INITCAP");
    text(operators, "TN", (in, out, site) -> TextFunctions.left(in[0], in[1].lo, out), "LEFT");
    text(operators, "TN", (in, out, site) -> TextFunctions.right(in[0], in[1].lo, out), "RIGHT");
    text(operators, "T", (in, out, site) -> TextFunctions.reverse(in[0], out), "REVERSE");
    text(
        operators,
        "TTT",
        (in, out, site) -> TextFunctions.replace(in[0], in[1], in[2], out, site),
        "REPLACE");
    text(
        operators,
        "TN",
        (in, out, site) -> TextFunctions.repeat(in[0], in[1].lo, out, site),
        "REPEAT");
    text(
        operators,
        "TTN",
        (in, out, site) -> TextFunctions.splitPart(in[0], in[1], in[2].lo, out, site),
        "SPLIT_PART");
    text(
        operators,
        "T",
        (in, out, site) -> out.lo = Utf8.charLength(in[0]),
        "CHAR_LENGTH",
        "CHARACTER_LENGTH",
        "LENGTH");
    text(operators, "B", (in, out, site) -> out.lo = in[0].length, "OCTET_LENGTH", "LENGTH");
    text(
        operators,
        "TT",
        (in, out, site) -> out.lo = TextFunctions.position(in[0], in[1], 1),
        "POSITION");
    text(
        operators,
        "TTN",
        (in, out, site) -> out.lo = TextFunctions.position(in[0], in[1], in[2].lo),
        "POSITION");
    text(
        operators,
        "TTNN",
        (in, out, site) -> TextFunctions.overlay(in[0], in[1], in[2].lo, in[3].lo, out, site),
        "OVERLAY");
    text(
        operators,
        "TTN",
        (in, out, site) ->
            TextFunctions.overlay(in[0], in[1], in[2].lo, Utf8.charLength(in[1]), out, site),
        "OVERLAY");
    parts(operators);
  }

  private static void parts(Operators operators) {
    operators.names(TextFamily::substring, "SUBSTRING", "SUBSTR");
    operators.names((call, binder) -> pad(call, binder, true), "LPAD");
    operators.names((call, binder) -> pad(call, binder, false), "RPAD");
    operators.kinds(TextFamily::trim, SqlKind.TRIM);
    operators.names((call, binder) -> trim(call, binder, true, true), "BTRIM");
    operators.names((call, binder) -> trim(call, binder, true, false), "LTRIM");
    operators.names((call, binder) -> trim(call, binder, false, true), "RTRIM");
    operators.kinds(TextFamily::concatAll, SqlKind.CONCAT2);
    operators.names(TextFamily::concatAll, "CONCAT");
  }

  /**
   * Registers a strict function by its signature: T text, B text or bytes, N whole number. Several
   * signatures of one name are tried in the order of their registration.
   */
  private static void text(
      Operators operators, String signature, Function function, String... names) {
    for (String name : names) {
      operators.addName(name, (call, binder) -> build(call, binder, signature, function));
    }
  }

  private static @Nullable Eval build(
      RexCall call, Binder binder, String signature, Function function) {
    if (call.getOperands().size() != signature.length()) {
      return null;
    }
    long site = Binder.site(call);
    ValueType type = Binder.type(call);
    Eval[] arguments = new Eval[signature.length()];
    for (int i = 0; i < arguments.length; i++) {
      Eval argument = binder.operand(call, i);
      if (argument.type().isArray()) {
        return null;
      }
      boolean bytes = argument.type().domain() == Domain.SLICE && !argument.type().isText();
      if (signature.charAt(i) == 'N') {
        argument = Casts.cast(argument, ValueType.BIGINT, binder, site);
      } else if (bytes
          && signature.charAt(i) == 'T'
          && !call.getOperator().getName().equals("||")) {
        return null;
      } else if (!bytes) {
        argument = Casts.implicit(argument, ValueType.TEXT, binder, site);
      }
      arguments[i] = argument;
    }
    Strict.Kernel kernel = (in, out) -> function.compute(in, out, site);
    if (type.domain() == Domain.LONG) {
      Eval value = Strict.total(INT, kernel, arguments);
      return Casts.cast(value, type, binder, site);
    }
    // only absurd lengths make text functions fail, but they do
    boolean fails =
        !"UPPER LOWER INITCAP LEFT RIGHT REVERSE".contains(call.getOperator().getName());
    return fails ? Strict.partial(type, kernel, arguments) : Strict.total(type, kernel, arguments);
  }

  private static @Nullable Eval substring(RexCall call, Binder binder) {
    Eval in = binder.operand(call, 0);
    long site = Binder.site(call);
    if (in.type().domain() != Domain.SLICE || call.getOperands().size() < 2) {
      return null;
    }
    Eval second = binder.operand(call, 1);
    if (second.type().isText()) {
      return null;
    }
    boolean text = in.type().isText();
    Eval from = Casts.cast(second, ValueType.BIGINT, binder, site);
    Eval length =
        call.getOperands().size() == 2
            ? Constant.of(ValueType.BIGINT, Integer.MAX_VALUE)
            : Casts.cast(binder.operand(call, 2), ValueType.BIGINT, binder, site);
    Strict.Kernel kernel =
        (args, out) -> TextFunctions.substring(args[0], args[1].lo, args[2].lo, text, out, site);
    ValueType type = Binder.type(call);
    return length.min() >= 0
        ? Strict.total(type, kernel, in, from, length)
        : Strict.partial(type, kernel, in, from, length);
  }

  private static @Nullable Eval pad(RexCall call, Binder binder, boolean onLeft) {
    Eval in = binder.operand(call, 0);
    if (!in.type().isText()) {
      return null;
    }
    long site = Binder.site(call);
    Eval width = Casts.cast(binder.operand(call, 1), ValueType.BIGINT, binder, site);
    Eval fill = call.getOperands().size() > 2 ? binder.operand(call, 2) : blank();
    return Strict.partial(
        Binder.type(call),
        (args, out) -> TextFunctions.pad(args[0], args[1].lo, args[2], onLeft, out, site),
        in,
        width,
        fill);
  }

  private static Constant blank() {
    Register blank = new Register();
    blank.setString(" ");
    return Constant.of(ValueType.TEXT, blank);
  }

  /** Trims characters of the second argument, blanks without one. */
  private static Eval trim(RexCall call, Binder binder, boolean leading, boolean trailing) {
    Eval set = call.getOperands().size() > 1 ? binder.operand(call, 1) : blank();
    return Strict.total(
        Binder.type(call),
        (in, out) -> TextFunctions.trim(in[0], in[1], leading, trailing, out),
        set,
        binder.operand(call, 0));
  }

  private static @Nullable Eval trim(RexCall call, Binder binder) {
    if (call.getOperands().size() != 3
        || !(call.getOperands().get(0) instanceof RexLiteral flagLiteral)) {
      return null;
    }
    SqlTrimFunction.Flag flag = flagLiteral.getValueAs(SqlTrimFunction.Flag.class);
    Eval set = binder.operand(call, 1);
    Eval in = binder.operand(call, 2);
    if (flag == null || !in.type().isText()) {
      return null;
    }
    boolean leading = flag != SqlTrimFunction.Flag.TRAILING;
    boolean trailing = flag != SqlTrimFunction.Flag.LEADING;
    return Strict.total(
        Binder.type(call),
        (args, out) -> TextFunctions.trim(args[0], args[1], leading, trailing, out),
        set,
        in);
  }

  /** CONCAT of PostgreSQL: NULLs are empty. */
  private static @Nullable Eval concatAll(RexCall call, Binder binder) {
    long site = Binder.site(call);
    Constant empty = Constant.of(ValueType.TEXT, new Register());
    Eval result = empty;
    for (Eval operand : binder.operands(call)) {
      Eval text = Casts.implicit(operand, ValueType.TEXT, binder, site);
      if (call.getKind() != SqlKind.CONCAT2) {
        List<Eval> values = new ArrayList<>(List.of(text, empty));
        text = new Coalesce(ValueType.TEXT, values);
      }
      result =
          Strict.partial(
              ValueType.TEXT,
              (in, out) -> TextFunctions.concat(in[0], in[1], out, site),
              result,
              text);
    }
    return result;
  }
}
