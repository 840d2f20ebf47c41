// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.Optimizer;
import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.trace.ZSetCursor;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.MaterializedView;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.plan.QueryPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * ALTER TABLE as one step between two ticks. A table whose rows get another layout is written anew
 * beside the old rows; what fails until then leaves all as it was. Views and subscriptions over the
 * old layout stay on their stream ({@link LayoutFeeds}).
 */
public final class TableAlteration {
  private static final int CHUNK_ROWS = 4096;

  private final Database database;
  private final ZoneId zone;

  /** Alters tables; expressions of new columns are computed in {@code zone}. */
  public TableAlteration(Database database, ZoneId zone) {
    this.database = database;
    this.zone = zone;
  }

  /**
   * What is to be done.
   *
   * @param old the table
   * @param altered what it becomes; of the same id if its rows stay as they are
   * @param values the new columns over the old ones
   * @param numbered ordinals of new IDENTITY columns
   * @param places the new ordinal of each old column, −1 for one that is dropped
   * @param catalog the catalog as it will be
   * @param dropped what goes with it
   * @param plans new plans of views over the table
   * @param cascade whether what cannot go on without a column ends with it
   */
  public record Step(
      TableEntry old,
      TableEntry altered,
      List<RexNode> values,
      Set<Integer> numbered,
      int[] places,
      Catalog catalog,
      List<Entry> dropped,
      Map<MaterializedView, QueryPlan> plans,
      boolean cascade) {}

  /** Does it, or fails and leaves all as it was. Inside of {@link Database#define}. */
  public void run(Step step) {
    boolean rewritten = !step.altered().id().equals(step.old().id());
    Stored made = null;
    if (rewritten) {
      if (!step.cascade()) {
        checkDependents(step);
      }
      made = rewrite(step);
    }
    Stored stored = made == null ? database.stored(step.old()) : made;
    Map<List<Integer>, Node> indexes = Map.of();
    try {
      Set<List<Integer>> wanted = Indexes.wanted(step.altered(), step.catalog());
      if (!rewritten) {
        wanted.removeAll(database.indexes().columns(step.old()));
      }
      indexes = database.indexes().build(stored, wanted);
      new ExistingRows(database, step.catalog(), stored).check(step.altered(), step.old(), indexes);
    } catch (Throwable failure) {
      database.indexes().release(indexes);
      if (made != null) {
        new TableNodes(database).release(made);
      }
      throw failure;
    }
    publish(step, made, indexes);
  }

  private void publish(Step step, @Nullable Stored made, Map<List<Integer>, Node> indexes) {
    Definer definer = new Definer(database);
    step.dropped().forEach(definer::dropNodes);
    database.catalog().adopt(step.catalog());
    if (made != null) {
      swap(step, made);
    }
    database.indexes().adopt(step.altered(), indexes);
    for (Entry entry : step.catalog().all()) {
      if (entry instanceof TableEntry table) {
        database.indexes().retain(table, Indexes.wanted(table, step.catalog()));
      }
    }
    step.plans()
        .forEach(
            (view, plan) -> {
              Stored stored = database.stored(view);
              database.store(view, stored.withPlan(Optimizer.optimize(plan.plan())));
            });
  }

  private void swap(Step step, Stored made) {
    database.indexes().retain(step.old(), List.of());
    Stored before = database.forget(step.old());
    database.store(step.altered(), made);
    if (before != null) {
      new Definer(database).release(before, false);
      database.feeds().altered(step.altered(), before.stream(), step.places());
    }
  }

  /** Refuses what the streams of old layouts could not show. */
  private void checkDependents(Step step) {
    Stored stored = database.stored(step.old());
    int[] all = step.places();
    int own = 2 + database.indexes().columns(step.old()).size();
    boolean used =
        stored.stream().references() > own || database.hub().isListening(stored.stream());
    if (used && !canShow(stored.stream(), all, step)) {
      throw refusal(step, stored.stream());
    }
    for (Node stream : database.feeds().streams(step.old())) {
      int[] columns =
          Arrays.stream(database.feeds().columns(step.old(), stream)).map(c -> all[c]).toArray();
      if (!canShow(stream, columns, step)) {
        throw refusal(step, stream);
      }
    }
  }

  private static boolean canShow(Node stream, int[] places, Step step) {
    RowLayout layout = stream.layout();
    for (int i = 0; i < places.length; i++) {
      boolean nullable =
          places[i] < 0
              || step.altered().rowType().getFieldList().get(places[i]).getType().isNullable();
      if (places[i] < 0 || (nullable && !layout.slot(i).isNullable())) {
        return false;
      }
    }
    return true;
  }

  private SpookySqlException refusal(Step step, Node stream) {
    @Nullable String view = database.viewOf(stream);
    return SpookySqlException.of(
            SqlErrorCode.ALTER_DEPENDENT,
            "the columns of '" + step.old().name() + "'",
            view == null ? "a subscription" : "'" + view + "'")
        .withHint("drop or end what depends on it first");
  }

  private Stored rewrite(Step step) {
    TransformCompiler compiler = new TransformCompiler(new Settings(zone, Instant.now(), null));
    Transform transform = compiler.compile(step.old().rowType(), step.values(), null);
    Assignment assignment = new Assignment(step.altered(), transform.output(), 0, step.numbered());
    TableNodes nodes = new TableNodes(database);
    Stored made = nodes.make(step.altered());
    try {
      nodes.fill(made, chunks -> convert(step, transform, assignment, chunks));
      return made;
    } catch (RuntimeException failure) {
      RuntimeException translated = TickErrors.ofTable(failure, step.altered(), database);
      nodes.release(made);
      throw translated;
    } catch (Error failure) {
      nodes.release(made);
      throw failure;
    }
  }

  private void convert(
      Step step, Transform transform, Assignment assignment, Consumer<Delta> chunks) {
    ZSet old = database.stored(step.old()).rows();
    Delta rows = new Delta(old.layout());
    Delta values = new Delta(transform.output());
    Errors errors = new Errors();
    ZSetCursor cursor = old.scan();
    boolean more = true;
    while (more) {
      rows.clear();
      values.clear();
      more = cursor.fill(rows, CHUNK_ROWS);
      transform.apply(step.numbered().isEmpty() ? rows : apart(rows), values, errors);
      if (!errors.isEmpty()) {
        throw TickErrors.first(errors);
      }
      Delta converted = new Delta(assignment.layout());
      assignment.assign(values, 1, converted);
      if (!converted.isEmpty()) {
        chunks.accept(converted);
      }
    }
  }

  /** Equal rows one by one, since each gets a number of its own. */
  private static Delta apart(Delta rows) {
    Delta single = new Delta(rows.layout());
    for (int i = 0; i < rows.count(); i++) {
      for (long n = rows.weight(i); n > 0; n--) {
        single.add(rows.bytes(), rows.offset(i), rows.length(i), 1);
      }
    }
    return single;
  }
}
