// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.util.List;

/**
 * Runs statements against a database, with settings and at most one open transaction of its own. In
 * autocommit, the default, every statement is a transaction. Not thread-safe but for {@link
 * #cancel}; use one session a thread.
 *
 * <p>All methods throw {@code SpookySqlException} for errors that a user caused; after one, the
 * failed statement has changed nothing and the transaction goes on as it was before it.
 */
public interface Session extends AutoCloseable {
  /** Parses and validates one statement. */
  Prepared prepare(String sql);

  /** Runs one statement. */
  Outcome execute(String sql, Object... parameters);

  /** Splits a script at its semicolons. */
  List<String> split(String script);

  /** Whether every statement is a transaction of its own. */
  boolean isAutoCommit();

  /** Switches autocommit; an open transaction is committed when it is switched on. */
  void setAutoCommit(boolean autoCommit);

  /** Whether a transaction has begun and not ended. */
  boolean inTransaction();

  /** Begins a transaction, whatever autocommit says. */
  void begin();

  /**
   * Commits; without an open transaction nothing happens.
   *
   * @return the tick from which on the changes are visible
   */
  long commit();

  /** Undoes the open transaction. */
  void rollback();

  /** A bulk writer of rows into a table. */
  Appender appender(String table, String... columns);

  /** What tables and views there are. */
  List<Relation> relations();

  /** The views of the system. */
  List<Relation> systemRelations();

  /** The names of the schemas, those of the system too. */
  List<String> schemas();

  /** The schema in which new relations without a schema are made. */
  String schema();

  /** A setting as text. SQLSTATE 42704 if there is none of that name. */
  String setting(String name);

  /** Changes a setting of this session. */
  void set(String name, String value);

  /**
   * Says which files COPY may touch in this session. Until then it is the folders of the database's
   * {@link SpookyOptions#copyRoots}; none by default.
   */
  void setFileAccess(FileAccess access);

  /** The database. */
  Spooky database();

  /** Ends the running statement from another thread: it throws SQLSTATE 57014. */
  void cancel();

  /** Whether {@link #close} was called. */
  boolean isClosed();

  /** Rolls back and ends the session. */
  @Override
  void close();
}
