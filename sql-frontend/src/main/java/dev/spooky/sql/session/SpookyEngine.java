// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Engine;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.engine.View;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.parser.SqlText;
import dev.spooky.sql.plan.SqlFrontend;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** One database with its front end: the engine behind {@link Spooky}. */
public final class SpookyEngine implements Engine {
  private final SpookyOptions options;
  private final Database database;
  private final SqlFrontend frontend;

  /** An empty database. */
  public SpookyEngine(SpookyOptions options) {
    this.options = options;
    RowHash hash = new RowHash(new SecureRandom().nextLong(), options.hashMask());
    this.database = new Database(hash, Database.newTypes(), options.rowsReadInline());
    this.frontend = new SqlFrontend(database.catalog(), database.types());
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
    return target(viewOrQuery).subscribe(this, ZoneOffset.UTC, subscribe, () -> false);
  }

  private SubscribeTarget target(String viewOrQuery) {
    if (database.catalog().find(viewOrQuery) != null) {
      SqlIdentifier name = new SqlIdentifier(viewOrQuery, SqlParserPos.ZERO);
      return SubscribeTarget.of(name, viewOrQuery, this);
    }
    SqlNode query =
        viewOrQuery.matches("\\s*[\\w.\"]+\\s*")
            ? new SqlIdentifier(viewOrQuery.trim(), SqlParserPos.ZERO)
            : SqlText.parseStatement(viewOrQuery);
    return SubscribeTarget.of(query, viewOrQuery, this);
  }

  @Override
  public View view(Spooky handle, String name) {
    database.catalog().get(new SqlIdentifier(name, SqlParserPos.ZERO));
    return new EngineView(this, handle, name);
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
