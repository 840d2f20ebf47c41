// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of values, ordered element by element, a prefix before what it begins. */
public final class SpookyArray implements SpookyValue {
  private final SpookyValue[] items;

  private SpookyArray(SpookyValue[] items) {
    this.items = items;
  }

  /** An array of these values. */
  public static SpookyArray of(SpookyValue... items) {
    return new SpookyArray(items.clone());
  }

  /** An array of these values. */
  public static SpookyArray of(List<? extends SpookyValue> items) {
    return new SpookyArray(items.toArray(SpookyValue[]::new));
  }

  /** The number of items. */
  public int size() {
    return items.length;
  }

  /** The item at the index, from 0. */
  public SpookyValue get(int index) {
    return items[index];
  }

  /** All items. */
  public List<SpookyValue> asList() {
    return List.of(items);
  }

  @Override
  public Kind kind() {
    return Kind.ARRAY;
  }

  @Override
  public int compareTo(SpookyValue other) {
    if (!(other instanceof SpookyArray array)) {
      return Integer.compare(kind().rank(), other.kind().rank());
    }
    return Arrays.compare(items, array.items);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SpookyArray array && Arrays.equals(items, array.items);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(items);
  }

  @Override
  public String toString() {
    return Arrays.toString(items);
  }
}
