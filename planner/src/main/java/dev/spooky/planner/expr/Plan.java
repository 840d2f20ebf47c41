// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import dev.spooky.planner.expr.eval.Eval;
import dev.spooky.planner.expr.eval.Field;
import dev.spooky.records.row.RowLayout;
import org.jspecify.annotations.Nullable;

/**
 * What both tiers of a transform are made of.
 *
 * @param input layout of the rows taken
 * @param output layout of the rows given
 * @param projects values of the output fields
 * @param condition keeps a row when TRUE; null keeps all
 */
@SuppressWarnings("ArrayRecordComponent")
record Plan(RowLayout input, RowLayout output, Eval[] projects, @Nullable Eval condition) {

  /** Whether some row can fail. */
  boolean canFail() {
    boolean fails = condition != null && condition.canFail();
    for (int i = 0; i < projects.length; i++) {
      fails |= projects[i].canFail() || rejectsNull(i);
    }
    return fails;
  }

  /** Whether a NULL of an output field would be an error. */
  boolean rejectsNull(int field) {
    return projects[field].isNullable() && !output.slot(field).isNullable();
  }

  /** Whether output rows are the input rows. */
  boolean isIdentity() {
    if (!input.equals(output)) {
      return false;
    }
    for (int i = 0; i < projects.length; i++) {
      if (!(projects[i] instanceof Field field) || field.slot().index() != i) {
        return false;
      }
    }
    return true;
  }
}
