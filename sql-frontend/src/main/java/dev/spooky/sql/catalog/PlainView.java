// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.engine.Relation;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

/** A query under a name, which is put in its place wherever it is used. */
public final class PlainView implements Entry {
  private final RelationName name;
  private final RelDataType rowType;
  private final ViewQuery query;
  private final Set<Entry> dependencies;
  private final Comments comments;

  /**
   * A view.
   *
   * @param name its name
   * @param rowType its columns, with the names that it gives them
   * @param sql its query, every {@code *} written out
   * @param dependencies what the query names
   */
  public PlainView(RelationName name, RelDataType rowType, String sql, Set<Entry> dependencies) {
    this(name, rowType, ViewQuery.of(sql, dependencies), dependencies, Comments.NONE);
  }

  private PlainView(
      RelationName name,
      RelDataType rowType,
      ViewQuery query,
      Set<Entry> dependencies,
      Comments comments) {
    this.name = name;
    this.rowType = rowType;
    this.query = query;
    this.dependencies = Collections.unmodifiableSet(new LinkedHashSet<>(dependencies));
    this.comments = comments;
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
    return Relation.Kind.VIEW;
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
  public PlainView withComments(Comments changed) {
    return new PlainView(name, rowType, query, dependencies, changed);
  }

  @Override
  public PlainView withName(RelationName changed) {
    return new PlainView(changed, rowType, query, dependencies, comments);
  }

  /** The same with the types of its query's plan, of which one may be nullable now. */
  public PlainView withTypes(RelNode plan) {
    RelDataType types =
        plan.getCluster()
            .getTypeFactory()
            .createStructType(
                RelOptUtil.getFieldTypeList(plan.getRowType()), rowType.getFieldNames());
    return new PlainView(name, types, query, dependencies, comments);
  }

  /** The same over an entry that has changed; see {@link ViewQuery#changed}. */
  PlainView withDependency(Entry old, Entry now, UnaryOperator<ViewReference> change) {
    Set<Entry> changed = new LinkedHashSet<>();
    dependencies.forEach(d -> changed.add(d.fullName().equals(old.fullName()) ? now : d));
    ViewQuery text = query.changed(old.fullName(), now, change);
    return new PlainView(name, rowType, text, changed, comments);
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
