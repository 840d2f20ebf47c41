// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The oracle's Z-set: a map from row to non-zero weight, and the plain operations on it. */
public final class PlainZSet {
  private final Map<List<Object>, Long> weights = new HashMap<>();

  /** Adds to the weight of a row. */
  public void add(List<Object> row, long weight) {
    weights.merge(row, weight, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
    if (weight == 0) {
      weights.remove(row, 0L);
    }
  }

  /** The weight of a row; 0 when absent. */
  public long weight(List<Object> row) {
    return weights.getOrDefault(row, 0L);
  }

  /** This plus {@code factor} times another. */
  public PlainZSet plus(PlainZSet other, long factor) {
    PlainZSet sum = new PlainZSet();
    sum.weights.putAll(weights);
    other.weights.forEach((row, weight) -> sum.add(row, weight * factor));
    return sum;
  }

  /** Calls {@code action} with each row and weight. */
  public void forEach(BiConsumer<List<Object>, Long> action) {
    weights.forEach(action);
  }

  /** The rows of each key. */
  public Map<List<Object>, PlainZSet> groupBy(Function<List<Object>, List<Object>> key) {
    Map<List<Object>, PlainZSet> groups = new HashMap<>();
    weights.forEach(
        (row, weight) ->
            groups.computeIfAbsent(key.apply(row), k -> new PlainZSet()).add(row, weight));
    return groups;
  }

  /** Number of distinct rows. */
  public int size() {
    return weights.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlainZSet that && weights.equals(that.weights);
  }

  @Override
  public int hashCode() {
    return weights.hashCode();
  }

  /** Sorted lines, one a row. */
  @Override
  public String toString() {
    TreeSet<String> lines = new TreeSet<>();
    weights.forEach((row, weight) -> lines.add(row + " x" + weight));
    return String.join("\n", lines);
  }
}
