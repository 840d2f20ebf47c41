// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/** A table or materialized view as a plan sees it; what {@code RelOptTable.unwrap} gives. */
public interface StoredRelation {
  /** Identifies the relation for its whole life; a name used anew gets another id. */
  String id();

  /** Its columns. */
  RelDataType rowType();

  /** Ordinals of columns by which its rows can be looked up; empty without such a key. */
  List<Integer> keyColumns();
}
