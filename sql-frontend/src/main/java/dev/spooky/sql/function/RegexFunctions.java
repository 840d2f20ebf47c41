// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import static dev.spooky.sql.function.Results.maybe;
import static dev.spooky.sql.function.Results.strict;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions and operators of regular expressions. */
final class RegexFunctions {
  private RegexFunctions() {}

  static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>(RegexOperator.ALL);
    all.add(
        OwnFunction.of(
            "REGEXP_COUNT",
            strict(Results.plain(SqlTypeName.INTEGER)),
            "text text [integer] [text]"));
    all.add(
        OwnFunction.of(
            "REGEXP_INSTR",
            strict(Results.plain(SqlTypeName.INTEGER)),
            "text text [integer] [integer] [integer] [text] [integer]"));
    all.add(
        OwnFunction.of(
            "REGEXP_LIKE", strict(Results.plain(SqlTypeName.BOOLEAN)), "text text [text]"));
    all.add(
        OwnFunction.of(
            "REGEXP_REPLACE",
            strict(Results::text),
            "text text text [text]",
            "text text text integer [integer] [text]"));
    all.add(
        OwnFunction.of(
            "REGEXP_SUBSTR",
            maybe(Results::text),
            "text text [integer] [integer] [text] [integer]"));
    return all;
  }
}
