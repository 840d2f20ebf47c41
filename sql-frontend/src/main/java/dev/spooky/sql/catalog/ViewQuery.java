// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.sql.parser.SqlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;

/**
 * The text of a view's query. When what it names gets another name or other columns, the names in
 * FROM are replaced by sub-queries that give what the text expects; the rest stays as it was
 * written.
 */
final class ViewQuery {
  private final String written;
  private final List<ViewReference> references;
  private final String sql;

  private ViewQuery(String written, List<ViewReference> references, String sql) {
    this.written = written;
    this.references = List.copyOf(references);
    this.sql = sql;
  }

  /**
   * A query's text in which every name means without a search path what it means along one: names
   * that are not in {@code public} get their schema.
   */
  static String withSchemas(String text, Catalog catalog) {
    List<TableNames.Found> found = new ArrayList<>(TableNames.in(SqlText.parseStatement(text)));
    found.sort((a, b) -> Integer.compare(start(text, b.name()), start(text, a.name())));
    StringBuilder full = new StringBuilder(text);
    for (TableNames.Found place : found) {
      Entry entry = place.name().isSimple() ? catalog.find(place.name()) : null;
      if (entry != null && !entry.schema().equals(Entry.SCHEMA)) {
        full.replace(start(text, place.name()), end(text, place.name()), entry.fullName().sql());
      }
    }
    return full.toString();
  }

  /** A query that names {@code dependencies} by the names that they have. */
  static ViewQuery of(String written, Collection<Entry> dependencies) {
    return new ViewQuery(written, dependencies.stream().map(ViewReference::to).toList(), written);
  }

  /** The text over what there is now. */
  String sql() {
    return sql;
  }

  /**
   * The query after a relation has changed.
   *
   * @param name the relation's name before
   * @param now the relation, with the name and the columns that it has now
   * @param change what has become of the reference to it
   */
  ViewQuery changed(RelationName name, Entry now, UnaryOperator<ViewReference> change) {
    List<ViewReference> changed = new ArrayList<>();
    for (ViewReference reference : references) {
      changed.add(
          reference.name().equals(name)
              ? change.apply(reference).over(now.rowType().getFieldNames())
              : reference);
    }
    Map<RelationName, String> replaced = new HashMap<>();
    for (ViewReference reference : changed) {
      if (!reference.isAsWritten()) {
        replaced.put(reference.writtenName(), select(reference));
      }
    }
    return new ViewQuery(written, changed, replaced.isEmpty() ? written : replaced(replaced));
  }

  private static String select(ViewReference reference) {
    StringJoiner columns =
        new StringJoiner(", ", "(SELECT ", " FROM " + reference.name().sql() + ")");
    for (int i = 0; i < reference.columns().size(); i++) {
      String now = quote(reference.columns().get(i));
      String wanted = quote(reference.writtenColumns().get(i));
      columns.add(now.equals(wanted) ? now : now + " AS " + wanted);
    }
    return columns.toString();
  }

  private static String quote(String name) {
    return SqlText.toSql(new SqlIdentifier(name, SqlParserPos.ZERO));
  }

  private String replaced(Map<RelationName, String> replacements) {
    List<TableNames.Found> found = new ArrayList<>(TableNames.in(SqlText.parseStatement(written)));
    found.sort((a, b) -> Integer.compare(start(b.name()), start(a.name())));
    StringBuilder text = new StringBuilder(written);
    for (TableNames.Found place : found) {
      String last = place.name().names.get(place.name().names.size() - 1);
      String replacement = replacements.get(RelationName.ofKept(place.name()));
      if (replacement != null) {
        String alias = place.aliased() ? "" : " AS " + quote(last);
        text.replace(start(place.name()), end(place.name()), replacement + alias);
      }
    }
    return text.toString();
  }

  private int start(SqlIdentifier name) {
    return start(written, name);
  }

  private static int start(String text, SqlIdentifier name) {
    SqlParserPos place = name.getParserPosition();
    return SqlParserUtil.lineColToIndex(text, place.getLineNum(), place.getColumnNum());
  }

  private int end(SqlIdentifier name) {
    return end(written, name);
  }

  private static int end(String text, SqlIdentifier name) {
    SqlParserPos place = name.getParserPosition();
    return SqlParserUtil.lineColToIndex(text, place.getEndLineNum(), place.getEndColumnNum()) + 1;
  }
}
