// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;

/**
 * The schemas in which names without a schema are looked for, in order. The system's own views come
 * last, so that no user's table changes its meaning when they get a new one.
 *
 * @param schemas the schemas, without the system's
 */
public record SearchPath(List<String> schemas) {
  private static final Pattern NAME =
      Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"\\s*|([^,\"]*))(?:,|$)");
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /** The schema of the system's views that need no schema before their names. */
  public static final String SYSTEM = "spooky";

  /** The schema of the views that the SQL standard describes. */
  public static final String INFORMATION = "information_schema";

  /** Just {@code public}. */
  public static final SearchPath DEFAULT = new SearchPath(List.of(Entry.SCHEMA));

  /** Copies the list. */
  public SearchPath {
    schemas = List.copyOf(schemas);
  }

  /** Whether a schema belongs to the system: nothing can be made or dropped in it. */
  public static boolean isSystem(String schema) {
    return schema.equals(SYSTEM) || schema.equals(INFORMATION);
  }

  /**
   * A path as SET takes it: names between commas, in double quotes or not; empty for the default.
   */
  public static SearchPath parse(String text) {
    List<String> schemas = new ArrayList<>();
    Matcher names = NAME.matcher(text);
    int end = 0;
    while (end < text.length() && names.find(end) && names.start() == end) {
      String quoted = names.group(1);
      String name =
          quoted != null
              ? quoted.replace("\"\"", "\"")
              : names.group(2).strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty() && !name.equals("$user") && !schemas.contains(name)) {
        schemas.add(name);
      }
      end = names.end();
    }
    return schemas.isEmpty() ? DEFAULT : new SearchPath(schemas);
  }

  /** The path as SHOW gives it, to be parsed again. */
  public String text() {
    return schemas.stream()
        .map(s -> PLAIN.matcher(s).matches() ? s : '"' + s.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(", "));
  }

  /** All schemas to look in, in order. */
  public List<String> all() {
    List<String> all = new ArrayList<>(schemas);
    all.add(SYSTEM);
    return all;
  }

  /** What a name may mean, in order; nothing if it has too many parts. */
  public List<RelationName> candidates(SqlIdentifier written) {
    int parts = written.names.size();
    String last = written.names.get(parts - 1);
    return switch (parts) {
      case 1 -> all().stream().map(schema -> new RelationName(schema, last)).toList();
      case 2 -> List.of(new RelationName(written.names.get(0), last));
      default -> List.of();
    };
  }
}
