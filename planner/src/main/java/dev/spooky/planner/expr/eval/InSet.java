// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.expr.code.Code;
import dev.spooky.planner.expr.code.Emitter;
import dev.spooky.planner.type.kernel.ValueType;
import dev.spooky.planner.type.kernel.ValueType.Domain;
import java.util.Arrays;
import java.util.List;

/** Whether a value is one of some constants of its domain and scale; NULL for NULL. */
final class InSet extends Eval {
  private static final int MOST_INLINE = 8;

  private final Eval value;
  private final Eval[] sorted;
  private final Domain domain;

  private InSet(Eval value, Eval[] sorted) {
    super(ValueType.BOOLEAN, value.isNullable(), value.canFail());
    this.value = value;
    this.sorted = sorted;
    this.domain = value.type().domain();
  }

  static InSet of(Eval value, List<Eval> constants) {
    Eval[] sorted = constants.toArray(Eval[]::new);
    Domain domain = value.type().domain();
    Arrays.sort(sorted, (a, b) -> Comparison.order(domain, a, b));
    return new InSet(value, sorted);
  }

  @Override
  public boolean eval(Frame frame) {
    if (!value.eval(frame)) {
      return false;
    }
    lo = contains() ? 1 : 0;
    return true;
  }

  private boolean contains() {
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Comparison.order(domain, value, sorted[middle]);
      if (order == 0) {
        return true;
      } else if (order < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return false;
  }

  @Override
  protected Code generate(Emitter e) {
    boolean slices = domain == Domain.SLICE;
    if (sorted.length > MOST_INLINE || domain != Domain.LONG && !slices) {
      return emitCall(e);
    }
    Code code = value.emit(e);
    StringBuilder test = new StringBuilder();
    for (Eval constant : sorted) {
      Code other = constant.emit(e);
      test.append(test.isEmpty() ? "" : " || ");
      if (slices) {
        test.append("Utf8.equal(").append(code.first()).append(", ").append(code.second());
        test.append(", ").append(code.third()).append(", ").append(other.first());
        test.append(", 0, ").append(other.third()).append(')');
      } else {
        test.append(code.first()).append(" == ").append(other.first());
      }
    }
    return Code.of(code.isNull(), e.declare("boolean", test.toString()));
  }
}
