// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch of SQL texts. Of inserts, updates and deletes, all take effect or none: in autocommit as
 * one transaction, else up to a savepoint. A batch with anything else, such as definitions, runs
 * statement by statement; after a failure those before it stay, and the exception has their counts.
 */
final class StatementBatch {
  private final SpookyStatement statement;
  private final SpookyConnection connection;
  private final List<String> texts;

  StatementBatch(SpookyStatement statement, List<String> texts) {
    this.statement = statement;
    this.connection = statement.connection();
    this.texts = texts;
  }

  /** Counts as JDBC's older method gives them. */
  static int[] toInts(long[] counts) {
    return Arrays.stream(counts)
        .mapToInt(count -> count > Integer.MAX_VALUE ? Statement.SUCCESS_NO_INFO : (int) count)
        .toArray();
  }

  /** A batch that failed as a whole. */
  static BatchUpdateException nothingStands(int size, SQLException cause) {
    long[] counts = new long[size];
    Arrays.fill(counts, Statement.EXECUTE_FAILED);
    return failure(counts, cause);
  }

  private static BatchUpdateException failure(long[] counts, SQLException cause) {
    return new BatchUpdateException(
        String.valueOf(cause.getMessage()),
        cause.getSQLState(),
        cause.getErrorCode(),
        counts,
        cause);
  }

  long[] execute() throws SQLException {
    if (texts.isEmpty()) {
      return new long[0];
    }
    List<Prepared> prepared = new ArrayList<>();
    SQLException failure = null;
    boolean onlyUpdates = true;
    try {
      for (int i = 0; i < texts.size() && onlyUpdates && failure == null; i++) {
        try {
          prepared.add(connection.prepare(texts.get(i)));
          onlyUpdates = prepared.get(i).kind() == Prepared.Kind.UPDATE;
        } catch (SQLException e) {
          failure = e;
        }
      }
      if (failure != null) {
        throw nothingStands(texts.size(), failure);
      }
      return onlyUpdates ? atomically(prepared) : oneByOne();
    } finally {
      connection.release(() -> prepared.forEach(Prepared::close));
    }
  }

  private long[] atomically(List<Prepared> prepared) throws SQLException {
    boolean own = connection.beginUnlessOpen();
    Savepoint savepoint = own ? null : savepoint();
    long[] counts = new long[prepared.size()];
    int done = 0;
    try {
      for (; done < counts.length; done++) {
        counts[done] = run(prepared.get(done)).updateCount();
      }
      if (own) {
        connection.commitOwn();
      } else if (savepoint != null) {
        connection.releaseSavepoint(savepoint);
      }
      return counts;
    } catch (SQLException e) {
      if (own) {
        connection.rollbackOwn();
      } else if (savepoint != null) {
        connection.rollback(savepoint);
      } else {
        throw failure(Arrays.copyOf(counts, done), e);
      }
      throw nothingStands(counts.length, e);
    }
  }

  /** A savepoint; null if the engine has none. */
  private @Nullable Savepoint savepoint() throws SQLException {
    try {
      return connection.setSavepoint();
    } catch (SQLFeatureNotSupportedException e) {
      return null;
    }
  }

  private long[] oneByOne() throws SQLException {
    long[] counts = new long[texts.size()];
    int done = 0;
    List<Prepared> prepared = new ArrayList<>();
    try {
      for (; done < counts.length; done++) {
        Prepared next = connection.prepare(texts.get(done));
        prepared.add(next);
        StatementBase.checkKind(next, false);
        counts[done] = run(next).updateCount();
      }
      return counts;
    } catch (SQLException e) {
      throw failure(Arrays.copyOf(counts, done), e);
    } finally {
      connection.release(() -> prepared.forEach(Prepared::close));
    }
  }

  private Outcome run(Prepared prepared) throws SQLException {
    return statement.run(prepared, () -> prepared.execute(prepared.bind()));
  }
}
