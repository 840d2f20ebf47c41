// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

/** The one null value, least of all. */
public final class SpookyNull implements SpookyValue {
  /** Its only instance. */
  public static final SpookyNull NULL = new SpookyNull();

  private SpookyNull() {}

  @Override
  public Kind kind() {
    return Kind.NULL;
  }

  @Override
  public int compareTo(SpookyValue other) {
    return other == this ? 0 : -1;
  }

  @Override
  public String toString() {
    return "null";
  }
}
