// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** The names of columns that have none: those of PostgreSQL, but {@code column3} for the rest. */
final class Labels {
  private Labels() {}

  /**
   * The labels of a query's columns: as they were written, where no star stands for several.
   *
   * @param written the tree as it was parsed
   * @param validated the same, validated
   * @param names the names in the row type, which are unique
   */
  static List<String> of(SqlNode written, SqlNode validated, List<String> names) {
    SqlNode source = first(written);
    boolean starred =
        !(source instanceof SqlSelect select)
            || select.getSelectList().size() != names.size()
            || select.getSelectList().stream().anyMatch(Labels::isStar);
    SqlNode first = starred ? first(validated) : source;
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      labels.add(
          first instanceof SqlSelect select && select.getSelectList().size() == names.size()
              ? label(select.getSelectList().get(i), i, names.get(i))
              : unnamed(names.get(i), i));
    }
    return labels;
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier id && id.isStar();
  }

  private static String unnamed(String name, int ordinal) {
    return name.startsWith("EXPR$") ? "column" + (ordinal + 1) : name;
  }

  private static SqlNode first(SqlNode query) {
    SqlNode node = query;
    while (true) {
      if (node instanceof SqlWith with) {
        node = with.body;
      } else if (node instanceof SqlOrderBy ordered) {
        node = ordered.query;
      } else if (node instanceof SqlCall call && SqlKind.SET_QUERY.contains(node.getKind())) {
        node = call.operand(0);
      } else {
        return node;
      }
    }
  }

  /** The validator makes names unique by aliases without a place. */
  private static String label(SqlNode item, int ordinal, String fallback) {
    if (item.getKind() == SqlKind.AS) {
      SqlNode alias = ((SqlCall) item).operand(1);
      SqlNode named = ((SqlCall) item).operand(0);
      String own = alias.getParserPosition().equals(SqlParserPos.ZERO) ? simple(named) : null;
      return own != null && fallback.matches(Pattern.quote(own) + "\\d+") ? own : fallback;
    }
    String own = derive(item, ordinal);
    return own == null ? fallback : own;
  }

  /** The name of a column that is this expression; null for {@code *}. */
  static @Nullable String derive(SqlNode expression, int ordinal) {
    if (expression instanceof SqlIdentifier id && id.isStar()) {
      return null;
    }
    if (expression.getKind() == SqlKind.AS) {
      SqlNode alias = ((SqlCall) expression).operand(1);
      return ((SqlIdentifier) alias).getSimple();
    }
    String name = simple(expression);
    return name != null || ordinal < 0 ? name : "column" + (ordinal + 1);
  }

  private static @Nullable String simple(SqlNode expression) {
    if (expression instanceof SqlIdentifier id) {
      return Util.last(id.names);
    }
    return expression instanceof SqlCall call ? simple(call) : null;
  }

  private static @Nullable String simple(SqlCall call) {
    return switch (call.getKind()) {
      case CAST -> simple(call.<SqlNode>operand(0));
      case OVER, FILTER, WITHIN_GROUP, RESPECT_NULLS, IGNORE_NULLS ->
          simple(call.<SqlNode>operand(0));
      case CASE -> "case";
      case EXTRACT -> "extract";
      case DEFAULT, ROW, SCALAR_QUERY -> null;
      default ->
          call instanceof SqlBasicCall && call.getOperator() instanceof SqlFunction function
              ? function.getName().toLowerCase(Locale.ROOT)
              : null;
    };
  }
}
