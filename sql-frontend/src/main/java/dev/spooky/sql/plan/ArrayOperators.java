// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;

/** Functions of arrays, as PostgreSQL has them. */
final class ArrayOperators {
  private ArrayOperators() {}

  /** All of them. */
  static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>();
    add(all, "ARRAY_APPEND", "A", "AE");
    add(all, "ARRAY_CAT", "A", "AA");
    add(all, "ARRAY_CONCAT", "A", "AA");
    add(all, "ARRAY_CONTAINS", "B", "AE");
    add(all, "ARRAY_DISTINCT", "A", "A");
    add(all, "ARRAY_LENGTH", "I", "Ai");
    add(all, "ARRAY_MAX", "E", "A");
    add(all, "ARRAY_MIN", "E", "A");
    add(all, "ARRAY_POSITION", "I", "AEi");
    add(all, "ARRAY_PREPEND", "A", "EA");
    add(all, "ARRAY_REMOVE", "A", "AE");
    add(all, "ARRAY_REPLACE", "A", "AEE");
    add(all, "ARRAY_REVERSE", "A", "A");
    add(all, "ARRAY_SIZE", "I", "A");
    add(all, "ARRAY_SORT", "A", "A");
    add(all, "ARRAY_TO_STRING", "T", "ATt");
    add(all, "STRING_TO_ARRAY", "S", "TTt");
    add(all, "TRIM_ARRAY", "A", "AI");
    return all;
  }

  private static void add(List<SqlOperator> all, String name, String result, String arguments) {
    ArraySignature signature = new ArraySignature(result.charAt(0), arguments);
    all.add(
        new SqlFunction(
            name,
            SqlKind.OTHER_FUNCTION,
            signature::result,
            signature::inferParameters,
            signature,
            SqlFunctionCategory.SYSTEM));
  }
}
