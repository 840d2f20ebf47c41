// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Quoting;
import dev.spooky.planner.type.kernel.ValueType;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** Functions of any number of arguments of any types: CONCAT_WS, FORMAT, NUM_NULLS. */
final class WordFamily {
  private static final ValueType COUNT = Natives.INTEGER;

  private WordFamily() {}

  static void register(Operators operators) {
    operators.names((call, binder) -> new Joined(texts(call, binder)), "CONCAT_WS");
    operators.names((call, binder) -> new Filled(texts(call, binder), Binder.site(call)), "FORMAT");
    operators.names((call, binder) -> new Nulls(values(call, binder), true), "NUM_NULLS");
    operators.names((call, binder) -> new Nulls(values(call, binder), false), "NUM_NONNULLS");
  }

  private static Eval[] values(RexCall call, Binder binder) {
    return binder.operands(call).toArray(Eval[]::new);
  }

  private static Eval[] texts(RexCall call, Binder binder) {
    Eval[] texts = values(call, binder);
    for (int i = 0; i < texts.length; i++) {
      texts[i] = Casts.implicit(texts[i], ValueType.TEXT, binder, Binder.site(call));
    }
    return texts;
  }

  /** The values that are not NULL, with the first argument between them. */
  private static final class Joined extends Eval {
    private final Eval[] texts;

    Joined(Eval[] texts) {
      super(ValueType.TEXT, texts[0].isNullable(), true);
      this.texts = texts;
    }

    @Override
    public boolean eval(Frame frame) {
      Eval separator = texts[0];
      boolean present = separator.eval(frame);
      reserve(64);
      boolean first = true;
      for (int i = 1; i < texts.length; i++) {
        Eval text = texts[i];
        if (text.eval(frame) && present) {
          if (!first) {
            append(separator.bytes, separator.start, separator.length);
          }
          append(text.bytes, text.start, text.length);
          first = false;
        }
      }
      return present;
    }
  }

  /** FORMAT. */
  private static final class Filled extends Eval {
    private final Eval[] texts;
    private final @Nullable String[] values;
    private final long site;

    Filled(Eval[] texts, long site) {
      super(ValueType.TEXT, texts[0].isNullable(), true);
      this.texts = texts;
      this.values = new String[texts.length - 1];
      this.site = site;
    }

    @Override
    public boolean eval(Frame frame) {
      boolean present = texts[0].eval(frame);
      for (int i = 0; i < values.length; i++) {
        values[i] = texts[i + 1].eval(frame) ? texts[i + 1].string() : null;
      }
      if (present) {
        setString(Quoting.format(texts[0].string(), values, site));
      }
      return present;
    }
  }

  /** How many arguments are NULL, or are not. */
  private static final class Nulls extends Eval {
    private final Eval[] values;
    private final boolean wanted;

    Nulls(Eval[] values, boolean wanted) {
      super(COUNT, false, anyCanFail(values), 0, values.length);
      this.values = values;
      this.wanted = wanted;
    }

    @Override
    public boolean eval(Frame frame) {
      int count = 0;
      for (Eval value : values) {
        count += value.eval(frame) != wanted ? 1 : 0;
      }
      lo = count;
      return true;
    }
  }
}
