// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.parser.SqlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Writes every {@code *} of a query's select lists out. The validator gives the columns that a star
 * stands for the star's own place.
 */
final class Stars {
  private final List<SqlParserPos> places = new ArrayList<>();
  private final Map<SqlParserPos, List<String>> columns = new HashMap<>();

  private Stars(SqlNode written, SqlNode validated) {
    written.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier id) {
            if (id.isStar()) {
              places.add(id.getParserPosition());
            }
            return null;
          }
        });
    validated.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlSelect select) {
              collect(select.getSelectList());
            }
            return super.visit(call);
          }
        });
  }

  /** Columns that NATURAL or USING joins have no place; they are of the star that is being read. */
  private void collect(SqlNodeList items) {
    List<String> early = new ArrayList<>();
    List<String> current = early;
    for (SqlNode item : items) {
      SqlParserPos place = item.getParserPosition();
      if (places.contains(place)) {
        boolean first = !columns.containsKey(place);
        current = columns.computeIfAbsent(place, p -> new ArrayList<>());
        if (first) {
          current.addAll(early);
          early.clear();
        }
        current.add(text(item));
      } else if (place.getLineNum() == 0) {
        current.add(text(item));
      } else {
        current = early;
      }
    }
    if (!early.isEmpty()) {
      withoutColumns().ifPresent(place -> columns.put(place, List.copyOf(early)));
    }
  }

  private Optional<SqlParserPos> withoutColumns() {
    return places.stream().filter(place -> !columns.containsKey(place)).findFirst();
  }

  /**
   * Sub-queries without an alias have one that only the validator knows; common columns of joins
   * are calls that do not write themselves as they are read.
   */
  private static String text(SqlNode item) {
    if (item instanceof SqlIdentifier id
        && id.names.size() > 1
        && id.names.get(0).startsWith("EXPR$")) {
      return SqlText.toSql(id.getComponent(id.names.size() - 1));
    } else if (item.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) item;
      return text(as.operand(0)) + " AS " + SqlText.toSql(as.operand(1));
    } else if (item instanceof SqlCall call && call.getOperator().getName().equals("COALESCE")) {
      return call.getOperandList().stream()
          .map(operand -> text(SqlUtil.stripAs(operand)))
          .collect(Collectors.joining(", ", "COALESCE(", ")"));
    }
    return SqlText.toSql(item);
  }

  /**
   * A part of a text with its stars written out.
   *
   * @param written the query as parsed from the text
   * @param validated the same, validated
   * @param sql the text
   * @param stretch where the query stands in it
   */
  static String writtenOut(SqlNode written, SqlNode validated, String sql, SqlParserPos stretch) {
    Stars stars = new Stars(written, validated);
    StringBuilder text = new StringBuilder(sql.substring(0, end(sql, stretch)));
    stars.places.sort(
        Comparator.comparingInt((SqlParserPos place) -> start(sql, place)).reversed());
    for (SqlParserPos place : stars.places) {
      List<String> columns = stars.columns.get(place);
      if (columns != null) {
        text.replace(start(sql, place), end(sql, place), String.join(", ", columns));
      }
    }
    return text.substring(start(sql, stretch));
  }

  private static int start(String sql, SqlParserPos place) {
    return SqlParserUtil.lineColToIndex(sql, place.getLineNum(), place.getColumnNum());
  }

  private static int end(String sql, SqlParserPos place) {
    int last = SqlParserUtil.lineColToIndex(sql, place.getEndLineNum(), place.getEndColumnNum());
    return Math.min(last + 1, sql.length());
  }
}
