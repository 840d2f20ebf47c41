// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.ValueType;
import java.util.ArrayList;
import java.util.List;

/** CASE: conditions in order, each with a result of one type, and a last result. */
final class Case extends Eval {
  private static final int MOST_CONDITIONS = 12;

  private final Eval[] conditions;
  private final Eval[] results;

  Case(ValueType type, List<Eval> conditions, List<Eval> results) {
    super(
        type,
        anyNullable(results.toArray(Eval[]::new)),
        anyCanFail(conditions.toArray(Eval[]::new)) || anyCanFail(results.toArray(Eval[]::new)),
        results.stream().mapToLong(Eval::min).min().orElse(type.min()),
        results.stream().mapToLong(Eval::max).max().orElse(type.max()));
    this.conditions = conditions.toArray(Eval[]::new);
    this.results = results.toArray(Eval[]::new);
  }

  /** A CASE with any number of conditions; the rest of many becomes the last result. */
  static Case of(ValueType type, List<Eval> conditions, List<Eval> results) {
    if (conditions.size() <= MOST_CONDITIONS) {
      return new Case(type, conditions, results);
    }
    // from the end, so that no recursion goes deep
    int from = conditions.size() - MOST_CONDITIONS;
    Case rest =
        new Case(
            type,
            conditions.subList(from, conditions.size()),
            results.subList(from, results.size()));
    List<Eval> firstResults = new ArrayList<>(results.subList(0, from));
    firstResults.add(rest);
    return of(type, conditions.subList(0, from), firstResults);
  }

  @Override
  public boolean eval(Frame frame) {
    int chosen = 0;
    while (chosen < conditions.length
        && !(conditions[chosen].eval(frame) && conditions[chosen].lo != 0)) {
      chosen++;
    }
    if (!results[chosen].eval(frame)) {
      return false;
    }
    set(results[chosen]);
    return true;
  }

  @Override
  protected Code generate(Emitter e) {
    Code target = Targets.declare(e, type().domain(), isNullable());
    for (int i = 0; i < conditions.length; i++) {
      Code condition = conditions[i].emit(e);
      String test =
          condition.isNeverNull()
              ? condition.first()
              : "!" + condition.isNull() + " && " + condition.first();
      e.open("if (" + test + ")");
      Targets.assign(e, target, results[i].emit(e));
      e.next("else");
    }
    Targets.assign(e, target, results[conditions.length].emit(e));
    for (int i = 0; i < conditions.length; i++) {
      e.close();
    }
    return target;
  }
}
