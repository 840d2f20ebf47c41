// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result, a table or a view, or a statement's parameter.
 *
 * @param name its name; {@code ?1}, {@code ?2}, … for parameters
 * @param type its SQL type
 * @param precision digits of a DECIMAL, characters or bytes of a CHAR, VARCHAR, BINARY (−1:
 *     unbounded), fraction digits of times; 0 where it means nothing
 * @param scale digits after the point of a DECIMAL; else 0
 * @param nullable whether it can be NULL
 * @param element the elements of an ARRAY as a column; null for all other types
 */
public record Column(
    String name,
    SqlType type,
    int precision,
    int scale,
    boolean nullable,
    @Nullable Column element) {
  /** A column of a type without elements. */
  public Column(String name, SqlType type, int precision, int scale, boolean nullable) {
    this(name, type, precision, scale, nullable, null);
  }

  /** Checks the components. */
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }
}
