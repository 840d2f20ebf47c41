// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code text ~ pattern}, and {@code ~*}, {@code !~}, {@code !~*}. */
public final class RegexOperator extends SqlBinaryOperator {
  /** Matches. */
  public static final RegexOperator MATCHES = new RegexOperator("~");

  /** Matches in any case. */
  public static final RegexOperator MATCHES_ANY_CASE = new RegexOperator("~*");

  /** Does not match. */
  public static final RegexOperator FAILS = new RegexOperator("!~");

  /** Does not match in any case. */
  public static final RegexOperator FAILS_ANY_CASE = new RegexOperator("!~*");

  static final List<SqlOperator> ALL = List.of(MATCHES, MATCHES_ANY_CASE, FAILS, FAILS_ANY_CASE);

  /** Binds tighter than comparisons and LIKE, less than arithmetic. */
  private static final int PRECEDENCE = 34;

  private RegexOperator(String name) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        PRECEDENCE,
        true,
        Results.strict(Results.plain(SqlTypeName.BOOLEAN)),
        null,
        Signature.of("text text"));
  }
}
