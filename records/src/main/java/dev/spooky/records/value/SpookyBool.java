// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

/**
 * True or false.
 *
 * @param value which
 */
public record SpookyBool(boolean value) implements SpookyValue {
  private static final SpookyBool TRUE = new SpookyBool(true);
  private static final SpookyBool FALSE = new SpookyBool(false);

  /** The shared instance. */
  public static SpookyBool of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public Kind kind() {
    return Kind.BOOL;
  }

  @Override
  public int compareTo(SpookyValue other) {
    return other instanceof SpookyBool bool
        ? Boolean.compare(value, bool.value)
        : Integer.compare(kind().rank(), other.kind().rank());
  }

  @Override
  public String toString() {
    return Boolean.toString(value);
  }
}
