// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Column;
import dev.spooky.engine.Rows;
import dev.spooky.engine.SqlType;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.planner.StoredRelation;
import dev.spooky.runtime.trace.ZSetCursor;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.plan.QueryPlan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/** Makes subscriptions. */
public final class Subscriptions {
  private final Database database;

  /** Subscribes to relations of {@code database}. */
  public Subscriptions(Database database) {
    this.database = database;
  }

  /** Subscribes to a table or materialized view. */
  public Subscription toRelation(StoredRelation relation, SubscribeOptions options) {
    return relation(relation, options);
  }

  /** Subscribes to a query, which is kept up to date until the subscription is closed. */
  public Subscription toQuery(
      QueryPlan plan, ZoneId zone, SubscribeOptions options, BooleanSupplier cancelled) {
    return query(plan, zone, options, cancelled);
  }

  private QueueSubscription relation(StoredRelation relation, SubscribeOptions options) {
    return database.betweenTicks(
        () -> {
          Stored stored = database.stored(relation);
          database.checkSound(relation);
          return subscribe(stored, relation.rowType(), options, () -> {});
        });
  }

  private QueueSubscription query(
      QueryPlan plan, ZoneId zone, SubscribeOptions options, BooleanSupplier cancelled) {
    Definer definer = new Definer(database);
    return new ViewBuilder(database, plan, zone, true)
        .build(
            new HydrationProgress("(subscription)", cancelled),
            built -> {
              database.checkSound(built.stored());
              QueueSubscription made =
                  subscribe(
                      built.stored(),
                      built.rowType(),
                      options,
                      () -> definer.release(built.stored(), false));
              made.endOnFailure();
              return made;
            });
  }

  /** Under the state lock. */
  private QueueSubscription subscribe(
      Stored stored, RelDataType rowType, SubscribeOptions options, Runnable release) {
    ChangeQueue queue =
        new ChangeQueue(
            stored.rows().layout(), database.hash(), options.progress(), database.tick());
    if (options.snapshot()) {
      Delta snapshot = new Delta(stored.rows().layout());
      ZSetCursor cursor = stored.rows().scan();
      while (cursor.next()) {
        snapshot.add(cursor.bytes(), cursor.row(), cursor.length(), cursor.weight());
      }
      queue.start(snapshot, database.tick());
    }
    database.hub().add(stored.stream(), queue);
    List<String> names = rowType.getFieldNames();
    List<RelDataType> types =
        rowType.getFieldList().stream().map(RelDataTypeField::getType).toList();
    return new QueueSubscription(
        queue, Definitions.columns(rowType, names), types, () -> end(stored, queue, release));
  }

  private void end(Stored stored, ChangeQueue queue, Runnable release) {
    database.betweenTicksIfOpen(
        () -> {
          database.hub().remove(stored.stream(), queue);
          release.run();
        });
  }

  /** A subscription as the rows of a SUBSCRIBE statement. */
  public Rows rows(Subscription subscription, boolean progress) {
    QueueSubscription queue = (QueueSubscription) subscription;
    return new SubscriptionRows(queue, rowColumns(queue.columns(), progress), progress);
  }

  /** Columns of a SUBSCRIBE over a relation with these columns. */
  public static List<Column> rowColumns(List<Column> columns, boolean progress) {
    List<Column> all = new ArrayList<>();
    all.add(new Column("tick", SqlType.BIGINT, 19, 0, false));
    all.add(new Column("weight", SqlType.BIGINT, 19, 0, false));
    if (progress) {
      all.add(new Column("progress", SqlType.BOOLEAN, 1, 0, false));
    }
    for (Column column : columns) {
      all.add(
          progress
              ? new Column(column.name(), column.type(), column.precision(), column.scale(), true)
              : column);
    }
    return all;
  }

  /** Whether a relation can be subscribed to as it is stored. */
  public static boolean isStored(Entry entry) {
    return entry instanceof StoredRelation;
  }
}
