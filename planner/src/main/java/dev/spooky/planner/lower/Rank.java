// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Which ranks conditions on a window function let through.
 *
 * @param low the least
 * @param high the greatest; Long.MAX_VALUE for all
 */
record Rank(long low, long high) {
  private static final BigDecimal MOST = BigDecimal.valueOf(1L << 52);

  /** All that a conjunct says about the function; null if it is about something else. */
  static @Nullable Rank of(RexNode conjunct, RexOver over) {
    if (!(conjunct instanceof RexCall call) || call.getOperands().size() != 2) {
      return null;
    }
    RexNode first = call.getOperands().get(0);
    RexNode second = call.getOperands().get(1);
    if (RexUtil.removeCast(first).equals(over) && second instanceof RexLiteral literal) {
      return of(call.getKind(), literal);
    } else if (RexUtil.removeCast(second).equals(over) && first instanceof RexLiteral literal) {
      return of(call.getKind().reverse(), literal);
    }
    return null;
  }

  private static @Nullable Rank of(SqlKind comparison, RexLiteral literal) {
    BigDecimal exact = literal.getValue() instanceof BigDecimal decimal ? decimal : null;
    if (exact == null || exact.abs().compareTo(MOST) > 0) {
      return null;
    }
    long floor = exact.setScale(0, RoundingMode.FLOOR).longValueExact();
    boolean whole = exact.compareTo(BigDecimal.valueOf(floor)) == 0;
    return switch (comparison) {
      case EQUALS -> whole ? new Rank(floor, floor) : new Rank(1, 0);
      case LESS_THAN_OR_EQUAL -> new Rank(1, floor);
      case LESS_THAN -> new Rank(1, whole ? floor - 1 : floor);
      case GREATER_THAN -> new Rank(floor + 1, Long.MAX_VALUE);
      case GREATER_THAN_OR_EQUAL -> new Rank(whole ? floor : floor + 1, Long.MAX_VALUE);
      default -> null;
    };
  }

  /** What both let through. */
  Rank and(Rank other) {
    return new Rank(Math.max(low, other.low), Math.min(high, other.high));
  }

  /** All ranks. */
  static Rank all() {
    return new Rank(1, Long.MAX_VALUE);
  }

  /** Whether ranks are bounded from above. */
  boolean isBounded() {
    return high != Long.MAX_VALUE;
  }
}
