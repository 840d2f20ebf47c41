// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.engine.Relation;
import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.zset.Delta;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/**
 * A view of the system: rows that are computed when they are read. It has no changes, so neither
 * views nor subscriptions can be built on it.
 */
public final class SystemView implements Entry, StoredRelation {
  /** Takes rows, as Java objects in the order of the columns. */
  @FunctionalInterface
  public interface Sink {
    /** Takes one row. */
    void row(@Nullable Object... values);
  }

  /** Computes the rows of a system view, between two ticks. */
  @FunctionalInterface
  public interface Content {
    /**
     * Gives all rows.
     *
     * @param session the number of the session that reads
     */
    void give(long session, Sink rows);
  }

  private final RelationName name;
  private final RelDataType rowType;
  private final Content content;

  /** A view of these columns. */
  public SystemView(RelationName name, RelDataType rowType, Content content) {
    this.name = name;
    this.rowType = rowType;
    this.content = content;
  }

  /** Its rows now. Between two ticks. */
  public Delta rows(long session) {
    RowWriter writer = new RowWriter(RowLayouts.layout(rowType));
    Delta rows = new Delta(writer.layout());
    List<RelDataTypeField> fields = rowType.getFieldList();
    content.give(
        session,
        values -> {
          if (values.length != fields.size()) {
            throw new IllegalStateException("view=" + name + " values=" + values.length);
          }
          writer.begin();
          for (int i = 0; i < values.length; i++) {
            RowValues.setObject(writer, i, fields.get(i).getType(), values[i]);
          }
          writer.finish();
          rows.add(writer, 1);
        });
    return rows;
  }

  @Override
  public String id() {
    return "system " + name;
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
  public List<Integer> keyColumns() {
    return List.of();
  }

  @Override
  public Relation.Kind kind() {
    return Relation.Kind.SYSTEM_VIEW;
  }

  @Override
  public Set<Entry> dependencies() {
    return Set.of();
  }

  @Override
  public Comments comments() {
    return Comments.NONE;
  }

  @Override
  public Entry withComments(Comments changed) {
    throw new IllegalStateException("comment on " + name);
  }

  @Override
  public Entry withName(RelationName changed) {
    throw new IllegalStateException("renaming of " + name);
  }

  @Override
  public String toString() {
    return label();
  }
}
