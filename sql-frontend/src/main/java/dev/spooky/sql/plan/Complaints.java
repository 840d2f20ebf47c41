// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.error.SqlPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The validator's complaints, told apart by their wording (it has no codes), in our words and with
 * a SQLSTATE. The first pattern that fits counts.
 */
final class Complaints {
  /** What a complaint looks like, and what we say; {@code $1} stands for the first group. */
  private record Complaint(Pattern pattern, SqlErrorCode code, List<String> arguments) {}

  private static final List<Complaint> KNOWN = new ArrayList<>();

  static {
    names();
    grouping();
    types();
    parameters();
  }

  private Complaints() {}

  private static void on(String pattern, SqlErrorCode code, String... arguments) {
    KNOWN.add(new Complaint(Pattern.compile(pattern, Pattern.DOTALL), code, List.of(arguments)));
  }

  private static void names() {
    on("Object '(.*?)' not found.*", SqlErrorCode.UNDEFINED_RELATION, "$1");
    on("Table '(.*?)' not found.*", SqlErrorCode.UNDEFINED_RELATION, "$1");
    on("Column '(.*?)' not found.*", SqlErrorCode.UNDEFINED_COLUMN, "$1");
    on("Unknown (?:identifier|field|target column) '(.*)'", SqlErrorCode.UNDEFINED_COLUMN, "$1");
    on("Column '(.*?)' is ambiguous", SqlErrorCode.AMBIGUOUS_COLUMN, "$1");
    on("Column name '(.*?)' in NATURAL.*", SqlErrorCode.AMBIGUOUS_COLUMN, "$1");
    on("Duplicate relation name '(.*?)'.*", SqlErrorCode.DUPLICATE_ALIAS, "$1");
    on("Duplicate name '(.*?)' in column.*", SqlErrorCode.DUPLICATE_COLUMN, "$1");
    on("Unknown datatype name '(.*)'", SqlErrorCode.UNDEFINED_TYPE, "$1");
    on("Window '(.*)' not found", SqlErrorCode.WINDOWING, "window '$1' does not exist");
    on(
        "No match found for function signature (.*)",
        SqlErrorCode.UNDEFINED_FUNCTION,
        "function $1 does not exist");
    on(
        "Invalid number of arguments to function '(.*?)'.*?(\\d+) arguments?",
        SqlErrorCode.UNDEFINED_FUNCTION,
        "function $1 takes $2 arguments");
    on("Ordinal out of range", SqlErrorCode.INVALID_COLUMN_REFERENCE, "ordinal is out of range");
    on("List of column aliases.*", SqlErrorCode.INVALID_COLUMN_REFERENCE, "$0");
  }

  private static void grouping() {
    on(
        "Expression '(.*)' is not being grouped",
        SqlErrorCode.GROUPING,
        "'$1' must be in GROUP BY or within an aggregate");
    on(
        "Expression '(.*)' is not in the select clause",
        SqlErrorCode.INVALID_COLUMN_REFERENCE,
        "with DISTINCT, ORDER BY '$1' must be in the select list");
    on(
        "Windowed aggregate expression is illegal in (.*) clause",
        SqlErrorCode.WINDOWING,
        "window functions are not allowed in $1");
    on(
        "Aggregate expression is illegal in (.*) clause.*",
        SqlErrorCode.GROUPING,
        "aggregates are not allowed in $1");
    on(
        "Aggregate expressions cannot be nested",
        SqlErrorCode.GROUPING,
        "aggregates cannot be nested");
    on("(?:FILTER|WITHIN).* must not contain aggregate.*", SqlErrorCode.GROUPING, "$0");
    on(
        "OVER clause is necessary for window functions",
        SqlErrorCode.WINDOWING,
        "a window function needs OVER");
    on(
        "OVER must be applied to aggregate function",
        SqlErrorCode.WINDOWING,
        "OVER needs a window or aggregate function before it");
    on(
        "(?:RANK or DENSE_RANK|ROW/RANGE|Window|PARTITION|.*OVER clause).*",
        SqlErrorCode.WINDOWING,
        "$0");
    on(
        "FILTER must be applied to aggregate function",
        SqlErrorCode.GROUPING,
        "FILTER needs an aggregate function before it");
  }

  private static void types() {
    on(
        "Cast function cannot convert value of type (.*) to type (.*)",
        SqlErrorCode.CANNOT_CAST,
        "$1",
        "$2");
    on(
        "Cannot apply '(.*?)' to arguments of type '(.*?)'\\. Supported form.*",
        SqlErrorCode.UNDEFINED_FUNCTION,
        "'$1' does not take such arguments: $2");
    on(
        "(.*) clause must be a condition",
        SqlErrorCode.TYPE_MISMATCH,
        "condition of $1 must be BOOLEAN");
    on(
        "Illegal mixing of types in CASE or COALESCE statement",
        SqlErrorCode.TYPE_MISMATCH,
        "alternatives of CASE or COALESCE must have compatible types");
    on("Values (?:passed to|in expression).*", SqlErrorCode.TYPE_MISMATCH, "$0");
    on(
        "Type mismatch in column (\\d+) of (.*)",
        SqlErrorCode.TYPE_MISMATCH,
        "column $1 of $2 has types that do not go together");
    on(
        "Column count mismatch in (.*)",
        SqlErrorCode.COLUMN_COUNT,
        "the queries of $1 have different numbers of columns");
    on(
        "Column '(.*?)' matched using NATURAL.*",
        SqlErrorCode.TYPE_MISMATCH,
        "'$1' has types in both tables that cannot be compared");
    on(
        "ELSE clause or at least one THEN clause must be non-NULL",
        SqlErrorCode.TYPE_MISMATCH,
        "CASE has only NULL alternatives; CAST one of them");
    on(
        "(?:Parameters must be of the same type|Operands .* not comparable.*|Types .* not .*)",
        SqlErrorCode.TYPE_MISMATCH,
        "$0");
    on(
        "Numeric literal '(.*)' out of range",
        SqlErrorCode.NUMERIC_OVERFLOW,
        "number $1 is out of range");
    on(
        "Literal '(.*)' can not be parsed to type '(.*)'",
        SqlErrorCode.INVALID_TEXT,
        "invalid input for type $2: '$1'");
    on(
        "Illegal (DATE|TIMESTAMP|TIME)(.*) literal '(.*?)'.*",
        SqlErrorCode.INVALID_DATETIME,
        "invalid $1 literal '$3'");
    on("Illegal [Ii](?:nterval|NTERVAL) literal.*", SqlErrorCode.INVALID_DATETIME, "$0");
    on("Interval field value.*", SqlErrorCode.INVALID_DATETIME, "$0");
    on("Binary literal.*", SqlErrorCode.SYNTAX, "$0");
  }

  private static void parameters() {
    on("Illegal use of dynamic parameter", SqlErrorCode.INDETERMINATE_TYPE);
    on(
        "Illegal use of 'NULL'",
        SqlErrorCode.TYPE_MISMATCH,
        "type of this NULL cannot be told from its place");
    on(
        "INNER, LEFT, RIGHT, FULL, or ASOF join requires a condition.*",
        SqlErrorCode.SYNTAX,
        "JOIN needs ON or USING");
    on(
        "Cannot specify condition.* following CROSS JOIN",
        SqlErrorCode.SYNTAX,
        "CROSS JOIN takes no condition");
    on(
        "Cannot specify NATURAL keyword with ON or USING clause",
        SqlErrorCode.SYNTAX,
        "NATURAL JOIN takes no condition");
    on(
        "DEFAULT not allowed here|DEFAULT is only allowed.*",
        SqlErrorCode.SYNTAX,
        "DEFAULT is not allowed here");
  }

  static SpookySqlException explain(String complaint, SqlPosition place) {
    for (Complaint known : KNOWN) {
      Matcher matcher = known.pattern().matcher(complaint);
      if (matcher.matches()) {
        Object[] arguments =
            known.arguments().stream().map(template -> fill(template, matcher)).toArray();
        return SpookySqlException.at(place, known.code(), arguments);
      }
    }
    return SpookySqlException.at(place, SqlErrorCode.SEMANTICS, tidy(complaint));
  }

  private static String fill(String template, Matcher matcher) {
    String text = template;
    for (int i = 0; i <= matcher.groupCount(); i++) {
      text = text.replace("$" + i, String.valueOf(matcher.group(i)));
    }
    return tidy(text);
  }

  /** Types without the parts that are the same everywhere, on one line. */
  private static String tidy(String text) {
    return text.replace(" CHARACTER SET \"UTF-8\"", "")
        .replaceAll("<([A-Z_ (),0-9]+)>", "$1")
        .replace(" NOT NULL", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
