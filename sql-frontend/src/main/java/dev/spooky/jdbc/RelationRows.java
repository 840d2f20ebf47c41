// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import dev.spooky.engine.Relation;
import dev.spooky.engine.RelationDetails;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables and views as the rows of JDBC's metadata results. */
final class RelationRows {
  private RelationRows() {}

  static String typeName(Relation.Kind kind) {
    return switch (kind) {
      case TABLE -> "TABLE";
      case VIEW -> "VIEW";
      case MATERIALIZED_VIEW -> "MATERIALIZED VIEW";
      case SYSTEM_VIEW -> "SYSTEM VIEW";
    };
  }

  static List<@Nullable Object[]> tables(List<Relation> relations) {
    List<Relation> sorted = new ArrayList<>(relations);
    sorted.sort(Comparator.comparing((Relation r) -> typeName(r.kind())).thenComparing(BY_NAME));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Relation relation : sorted) {
      rows.add(
          new @Nullable Object[] {
            null,
            relation.schema(),
            relation.name(),
            typeName(relation.kind()),
            remarks(relation),
            null,
            null,
            null,
            null,
            null
          });
    }
    return rows;
  }

  /** A relation's comment; without one a view's query. */
  private static @Nullable String remarks(Relation relation) {
    String comment = relation.details().comment();
    String text = comment.isEmpty() ? relation.definition() : comment;
    return text.isEmpty() ? null : text;
  }

  private static final Comparator<Relation> BY_NAME =
      Comparator.comparing(Relation::schema).thenComparing(Relation::name);

  static List<@Nullable Object[]> columns(List<Relation> relations, NamePattern names) {
    List<Relation> sorted = new ArrayList<>(relations);
    sorted.sort(BY_NAME);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Relation relation : sorted) {
      for (int i = 0; i < relation.columns().size(); i++) {
        if (names.matches(relation.columns().get(i).name())) {
          rows.add(column(relation, i));
        }
      }
    }
    return rows;
  }

  private static @Nullable Object[] column(Relation relation, int index) {
    Column column = relation.columns().get(index);
    JdbcType type = JdbcType.of(column);
    String given = index < relation.defaults().size() ? relation.defaults().get(index) : "";
    RelationDetails.Generation generation = relation.details().generation().get(index);
    boolean numbered =
        generation == RelationDetails.Generation.IDENTITY_ALWAYS
            || generation == RelationDetails.Generation.IDENTITY_BY_DEFAULT;
    String comment = relation.details().columnComments().get(index);
    boolean octets = type.isText() || type.family() == JdbcType.Family.BYTES;
    return new @Nullable Object[] {
      null,
      relation.schema(),
      relation.name(),
      column.name(),
      type.code(),
      type.typeName(column),
      type.precision(column),
      null,
      type.scale(column),
      TypeRows.radix(type),
      column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
      comment.isEmpty() ? null : comment,
      given.isEmpty() ? null : given,
      null,
      null,
      octets ? type.precision(column) : null,
      index + 1,
      column.nullable() ? "YES" : "NO",
      null,
      null,
      null,
      null,
      numbered ? "YES" : "NO",
      generation == RelationDetails.Generation.STORED ? "YES" : "NO"
    };
  }

  static List<@Nullable Object[]> primaryKeys(List<Relation> relations) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Relation relation : relations) {
      List<String> key = relation.primaryKey();
      key.stream()
          .sorted()
          .forEach(
              column ->
                  rows.add(
                      new @Nullable Object[] {
                        null,
                        relation.schema(),
                        relation.name(),
                        column,
                        key.indexOf(column) + 1,
                        keyName(relation)
                      }));
    }
    return rows;
  }

  private static String keyName(Relation relation) {
    return relation.details().constraints().stream()
        .filter(constraint -> constraint.kind() == RelationDetails.Kind.PRIMARY_KEY)
        .map(RelationDetails.Constraint::name)
        .findFirst()
        .orElse(relation.name() + "_pkey");
  }

  static List<@Nullable Object[]> rowIdentifiers(List<Relation> relations) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Relation relation : relations) {
      for (Column column : relation.columns()) {
        if (relation.primaryKey().contains(column.name())) {
          JdbcType type = JdbcType.of(column);
          rows.add(
              new @Nullable Object[] {
                DatabaseMetaData.bestRowSession,
                column.name(),
                type.code(),
                type.typeName(column),
                type.precision(column),
                null,
                type.scale(column),
                DatabaseMetaData.bestRowNotPseudo
              });
        }
      }
    }
    return rows;
  }
}
