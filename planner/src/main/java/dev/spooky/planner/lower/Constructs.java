// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Match;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.Uncollect;

/** What users call the relational operators that cannot be lowered yet. */
final class Constructs {
  private Constructs() {}

  static String name(RelNode rel) {
    if (rel instanceof Correlate) {
      return "LATERAL or a correlated subquery";
    } else if (rel instanceof RepeatUnion) {
      return "WITH RECURSIVE";
    } else if (rel instanceof Match) {
      return "MATCH_RECOGNIZE";
    } else if (rel instanceof Uncollect) {
      return "UNNEST";
    } else if (rel instanceof TableFunctionScan) {
      return "a table function";
    }
    return rel.getRelTypeName();
  }
}
