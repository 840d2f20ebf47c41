// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlPosition;
import dev.spooky.sql.error.ValueErrors;

/** Values that do not fit their parameter or column, as errors of users. */
final class ParameterErrors {
  private ParameterErrors() {}

  static SpookySqlException translate(ValueException failure, int parameter) {
    String message = "parameter " + (parameter + 1) + ": " + failure.getMessage();
    return ValueErrors.of(failure.kind(), message, SqlPosition.UNKNOWN).withCause(failure);
  }
}
