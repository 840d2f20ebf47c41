// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.tpc;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer, as a multiset. Numbers are equal when they are so in nine digits:
 * quotients are decimals here and doubles there.
 */
final class Answer {
  private static final MathContext ROUGH = new MathContext(7);
  private static final double TOLERANCE = 1e-9;

  private final List<List<@Nullable Object>> rows;

  private Answer(List<List<@Nullable Object>> rows) {
    this.rows = rows;
  }

  static Answer of(List<List<@Nullable Object>> rows) {
    return new Answer(rows.stream().sorted(Comparator.comparing(Answer::key)).toList());
  }

  int size() {
    return rows.size();
  }

  /** What is different in the other answer, or null. */
  @Nullable String difference(Answer other) {
    for (int i = 0; i < Math.min(rows.size(), other.rows.size()); i++) {
      if (!same(rows.get(i), other.rows.get(i))) {
        return "row " + i + " is " + rows.get(i) + " and not " + other.rows.get(i);
      }
    }
    return rows.size() == other.rows.size()
        ? null
        : rows.size() + " rows and not " + other.rows.size();
  }

  private static boolean same(List<@Nullable Object> one, List<@Nullable Object> two) {
    if (one.size() != two.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!sameValue(one.get(i), two.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameValue(@Nullable Object one, @Nullable Object two) {
    if (one instanceof Number a && two instanceof Number b) {
      double x = a.doubleValue();
      double y = b.doubleValue();
      return Double.compare(x, y) == 0
          || Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.max(Math.abs(x), Math.abs(y)));
    }
    return text(one).equals(text(two));
  }

  /** Orders rows alike in both answers. */
  private static String key(List<@Nullable Object> row) {
    StringBuilder key = new StringBuilder();
    for (Object value : row) {
      key.append(text(value)).append('|');
    }
    return key.toString();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      BigDecimal rounded = new BigDecimal(number.toString()).round(ROUGH);
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value).stripTrailing(); // CHAR is padded in one engine
  }
}
