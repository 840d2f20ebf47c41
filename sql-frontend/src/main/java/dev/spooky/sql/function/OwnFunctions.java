// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlOperator;

/** All functions and operators of this package. */
public final class OwnFunctions {
  private static final List<SqlOperator> ALL = all();

  private OwnFunctions() {}

  private static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>();
    all.addAll(TextFunctions.all());
    all.addAll(RegexFunctions.all());
    all.addAll(NumberFunctions.all());
    all.addAll(TimeFunctions.all());
    return List.copyOf(all);
  }

  /** Whether an operator is one of this package. */
  public static boolean contains(SqlOperator operator) {
    return operator instanceof OwnFunction
        || operator instanceof UserFunction
        || operator instanceof DayArithmetic
        || operator instanceof RegexOperator;
  }

  /** The operators. */
  public static List<SqlOperator> list() {
    return ALL;
  }
}
