// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.engine.Relation;
import dev.spooky.planner.StoredRelation;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.type.RelDataType;

/** A view whose result is kept. */
public final class MaterializedView implements Entry, StoredRelation {
  private final String id;
  private final RelationName name;
  private final RelDataType rowType;
  private final List<Integer> keyColumns;
  private final RelCollation collation;
  private final ViewQuery query;
  private final Set<Entry> dependencies;
  private final Comments comments;

  /**
   * A materialized view.
   *
   * @param id identifies it for its whole life
   * @param name its name
   * @param rowType its columns
   * @param keyColumns ordinals of columns by which its rows can be looked up; empty without
   * @param collation the order that its query asks for
   * @param sql its query, every {@code *} written out
   * @param dependencies what the query names
   */
  public MaterializedView(
      String id,
      RelationName name,
      RelDataType rowType,
      List<Integer> keyColumns,
      RelCollation collation,
      String sql,
      Set<Entry> dependencies) {
    this.id = id;
    this.name = name;
    this.rowType = rowType;
    this.keyColumns = List.copyOf(keyColumns);
    this.collation = collation;
    this.query = ViewQuery.of(sql, dependencies);
    this.dependencies = Collections.unmodifiableSet(new LinkedHashSet<>(dependencies));
    this.comments = Comments.NONE;
  }

  private MaterializedView(
      MaterializedView old,
      RelationName name,
      ViewQuery query,
      Set<Entry> dependencies,
      Comments comments) {
    this.id = old.id;
    this.name = name;
    this.rowType = old.rowType;
    this.keyColumns = old.keyColumns;
    this.collation = old.collation;
    this.query = query;
    this.dependencies = Collections.unmodifiableSet(new LinkedHashSet<>(dependencies));
    this.comments = comments;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public RelationName fullName() {
    return name;
  }

  @Override
  public RelDataType rowType() {
    return rowType;
  }

  @Override
  public Relation.Kind kind() {
    return Relation.Kind.MATERIALIZED_VIEW;
  }

  @Override
  public List<Integer> keyColumns() {
    return keyColumns;
  }

  /** The order that its query asks for. */
  public RelCollation collation() {
    return collation;
  }

  /** Its query. */
  public String sql() {
    return query.sql();
  }

  @Override
  public Comments comments() {
    return comments;
  }

  @Override
  public MaterializedView withComments(Comments changed) {
    return new MaterializedView(this, name, query, dependencies, changed);
  }

  @Override
  public MaterializedView withName(RelationName changed) {
    return new MaterializedView(this, changed, query, dependencies, comments);
  }

  /** The same over an entry that has changed; see {@link ViewQuery#changed}. */
  MaterializedView withDependency(Entry old, Entry now, UnaryOperator<ViewReference> change) {
    Set<Entry> changed = new LinkedHashSet<>();
    dependencies.forEach(d -> changed.add(d.fullName().equals(old.fullName()) ? now : d));
    ViewQuery text = query.changed(old.fullName(), now, change);
    return new MaterializedView(this, name, text, changed, comments);
  }

  @Override
  public Set<Entry> dependencies() {
    return dependencies;
  }

  @Override
  public String toString() {
    return label();
  }
}
