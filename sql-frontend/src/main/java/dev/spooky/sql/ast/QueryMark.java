// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSpecialOperator;

/** What the grammar leaves in a query's tree where Calcite's trees have no place for it. */
public final class QueryMark extends SqlSpecialOperator {
  /** Among the hints of a SELECT: the keys of which it shows the first row each. */
  public static final QueryMark DISTINCT_ON = new QueryMark("DISTINCT ON");

  /** Around the number of a FETCH. */
  public static final QueryMark WITH_TIES = new QueryMark("WITH TIES");

  private QueryMark(String name) {
    super(name, SqlKind.OTHER);
  }
}
