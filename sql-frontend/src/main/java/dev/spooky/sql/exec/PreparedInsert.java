// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.sql.plan.ConflictPlan;
import dev.spooky.sql.plan.InsertPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * An INSERT that was planned. One of expressions over parameters is a transform from rows of
 * parameters to rows of the table: a batch is one delta through it. Any other runs its query.
 */
public final class PreparedInsert {
  private final Database database;
  private final InsertPlan plan;
  private final List<Transform> tuples = new ArrayList<>();
  private final List<Delta> outputs = new ArrayList<>();
  private final List<Assignment> assignments = new ArrayList<>();
  private final Errors errors = new Errors();
  private final ModifySource source;
  private final SingleStatement single;

  /** Prepares a plan. */
  public PreparedInsert(Database database, InsertPlan plan) {
    this.database = database;
    this.plan = plan;
    this.single = new SingleStatement(database);
    this.source = new ModifySource(database, plan.source(), plan.parameters(), true);
    TransformCompiler compiler = new TransformCompiler();
    for (List<RexNode> tuple : ParameterTuples.of(plan.source(), plan.parameters())) {
      Transform transform = compiler.compile(plan.parameters(), tuple, null);
      tuples.add(transform);
      outputs.add(new Delta(transform.output()));
      assignments.add(new Assignment(plan.table(), transform.output(), 0, plan.numbered()));
    }
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
    InsertedRows inserted = run.inserted();
    if (inserted != null) {
      inserted.clear(); // this may be a second attempt
      inserted.check(plan.table());
    }
    return StatementChanges.run(
        database,
        transaction,
        statement -> run(values, run, statement.on(plan.table()), statement));
  }

  private long[] run(Delta values, Run run, TableChanges changes, StatementChanges statement) {
    long[] counts = new long[values.count()];
    if (plan.conflict() == null && !tuples.isEmpty()) {
      Delta rows = new Delta(changes.layout());
      rows(values, rows);
      Arrays.fill(counts, tuples.size());
      changes.add(rows);
      tell(run, rows);
      return counts;
    }
    Delta one = new Delta(values.layout());
    for (int i = 0; i < counts.length; i++) {
      one.clear();
      one.addFrom(values, i, 1);
      counts[i] = runOne(one, run, changes);
      statement.settle();
    }
    return counts;
  }

  private long runOne(Delta values, Run run, TableChanges changes) {
    Delta rows = new Delta(changes.layout());
    if (tuples.isEmpty()) {
      Reader.Result result = source.run(values, run);
      new Assignment(plan.table(), result.rows().layout(), 0, plan.numbered())
          .assign(result.rows(), 1, rows);
    } else {
      rows(values, rows);
    }
    ConflictPlan conflict = plan.conflict();
    if (conflict == null) {
      changes.add(rows);
      tell(run, rows);
      return Counts.inserted(rows);
    }
    Inserter.Resolved resolved =
        new Inserter(database, plan.table(), changes, conflict).resolve(rows, run.compiler());
    changes.addUpdated(resolved.change(), resolved.firstOld(), resolved.pairs());
    tell(run, resolved.change());
    return Counts.inserted(resolved.change());
  }

  private void tell(Run run, Delta rows) {
    InsertedRows inserted = run.inserted();
    if (inserted != null) {
      inserted.add(plan.table(), rows);
    }
  }

  private void rows(Delta values, Delta rows) {
    for (int i = 0; i < tuples.size(); i++) {
      Delta out = outputs.get(i);
      out.clear();
      errors.clear();
      tuples.get(i).apply(values, out, errors);
      if (!errors.isEmpty()) {
        throw TickErrors.first(errors);
      }
      assignments.get(i).assign(out, 1, rows);
    }
  }
}
