// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.engine.Relation;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;

/** A query under a name, which is put in its place wherever it is used. */
public final class PlainView implements Entry {
  private final String name;
  private final RelDataType rowType;
  private final String sql;
  private final Set<Entry> dependencies;

  /**
   * A view.
   *
   * @param name its name
   * @param rowType its columns, with the names that it gives them
   * @param sql its query, every {@code *} written out
   * @param dependencies what the query names
   */
  public PlainView(String name, RelDataType rowType, String sql, Set<Entry> dependencies) {
    this.name = name;
    this.rowType = rowType;
    this.sql = sql;
    this.dependencies = Collections.unmodifiableSet(new LinkedHashSet<>(dependencies));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RelDataType rowType() {
    return rowType;
  }

  @Override
  public Relation.Kind kind() {
    return Relation.Kind.VIEW;
  }

  /** Its query. */
  public String sql() {
    return sql;
  }

  @Override
  public Set<Entry> dependencies() {
    return dependencies;
  }

  @Override
  public String toString() {
    return name;
  }
}
