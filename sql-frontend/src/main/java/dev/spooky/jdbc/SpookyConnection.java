// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.FileAccess;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.Relation;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A connection: a session of the engine and the statements on it.
 *
 * <p>The lock is held while the session does something, so threads may share a connection;
 * statements then run one after the other. {@link #close} and {@link #abort} first end what runs.
 */
final class SpookyConnection extends ConnectionBase {
  private final Session session;
  private final String url;
  private final Runnable afterClose;
  private final TransactionModes modes;
  private final SessionGuard guard;
  private final Set<StatementBase> statements = ConcurrentHashMap.newKeySet();
  private final Savepoints savepoints;
  private int defaultTimeoutSeconds;

  SpookyConnection(Session session, String url, Runnable afterClose) {
    this.session = session;
    this.guard = new SessionGuard(session);
    this.url = url;
    this.afterClose = afterClose;
    this.modes = new TransactionModes(session);
    this.savepoints = new Savepoints(this, session);
  }

  int defaultTimeoutSeconds() {
    return defaultTimeoutSeconds;
  }

  void setDefaultTimeoutSeconds(int seconds) {
    defaultTimeoutSeconds = seconds;
  }

  /** Changes a setting of the session. */
  void set(String name, String value) throws SQLException {
    guard.run(() -> session.set(name, value));
  }

  /** Lets COPY read and write files below a folder. */
  void allowCopy(Path folder) throws SQLException {
    guard.run(() -> session.setFileAccess(FileAccess.below(folder)));
  }

  String url() {
    return url;
  }

  @Override
  void checkOpen() throws SQLException {
    guard.checkOpen();
  }

  /** Does what executes {@code prepared}, within the connection's modes. */
  <T> T run(Prepared prepared, SessionGuard.Work<T> work) throws SQLException {
    return guard.with(
        () -> {
          modes.beforeStatement(prepared.kind());
          return work.run();
        });
  }

  Prepared prepare(String sql) throws SQLException {
    return guard.with(() -> session.prepare(sql));
  }

  /** The statements of a text; the text itself if it is but one. */
  List<String> split(String sql) throws SQLException {
    String text = sql.stripTrailing();
    int semicolon = text.indexOf(';');
    if (semicolon < 0 || semicolon == text.length() - 1) {
      return List.of(sql);
    }
    List<String> pieces = guard.with(() -> session.split(sql));
    return pieces.size() <= 1 ? List.of(sql) : pieces;
  }

  List<Relation> relations() throws SQLException {
    return guard.with(session::relations);
  }

  List<Relation> systemRelations() throws SQLException {
    return guard.with(session::systemRelations);
  }

  List<String> schemas() throws SQLException {
    return guard.with(session::schemas);
  }

  /** Gives back something of the session, unless that has ended. */
  void release(SessionGuard.Step step) throws SQLException {
    guard.release(step);
  }

  /** The session's time zone. */
  @Override
  ZoneId zone() {
    try {
      return guard.with(() -> ZoneId.of(session.setting("timezone")));
    } catch (SQLException | DateTimeException e) {
      return ZoneId.systemDefault();
    }
  }

  @Override
  public Statement createStatement() throws SQLException {
    checkOpen();
    SpookyStatement statement = new SpookyStatement(this);
    statements.add(statement);
    return statement;
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return prepareStatement(sql, KeyColumns.NONE);
  }

  @Override
  PreparedStatement prepareStatement(String sql, KeyColumns keys) throws SQLException {
    checkOpen();
    String text = Escapes.process(sql);
    SpookyPreparedStatement statement =
        guard.with(() -> new SpookyPreparedStatement(this, session.prepare(text), keys));
    statements.add(statement);
    return statement;
  }

  /** A statement was closed. */
  void forget(StatementBase statement) {
    statements.remove(statement);
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    checkOpen();
    return new SpookyDatabaseMetaData(this);
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    return guard.with(session::isAutoCommit);
  }

  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    guard.run(
        () -> {
          if (session.isAutoCommit() != autoCommit) {
            session.setAutoCommit(autoCommit);
          }
        });
  }

  @Override
  public void commit() throws SQLException {
    guard.run(
        () -> {
          checkTransaction("commit");
          session.commit();
        });
  }

  @Override
  public void rollback() throws SQLException {
    guard.run(
        () -> {
          checkTransaction("roll back");
          if (session.inTransaction()) {
            session.rollback();
          }
        });
  }

  private void checkTransaction(String what) throws SQLException {
    if (session.isAutoCommit() && !session.inTransaction()) {
      throw SqlErrors.of(
          SqlErrors.TRANSACTION_STATE, "cannot " + what + " in autocommit: setAutoCommit(false)");
    }
  }

  /** Begins a transaction unless there is one, or will be one that the program ends. */
  boolean beginUnlessOpen() throws SQLException {
    return guard.with(
        () -> {
          boolean begins = session.isAutoCommit() && !session.inTransaction();
          if (begins) {
            session.begin();
          }
          return begins;
        });
  }

  /** Commits what {@link #beginUnlessOpen} began. */
  void commitOwn() throws SQLException {
    guard.with(session::commit);
  }

  /** Undoes what {@link #beginUnlessOpen} began. */
  void rollbackOwn() throws SQLException {
    guard.run(
        () -> {
          if (session.inTransaction()) {
            session.rollback();
          }
        });
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    return newSavepoint(null);
  }

  @Override
  public Savepoint setSavepoint(@Nullable String name) throws SQLException {
    if (name == null) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "the savepoint's name is null");
    }
    return newSavepoint(name);
  }

  private Savepoint newSavepoint(@Nullable String name) throws SQLException {
    return guard.with(
        () -> {
          checkTransaction("set a savepoint");
          return savepoints.set(name);
        });
  }

  @Override
  public void rollback(@Nullable Savepoint savepoint) throws SQLException {
    guard.run(
        () -> {
          checkTransaction("roll back");
          savepoints.rollbackTo(savepoint);
        });
  }

  @Override
  public void releaseSavepoint(@Nullable Savepoint savepoint) throws SQLException {
    guard.run(
        () -> {
          checkTransaction("release a savepoint");
          savepoints.release(savepoint);
        });
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return guard.with(modes::isReadOnly);
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    guard.run(() -> modes.setReadOnly(readOnly));
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    return guard.with(modes::isolation);
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    guard.run(() -> modes.setIsolation(level));
  }

  @Override
  public String getSchema() throws SQLException {
    return guard.with(session::schema);
  }

  @Override
  public void setSchema(@Nullable String schema) throws SQLException {
    if (schema == null || schema.isEmpty()) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "the schema's name is missing");
    }
    guard.run(() -> session.set("search_path", '"' + schema.replace("\"", "\"\"") + '"'));
  }

  @Override
  public boolean isValid(int seconds) throws SQLException {
    StatementBase.notNegative(seconds, "timeout");
    return !guard.isClosed();
  }

  @Override
  public boolean isClosed() {
    return guard.isClosed();
  }

  @Override
  public void close() throws SQLException {
    if (guard.shut()) {
      endSession();
    }
  }

  @Override
  public void abort(@Nullable Executor executor) throws SQLException {
    if (executor == null) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "the executor is null");
    }
    if (guard.shut()) {
      executor.execute(this::endSessionQuietly);
    }
  }

  private void endSessionQuietly() {
    try {
      endSession();
    } catch (SQLException e) {
      // Nobody is there to be told; the session is gone either way.
    }
  }

  private void endSession() throws SQLException {
    try {
      for (StatementBase statement : statements) {
        statement.close();
      }
    } finally {
      try {
        guard.closeSession();
      } finally {
        afterClose.run();
      }
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type == Spooky.class) {
      return type.cast(guard.with(session::database));
    }
    return Wrappers.unwrap(type, this, session);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type == Spooky.class || Wrappers.find(type, this, session) != null;
  }
}
