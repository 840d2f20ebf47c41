// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Which family builds which call: by kind where Calcite has one, else by the operator's name. */
final class Operators {
  /** Builds the evaluator of a call; null hands the call on to the fallback. */
  interface Builder {
    @Nullable Eval build(RexCall call, Binder binder);
  }

  private static final Operators ALL = new Operators();

  static {
    ArithmeticFamily.register(ALL);
    ComparisonFamily.register(ALL);
    LogicFamily.register(ALL);
    ConditionalFamily.register(ALL);
    CastFamily.register(ALL);
    SearchFamily.register(ALL);
    TextFamily.register(ALL);
    PatternFamily.register(ALL);
    NumericFamily.register(ALL);
    RoundingFamily.register(ALL);
    TimeFamily.register(ALL);
    NowFamily.register(ALL);
    ArrayFamily.register(ALL);
    FormatFamily.register(ALL);
    RegexFamily.register(ALL);
    CodeFamily.register(ALL);
    WordFamily.register(ALL);
    IntegerFamily.register(ALL);
    CalendarFamily.register(ALL);
  }

  private final Map<SqlKind, Builder> byKind = new EnumMap<>(SqlKind.class);
  private final Map<String, Builder> byName = new HashMap<>();

  /** Adds a builder for kinds. */
  void kinds(Builder builder, SqlKind... kinds) {
    for (SqlKind kind : kinds) {
      byKind.put(kind, builder);
    }
  }

  /** Adds a builder for functions of these upper-case names. */
  void names(Builder builder, String... names) {
    for (String name : names) {
      byName.put(name, builder);
    }
  }

  /** Adds a builder that is asked when those added before for the name decline. */
  void addName(String name, Builder builder) {
    Builder earlier = byName.get(name);
    byName.put(
        name,
        earlier == null
            ? builder
            : (call, binder) -> {
              Eval built = earlier.build(call, binder);
              return built != null ? built : builder.build(call, binder);
            });
  }

  static @Nullable Builder find(RexCall call) {
    if (call.getOperator() instanceof JavaFunction function) {
      return (javaCall, binder) -> JavaCall.of(javaCall, function, binder);
    }
    Builder builder = ALL.byKind.get(call.getKind());
    return builder != null
        ? builder
        : ALL.byName.get(call.getOperator().getName().toUpperCase(Locale.ROOT));
  }
}
