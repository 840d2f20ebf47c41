// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;

/** Values that do not fit their parameter or column, as errors of users. */
final class ParameterErrors {
  private ParameterErrors() {}

  static SpookySqlException translate(ValueException failure, int parameter) {
    String message = "parameter " + (parameter + 1) + ": " + failure.getMessage();
    SqlErrorCode code =
        switch (failure.kind()) {
          case OUT_OF_RANGE -> SqlErrorCode.NUMERIC_OVERFLOW;
          case INVALID_TEXT -> SqlErrorCode.ofInvalidText(message);
          case NULL_VALUE, DIVISION_BY_ZERO, CARDINALITY, FUNCTION ->
              SqlErrorCode.EXPRESSION_FAILED;
        };
    return SpookySqlException.of(code, message).withCause(failure);
  }
}
