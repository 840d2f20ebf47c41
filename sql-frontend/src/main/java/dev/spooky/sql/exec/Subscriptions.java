// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Column;
import dev.spooky.engine.MultiSubscription;
import dev.spooky.engine.Rows;
import dev.spooky.engine.SqlType;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.planner.StoredRelation;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.plan.QueryPlan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

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

  /** Subscribes to several tables or materialized views as of one tick. */
  public MultiSubscription toRelations(
      Map<String, StoredRelation> relations, SubscribeOptions options) {
    return group(relations, options);
  }

  private GroupSubscription group(Map<String, StoredRelation> relations, SubscribeOptions options) {
    return database.betweenTicks(
        () -> {
          Map<String, QueueSubscription> members = new LinkedHashMap<>();
          try {
            relations.forEach((name, relation) -> members.put(name, relation(relation, options)));
            long tick =
                options.resume().isEmpty()
                    ? options.snapshot() ? -1 : database.tick()
                    : ResumeToken.tick(options.resume(), database);
            return new GroupSubscription(database, members, tick);
          } catch (RuntimeException failure) {
            members.values().forEach(QueueSubscription::close);
            throw failure;
          }
        });
  }

  /** A subscription to several relations as the rows of a SUBSCRIBE statement. */
  public Rows rows(MultiSubscription subscription, boolean progress) {
    GroupSubscription group = (GroupSubscription) subscription;
    List<List<Column>> columns = new ArrayList<>();
    group.members().values().forEach(member -> columns.add(member.columns()));
    return new GroupRows(group, columns, progress);
  }

  /** Columns of a SUBSCRIBE over several relations, by their names. */
  public static List<Column> rowColumns(Map<String, List<Column>> relations) {
    return GroupRows.columns(List.copyOf(relations.keySet()), List.copyOf(relations.values()));
  }

  /** Subscribes to a query, which is kept up to date until the subscription is closed. */
  public Subscription toQuery(
      QueryPlan plan, ZoneId zone, SubscribeOptions options, Runnable cancelled) {
    return query(plan, zone, options, cancelled);
  }

  private QueueSubscription relation(StoredRelation relation, SubscribeOptions options) {
    return database.betweenTicks(
        () -> {
          Stored stored = database.stored(relation);
          database.checkSound(relation);
          ChangeLog log = database.hub().logOrNull(stored.stream());
          QueueSubscription made = subscribe(stored, relation.rowType(), options, () -> {});
          if (!options.resume().isEmpty()) {
            resume(made, options.resume(), log, relation);
          }
          database.hub().log(stored.stream(), database.tick());
          return made;
        });
  }

  private void resume(
      QueueSubscription made, String token, @Nullable ChangeLog log, StoredRelation relation) {
    try {
      long tick = ResumeToken.tick(token, database);
      List<ChangeQueue.Batch> missed = log == null ? null : log.after(tick);
      if (missed == null && tick < database.tick()) {
        throw ResumeToken.forgotten(tick, "'" + relation + "'");
      }
      made.resume(tick, missed == null ? List.of() : missed);
    } catch (RuntimeException failure) {
      made.close();
      throw failure;
    }
  }

  private QueueSubscription query(
      QueryPlan plan, ZoneId zone, SubscribeOptions options, Runnable cancelled) {
    if (!options.resume().isEmpty()) {
      throw SpookySqlException.unsupported(
          "resuming a subscription to a query",
          SqlParserPos.ZERO,
          "make a materialized view of it, and subscribe to that");
    }
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
      queue.start(stored.rows().scan(), database.tick());
    }
    database.hub().add(stored.stream(), queue);
    List<String> names = rowType.getFieldNames();
    List<RelDataType> types =
        rowType.getFieldList().stream().map(RelDataTypeField::getType).toList();
    return new QueueSubscription(
        queue,
        Definitions.columns(rowType, names),
        types,
        database.number(),
        () -> end(stored, queue, release));
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
