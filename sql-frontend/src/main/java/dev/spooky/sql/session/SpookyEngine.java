// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Engine;
import dev.spooky.engine.MultiSubscription;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.engine.View;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.SearchPath;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.Subscriptions;
import dev.spooky.sql.parser.SqlText;
import dev.spooky.sql.plan.SqlFrontend;
import dev.spooky.sql.system.Sessions;
import dev.spooky.sql.system.SystemViews;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** One database with its front end: the engine behind {@link Spooky}. */
public final class SpookyEngine implements Engine {
  private final SpookyOptions options;
  private final Database database;
  private final SqlFrontend frontend;
  private final Sessions sessions = new Sessions();

  /** An empty database. */
  public SpookyEngine(SpookyOptions options) {
    this.options = options;
    RowHash hash = new RowHash(new SecureRandom().nextLong(), options.hashMask());
    this.database =
        new Database(
            hash, Database.newTypes(), options.rowsReadInline(), options.memoryLimitBytes());
    this.frontend = new SqlFrontend(database.catalog(), database.types());
    database.catalog().functions().allow(options.functionClasses());
    database.catalog().install(SystemViews.all(database, sessions));
  }

  /** Opens engines as a service. */
  public static final class Provider implements Engine.Provider {
    /** Made by the service loader. */
    public Provider() {}

    @Override
    public Engine open(SpookyOptions options) {
      return new SpookyEngine(options);
    }
  }

  /** The state and its ticks. */
  public Database database() {
    return database;
  }

  /** How the database was opened. */
  public SpookyOptions options() {
    return options;
  }

  /** Its open sessions. */
  Sessions sessions() {
    return sessions;
  }

  SqlFrontend frontend() {
    return frontend;
  }

  RelDataTypeFactory types() {
    return database.types();
  }

  @Override
  public Session session(Spooky handle) {
    return new EngineSession(this, handle);
  }

  @Override
  public Subscription subscribe(String viewOrQuery, SubscribeOptions subscribe) {
    return target(viewOrQuery).subscribe(database, ZoneOffset.UTC, subscribe, () -> {});
  }

  @Override
  public MultiSubscription subscribeAll(List<String> relations, SubscribeOptions subscribe) {
    Scope scope = Scope.of(this, SearchPath.DEFAULT);
    List<SqlIdentifier> names = new ArrayList<>();
    for (String relation : relations) {
      Entry entry = NameText.entry(relation, database.catalog());
      names.add(new SqlIdentifier(List.of(entry.schema(), entry.name()), SqlParserPos.ZERO));
    }
    return new Subscriptions(database)
        .toRelations(SubscribeGroup.of(names, scope).relations(), subscribe);
  }

  private SubscribeTarget target(String viewOrQuery) {
    Scope scope = Scope.of(this, SearchPath.DEFAULT);
    SqlIdentifier name = NameText.parse(viewOrQuery, database.catalog());
    SqlNode target = name != null ? name : SqlText.parseStatement(viewOrQuery);
    return SubscribeTarget.of(target, viewOrQuery, scope);
  }

  @Override
  public View view(Spooky handle, String name) {
    Entry entry = NameText.entry(name, database.catalog());
    return new EngineView(this, handle, name, entry.fullName());
  }

  @Override
  public long tick() {
    return database.tick();
  }

  @Override
  public void close() {
    database.close();
  }
}
