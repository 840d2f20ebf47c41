// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Relation;
import dev.spooky.engine.RelationDetails;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Foreign keys and indexes as the rows of JDBC's metadata results. */
final class KeyRows {
  private KeyRows() {}

  /** A foreign key of a table. */
  private record Link(
      Relation from, RelationDetails.Constraint key, RelationDetails.Reference reference) {
    String targetName() {
      return reference.schema() + "\0" + reference.table();
    }

    String ownName() {
      return from.schema() + "\0" + from.name();
    }
  }

  private static List<Link> links(List<Relation> all) {
    List<Link> links = new ArrayList<>();
    for (Relation relation : all) {
      for (RelationDetails.Constraint constraint : relation.details().constraints()) {
        RelationDetails.Reference reference = constraint.reference();
        if (reference != null) {
          links.add(new Link(relation, constraint, reference));
        }
      }
    }
    return links;
  }

  /** The keys that some tables reference. */
  static List<@Nullable Object[]> imported(List<Relation> all, List<Relation> of) {
    List<Link> links = new ArrayList<>(links(all));
    links.removeIf(link -> !of.contains(link.from()));
    links.sort(Comparator.comparing(Link::targetName).thenComparing(link -> link.key().name()));
    return rows(links);
  }

  /** The foreign keys that reference some tables. */
  static List<@Nullable Object[]> exported(List<Relation> all, List<Relation> of) {
    List<Link> links = new ArrayList<>(links(all));
    links.removeIf(link -> of.stream().noneMatch(target -> isTarget(link, target)));
    links.sort(Comparator.comparing(Link::ownName).thenComparing(link -> link.key().name()));
    return rows(links);
  }

  /** The foreign keys from some tables to others. */
  static List<@Nullable Object[]> between(
      List<Relation> all, List<Relation> targets, List<Relation> from) {
    List<Link> links = new ArrayList<>(links(all));
    links.removeIf(
        link ->
            !from.contains(link.from())
                || targets.stream().noneMatch(target -> isTarget(link, target)));
    links.sort(Comparator.comparing(Link::ownName).thenComparing(link -> link.key().name()));
    return rows(links);
  }

  private static boolean isTarget(Link link, Relation target) {
    return target.schema().equals(link.reference().schema())
        && target.name().equals(link.reference().table());
  }

  private static List<@Nullable Object[]> rows(List<Link> links) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Link link : links) {
      RelationDetails.Reference reference = link.reference();
      for (int i = 0; i < link.key().columns().size(); i++) {
        rows.add(
            new @Nullable Object[] {
              null,
              reference.schema(),
              reference.table(),
              reference.columns().get(i),
              null,
              link.from().schema(),
              link.from().name(),
              link.key().columns().get(i),
              i + 1,
              rule(reference.onUpdate()),
              rule(reference.onDelete()),
              link.key().name(),
              reference.key(),
              DatabaseMetaData.importedKeyNotDeferrable
            });
      }
    }
    return rows;
  }

  private static int rule(String action) {
    return switch (action) {
      case "CASCADE" -> DatabaseMetaData.importedKeyCascade;
      case "RESTRICT" -> DatabaseMetaData.importedKeyRestrict;
      case "SET NULL" -> DatabaseMetaData.importedKeySetNull;
      case "SET DEFAULT" -> DatabaseMetaData.importedKeySetDefault;
      default -> DatabaseMetaData.importedKeyNoAction;
    };
  }

  /** The indexes of tables and views, unique ones first. */
  static List<@Nullable Object[]> indexes(List<Relation> relations, boolean onlyUnique) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Relation relation : relations) {
      if (relation.details().constraints().isEmpty()) {
        add(rows, relation, relation.name() + "_pkey", relation.primaryKey(), false);
      }
      for (RelationDetails.Constraint constraint : relation.details().constraints()) {
        boolean unique =
            constraint.kind() == RelationDetails.Kind.PRIMARY_KEY
                || constraint.kind() == RelationDetails.Kind.UNIQUE;
        if (unique) {
          add(rows, relation, constraint.name(), constraint.columns(), false);
        }
      }
      if (!onlyUnique) {
        for (RelationDetails.Index index : relation.details().indexes()) {
          add(rows, relation, index.name(), index.columns(), true);
        }
      }
    }
    return rows;
  }

  private static void add(
      List<@Nullable Object[]> rows,
      Relation relation,
      String name,
      List<String> columns,
      boolean nonUnique) {
    for (int i = 0; i < columns.size(); i++) {
      rows.add(
          new @Nullable Object[] {
            null,
            relation.schema(),
            relation.name(),
            nonUnique,
            null,
            name,
            (int) DatabaseMetaData.tableIndexHashed,
            i + 1,
            columns.get(i),
            null,
            null,
            null,
            null
          });
    }
  }
}
