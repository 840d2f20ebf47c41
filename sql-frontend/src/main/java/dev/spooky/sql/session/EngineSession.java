// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Appender;
import dev.spooky.engine.FileAccess;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.Relation;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.sql.ast.ScriptStatement;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.catalog.SearchPath;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.BulkAppender;
import dev.spooky.sql.exec.InsertedRows;
import dev.spooky.sql.exec.Run;
import dev.spooky.sql.exec.Transaction;
import dev.spooky.sql.parser.SqlText;
import dev.spooky.sql.system.SessionState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A session: settings, a transaction, and statements that were prepared lately. */
final class EngineSession implements Session, SessionState {
  private static final int KEPT_STATEMENTS = 64;

  private final SpookyEngine engine;
  private final Spooky handle;
  private final long number;
  private final Activity activity = new Activity();
  private final Settings settings = new Settings();
  private final Map<String, EnginePrepared> prepared =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EnginePrepared> eldest) {
          return size() > KEPT_STATEMENTS;
        }
      };
  private FileAccess fileAccess;
  private boolean autoCommit = true;
  private volatile @Nullable Transaction transaction;
  private @Nullable InsertedRows inserted;
  private Scope scope;
  private volatile boolean closed;

  EngineSession(SpookyEngine engine, Spooky handle) {
    this.engine = engine;
    this.handle = handle;
    this.fileAccess = new FileAccess(engine.options().copyRoots(), FileAccess.Listener.NONE);
    this.scope = Scope.of(engine, SearchPath.DEFAULT);
    this.number = engine.sessions().newNumber();
    engine.sessions().add(this);
  }

  /** What names mean in its statements. */
  Scope scope() {
    return scope;
  }

  SpookyEngine engine() {
    return engine;
  }

  ZoneId zone() {
    return settings.zone();
  }

  /** How the next statement runs: in the open transaction, or one that begins now, or by itself. */
  Run run() {
    if (transaction == null && !autoCommit) {
      transaction = newTransaction(settings.mode());
    }
    Transaction open = transaction;
    if (open != null) {
      open.use();
    }
    return new Run(
        open, settings.mode().ofOneStatement(), zone(), activity::check, inserted, number);
  }

  /** Says who gets the rows that statements insert from now on; null for nobody. */
  void collect(@Nullable InsertedRows rows) {
    inserted = rows;
  }

  /** Definitions stand outside of transactions. */
  void beforeDefinition() {
    Transaction open = transaction;
    if (open == null) {
      return;
    }
    if (open.hasChanges()) {
      throw SpookySqlException.of(
              SqlErrorCode.ACTIVE_TRANSACTION,
              "a definition cannot be part of a transaction that has changed rows")
          .withHint("COMMIT or ROLLBACK first");
    }
    open.rollback(); // it may hold the writer's slot for a statement that changed nothing
  }

  private void checkOpen() {
    if (closed) {
      throw SpookySqlException.of(SqlErrorCode.CLOSED, "session");
    }
  }

  /** Throws if the running statement is to stop. */
  void checkCancelled() {
    activity.check();
  }

  /** Which files COPY may touch. */
  FileAccess fileAccess() {
    return fileAccess;
  }

  @Override
  public void setFileAccess(FileAccess access) {
    checkOpen();
    fileAccess = access;
  }

  /** To be called as a statement begins. */
  void start(String sql) {
    checkOpen();
    Transaction open = transaction;
    if (activity.begin(sql, settings.statementMillis()) && open != null) {
      try {
        open.enter();
      } catch (SpookySqlException e) {
        transaction = null;
        activity.end();
        throw e;
      }
    }
  }

  /** To be called as a statement ends, however it does. */
  void end() {
    Transaction open = transaction;
    if (activity.end() && open != null) {
      open.exit();
    }
  }

  @Override
  public Prepared prepare(String sql) {
    checkOpen();
    return new EnginePrepared(this, sql);
  }

  @Override
  public Outcome execute(String sql, Object... parameters) {
    checkOpen();
    EnginePrepared statement = prepared.get(sql);
    if (statement == null) {
      statement = new EnginePrepared(this, sql);
      prepared.put(sql, statement);
    }
    return statement.execute(parameters);
  }

  @Override
  public List<String> split(String script) {
    return SqlText.parse(script, SqlText.DEFAULT_MAX_LENGTH).stream()
        .map(statement -> text(script, statement))
        .toList();
  }

  private static String text(String script, ScriptStatement statement) {
    return SqlText.stretch(script, statement.stretch());
  }

  @Override
  public boolean isAutoCommit() {
    return autoCommit;
  }

  @Override
  public void setAutoCommit(boolean newAutoCommit) {
    checkOpen();
    if (newAutoCommit && !autoCommit) {
      commit();
    }
    autoCommit = newAutoCommit;
  }

  @Override
  public boolean inTransaction() {
    return transaction != null;
  }

  @Override
  public void begin() {
    begin(settings.mode());
  }

  /** How transactions run that do not say. */
  Transaction.Mode defaultMode() {
    return settings.mode();
  }

  private Transaction newTransaction(Transaction.Mode mode) {
    Transaction made = new Transaction(engine.database(), mode, activity::check);
    made.enter();
    return made;
  }

  /** Begins a transaction that runs so. */
  void begin(Transaction.Mode mode) {
    checkOpen();
    if (transaction != null) {
      throw SpookySqlException.of(
          SqlErrorCode.ACTIVE_TRANSACTION, "a transaction is in progress already");
    }
    transaction = new Transaction(engine.database(), mode, activity::check);
  }

  /** The open transaction; begun now outside of autocommit. SQLSTATE 25P01 if there is none. */
  Transaction openTransaction() {
    if (transaction == null && !autoCommit) {
      transaction = new Transaction(engine.database(), settings.mode(), activity::check);
    }
    Transaction open = transaction;
    if (open == null) {
      throw SpookySqlException.of(SqlErrorCode.NO_TRANSACTION);
    }
    return open;
  }

  @Override
  public long commit() {
    checkOpen();
    Transaction open = transaction;
    transaction = null;
    return open == null ? engine.tick() : open.commit();
  }

  @Override
  public void rollback() {
    checkOpen();
    Transaction open = transaction;
    transaction = null;
    if (open != null) {
      open.rollback();
    }
  }

  @Override
  public Appender appender(String table, String... columns) {
    checkOpen();
    if (NameText.entry(table, scope.catalog()) instanceof TableEntry entry) {
      return new BulkAppender(
          engine.database(), entry, AppenderColumns.of(this, entry, columns), () -> transaction);
    }
    throw SpookySqlException.of(SqlErrorCode.WRONG_RELATION_KIND, table, "table");
  }

  @Override
  public List<Relation> relations() {
    checkOpen();
    Catalog catalog = engine.database().catalog();
    return catalog.all().stream().map(e -> Definitions.relation(e, catalog)).toList();
  }

  @Override
  public String setting(String name) {
    Transaction open = transaction;
    if (name.equalsIgnoreCase("transaction_isolation") && open != null) {
      return Settings.isolation(open.mode());
    }
    return settings.get(name);
  }

  @Override
  public void set(String name, String value) {
    checkOpen();
    if (name.equalsIgnoreCase("transaction_isolation")
        || name.equalsIgnoreCase("transaction_read_only")) {
      Transaction open = openTransaction();
      open.setMode(Settings.mode(open.mode(), name, value));
    } else {
      if (name.equalsIgnoreCase(Settings.SEARCH_PATH)) {
        checkSchemas(SearchPath.parse(value));
      }
      settings.set(name, value);
      scope = Scope.of(engine, settings.path());
    }
  }

  private void checkSchemas(SearchPath path) {
    for (String schema : path.schemas()) {
      if (!scope.catalog().hasSchema(schema)) {
        throw SpookySqlException.of(SqlErrorCode.UNDEFINED_SCHEMA, schema);
      }
    }
  }

  @Override
  public List<String> schemas() {
    checkOpen();
    return scope.catalog().schemas();
  }

  @Override
  public String schema() {
    checkOpen();
    return scope.catalog().newName(new SqlIdentifier("x", SqlParserPos.ZERO)).schema();
  }

  @Override
  public List<Relation> systemRelations() {
    checkOpen();
    Catalog catalog = scope.catalog();
    return catalog.systemViews().stream().map(e -> Definitions.relation(e, catalog)).toList();
  }

  @Override
  public Spooky database() {
    return handle;
  }

  @Override
  public void cancel() {
    activity.cancel();
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public Instant openedAt() {
    return activity.openedAt();
  }

  @Override
  public String statement() {
    return activity.statement();
  }

  @Override
  public @Nullable Instant statementStart() {
    return activity.start();
  }

  @Override
  public boolean isRunning() {
    return activity.isRunning();
  }

  @Override
  public @Nullable Transaction openTransactionOrNull() {
    return transaction;
  }

  @Override
  public Map<String, Setting> settings() {
    Map<String, Setting> values = new LinkedHashMap<>();
    Settings.ALL.forEach((name, what) -> values.put(name, new Setting(settings.get(name), what)));
    return values;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    if (!closed) {
      rollback();
      closed = true;
      engine.sessions().remove(this);
      prepared.clear();
    }
  }
}
