// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.sql.parser.SqlText;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The full name of a table, view or index.
 *
 * @param schema the schema that it is in
 * @param name its name there
 */
public record RelationName(String schema, String name) {
  /** A name in the schema that every database has. */
  public static RelationName of(String name) {
    return new RelationName(Entry.SCHEMA, name);
  }

  /** What a text that was kept means by a name in it: without a schema, {@code public}. */
  static RelationName ofKept(SqlIdentifier written) {
    int parts = written.names.size();
    String last = written.names.get(parts - 1);
    return parts == 1 ? of(last) : new RelationName(written.names.get(parts - 2), last);
  }

  /** The same name in another schema. */
  public RelationName in(String other) {
    return new RelationName(other, name);
  }

  /** Another name in the same schema. */
  public RelationName renamed(String other) {
    return new RelationName(schema, other);
  }

  /** As SQL that means it whatever the search path is, but that {@code public} goes without. */
  public String sql() {
    List<String> parts = schema.equals(Entry.SCHEMA) ? List.of(name) : List.of(schema, name);
    return SqlText.toSql(new SqlIdentifier(parts, SqlParserPos.ZERO));
  }

  /** The name as messages show it: without the schema if that is {@code public}. */
  @Override
  public String toString() {
    return schema.equals(Entry.SCHEMA) ? name : schema + "." + name;
  }
}
