// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.plan.ModifyPlan;
import org.apache.calcite.rel.type.RelDataType;

/** An UPDATE or DELETE that was planned: its query gives the rows to take away and those to add. */
public final class PreparedModify {
  private final Database database;
  private final ModifyPlan plan;
  private final ModifySource source;
  private final SingleStatement single;

  /** Prepares a plan. */
  public PreparedModify(Database database, ModifyPlan plan) {
    this.database = database;
    this.plan = plan;
    this.single = new SingleStatement(database);
    this.source = new ModifySource(database, plan.source(), plan.parameters(), plan.isUpdate());
  }

  /** Types of the parameters. */
  public RelDataType parameters() {
    return plan.parameters();
  }

  /** Runs the statement once for each row of parameters; rows changed by each. */
  public long[] run(Delta values, Run run) {
    return single.run(run, values.count(), within -> run(values, run.in(within), within));
  }

  private long[] run(Delta values, Run run, Transaction transaction) {
    return StatementChanges.run(
        database,
        transaction,
        statement -> {
          TableChanges changes = statement.on(plan.table());
          long[] counts = new long[values.count()];
          Delta one = new Delta(values.layout());
          for (int i = 0; i < counts.length; i++) {
            one.clear();
            one.addFrom(values, i, 1);
            counts[i] = runOne(one, run, changes);
            statement.settle();
          }
          return counts;
        });
  }

  private long runOne(Delta values, Run run, TableChanges changes) {
    Reader.Result result = source.run(values, run);
    Delta change = new Delta(changes.layout());
    new Assignment(plan.table(), result.rows().layout(), 0).assign(result.rows(), -1, change);
    int count = change.count();
    if (plan.isUpdate()) {
      int columns = plan.table().rowType().getFieldCount();
      new Assignment(plan.table(), result.rows().layout(), columns)
          .assign(result.rows(), 1, change);
      changes.addUpdated(change, 0, count);
    } else {
      changes.add(change);
    }
    return Counts.inserted(result.rows());
  }
}
