// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.LikePattern;
import dev.spooky.planner.type.kernel.Register;
import dev.spooky.planner.type.kernel.SimilarPattern;
import dev.spooky.planner.type.kernel.TextFunctions;
import dev.spooky.planner.type.kernel.ValueType;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** LIKE, ILIKE, SIMILAR TO; patterns that are constants are compiled once. */
final class PatternFamily {
  private PatternFamily() {}

  static void register(Operators operators) {
    operators.kinds(PatternFamily::like, SqlKind.LIKE);
    operators.kinds(PatternFamily::similar, SqlKind.SIMILAR);
  }

  /** The escape character when it is known: given as a constant, or a backslash when not given. */
  private static @Nullable String escape(RexCall call, Binder binder) {
    if (call.getOperands().size() < 3) {
      return "\\";
    }
    Eval escape = binder.operand(call, 2);
    return escape instanceof Constant constant && !constant.isNull() ? constant.string() : null;
  }

  private static @Nullable Eval like(RexCall call, Binder binder) {
    Eval in = binder.operand(call, 0);
    Eval pattern = binder.operand(call, 1);
    String escape = escape(call, binder);
    if (!in.type().isText() || !pattern.type().isText() || escape == null) {
      return null;
    }
    boolean ignoreCase = call.getOperator().getName().toUpperCase(Locale.ROOT).contains("ILIKE");
    long site = Binder.site(call);
    if (pattern instanceof Constant constant && !constant.isNull()) {
      String text = constant.string();
      LikePattern compiled =
          LikePattern.compile(ignoreCase ? text.toLowerCase(Locale.ROOT) : text, escape, site);
      return new Like(ignoreCase ? lower(in) : in, compiled);
    }
    DynamicLike kernel = new DynamicLike(escape, site);
    return Strict.partial(
        ValueType.BOOLEAN,
        kernel,
        ignoreCase ? lower(in) : in,
        ignoreCase ? lower(pattern) : pattern);
  }

  private static Eval lower(Eval text) {
    return Strict.total(ValueType.TEXT, (in, out) -> TextFunctions.lower(in[0], out), text);
  }

  /** LIKE with a pattern from the row; the pattern compiled last is kept. */
  private static final class DynamicLike implements Strict.Kernel {
    private final String escape;
    private final long site;
    private String lastText = "";
    private @Nullable LikePattern last;

    DynamicLike(String escape, long site) {
      this.escape = escape;
      this.site = site;
    }

    @Override
    public void compute(Register[] in, Register out) {
      String text = in[1].string();
      LikePattern pattern = last;
      if (pattern == null || !text.equals(lastText)) {
        pattern = LikePattern.compile(text, escape, site);
        last = pattern;
        lastText = text;
      }
      out.lo = pattern.matches(in[0]) ? 1 : 0;
    }
  }

  private static @Nullable Eval similar(RexCall call, Binder binder) {
    Eval in = binder.operand(call, 0);
    Eval pattern = binder.operand(call, 1);
    String escape = escape(call, binder);
    if (!in.type().isText() || !pattern.type().isText() || escape == null) {
      return null;
    }
    long site = Binder.site(call);
    if (pattern instanceof Constant constant && !constant.isNull()) {
      Pattern regex = SimilarPattern.compile(constant.string(), escape, site);
      return Strict.total(
          ValueType.BOOLEAN,
          (args, out) -> out.lo = regex.matcher(args[0].string()).matches() ? 1 : 0,
          in);
    }
    return Strict.partial(
        ValueType.BOOLEAN,
        (args, out) -> {
          Pattern regex = SimilarPattern.compile(args[1].string(), escape, site);
          out.lo = regex.matcher(args[0].string()).matches() ? 1 : 0;
        },
        in,
        pattern);
  }
}
