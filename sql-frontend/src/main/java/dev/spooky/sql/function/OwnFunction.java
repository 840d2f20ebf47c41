// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** A function with a {@link Signature}. */
final class OwnFunction extends SqlFunction {
  private final boolean deterministic;

  private OwnFunction(
      String name, SqlReturnTypeInference result, Signature signature, boolean deterministic) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        result,
        null,
        signature,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.deterministic = deterministic;
  }

  /** A function with forms as {@link Signature} has them. */
  static OwnFunction of(String name, SqlReturnTypeInference result, String... forms) {
    return new OwnFunction(name, result, Signature.of(forms), true);
  }

  /** A function that gives another value each time. */
  static OwnFunction random(String name, SqlReturnTypeInference result) {
    return new OwnFunction(name, result, Signature.of(""), false);
  }

  @Override
  public boolean isDeterministic() {
    return deterministic;
  }
}
