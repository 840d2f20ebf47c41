// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Codes;
import dev.spooky.planner.type.kernel.Integers;
import dev.spooky.planner.type.kernel.Quoting;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Base;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** Digests, encodings, numbers to other bases, characters by number, quoting. */
final class CodeFamily {
  private CodeFamily() {}

  static void register(Operators operators) {
    Natives natives = new Natives(operators);
    digest(natives, "MD5", "MD5");
    digest(natives, "SHA1", "SHA-1");
    digest(natives, "SHA224", "SHA-224");
    digest(natives, "SHA256", "SHA-256");
    digest(natives, "SHA384", "SHA-384");
    digest(natives, "SHA512", "SHA-512");
    natives.partial(
        "ENCODE", "BT", ValueType.TEXT, (in, out, site) -> Codes.encode(in[0], in[1], out, site));
    natives.partial(
        "DECODE", "TT", Natives.BYTES, (in, out, site) -> Codes.decode(in[0], in[1], out, site));
    natives.total(
        "ASCII", "T", Natives.INTEGER, (in, out, site) -> out.lo = Codes.codePoint(in[0]));
    natives.partial(
        "CHR", "N", ValueType.TEXT, (in, out, site) -> Codes.character(in[0].lo, out, site));
    natives.total(
        "TRANSLATE",
        "TTT",
        ValueType.TEXT,
        (in, out, site) -> Codes.translate(in[0], in[1], in[2], out));
    natives.total(
        "TRANSLATE3",
        "TTT",
        ValueType.TEXT,
        (in, out, site) -> Codes.translate(in[0], in[1], in[2], out));
    natives.total(
        "QUOTE_LITERAL",
        "T",
        ValueType.TEXT,
        (in, out, site) -> out.setString(Quoting.literal(in[0].string())));
    natives.total(
        "QUOTE_IDENT",
        "T",
        ValueType.TEXT,
        (in, out, site) -> out.setString(Quoting.name(in[0].string())));
    operators.addName("TO_BIN", (call, binder) -> toBase(call, binder, 1));
    operators.addName("TO_OCT", (call, binder) -> toBase(call, binder, 3));
    natives.total("TO_HEX", "B", ValueType.TEXT, (in, out, site) -> Codes.hex(in[0], out));
    operators.addName("TO_HEX", (call, binder) -> toBase(call, binder, 4));
  }

  private static void digest(Natives natives, String name, String algorithm) {
    for (String signature : new String[] {"T", "B"}) {
      natives.total(
          name, signature, ValueType.TEXT, (in, out, site) -> Codes.digest(in[0], algorithm, out));
    }
  }

  private static @Nullable Eval toBase(RexCall call, Binder binder, int shift) {
    Eval number = binder.operand(call, 0);
    if (!number.type().isInteger()) {
      return null;
    }
    boolean isLong = number.type().base() == Base.BIGINT;
    return Strict.total(
        Binder.type(call), (in, out) -> Integers.toBase(in[0].lo, shift, isLong, out), number);
  }
}
