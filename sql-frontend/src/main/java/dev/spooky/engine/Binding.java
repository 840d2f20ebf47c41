// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import org.jspecify.annotations.Nullable;

/**
 * Values for a prepared statement's parameters. Parameters count from 0. The typed setters write
 * straight into a packed row, without boxing; values are checked against the parameter's type and a
 * bad one throws a {@code SpookySqlException} (class 22). All parameters must be set before the
 * statement runs or {@link #addBatch} is called. Values stay set until they are set anew or {@link
 * #clear}ed. Not thread-safe.
 */
public interface Binding {
  /** Sets a parameter to NULL. */
  void setNull(int parameter);

  /** Sets a parameter to a boolean. */
  void setBoolean(int parameter, boolean value);

  /** Sets a parameter to an integer. */
  void setLong(int parameter, long value);

  /** Sets a parameter to a double. */
  void setDouble(int parameter, double value);

  /** Sets a parameter to a text, converted to the parameter's type if that is not text. */
  void setString(int parameter, @Nullable String value);

  /** Sets a parameter to any Java object of {@link SqlType}'s list, a Number, or null. */
  void setObject(int parameter, @Nullable Object value);

  /** Forgets all values. */
  void clear();

  /** Appends the values to the batch. */
  void addBatch();

  /** Number of value sets in the batch. */
  int batchSize();

  /** Forgets the batch. */
  void clearBatch();
}
