// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.util.List;
import java.util.Optional;

/**
 * A statement that was parsed and validated, to be run any number of times. After a definition that
 * it depends on has changed it is prepared anew by itself. Not thread-safe but for {@link #cancel}.
 */
public interface Prepared extends AutoCloseable {
  /** What a statement does. */
  enum Kind {
    /** SELECT, VALUES, EXPLAIN, SHOW: a result that ends. */
    QUERY,
    /** A result that goes on. */
    SUBSCRIBE,
    /** INSERT, UPDATE, DELETE, TRUNCATE, COPY: an update count. */
    UPDATE,
    /** CREATE, DROP and the like. */
    DEFINITION,
    /** BEGIN, COMMIT, ROLLBACK, SET. */
    CONTROL
  }

  /** The SQL text. */
  String sql();

  /** What it does. */
  Kind kind();

  /** Columns of the result; empty if there is none. */
  List<Column> columns();

  /** Its parameters in order. */
  List<Column> parameters();

  /** A new set of parameter values. */
  Binding bind();

  /** Runs the statement with the values of {@code binding}; class 07 if one is missing. */
  Outcome execute(Binding binding);

  /** Runs the statement with these values; null is NULL. */
  Outcome execute(Object... parameters);

  /**
   * Runs an UPDATE once for every value set of the batch, in order, all or nothing; outside of a
   * transaction as one tick. Clears the batch.
   *
   * @return rows changed by each
   */
  long[] executeBatch(Binding binding);

  /**
   * Has every execution from now on keep the rows that it inserts, for {@link #generated}. Without
   * names and ordinals it is the columns that the table numbers, or else its key.
   *
   * @param names columns that are wanted
   * @param ordinals columns that are wanted, counted from 0
   */
  void keepGenerated(List<String> names, List<Integer> ordinals);

  /** The rows that the last execution inserted, if it was an INSERT and they were to be kept. */
  Optional<Rows> generated();

  /** Ends a running execution from another thread: it throws SQLSTATE 57014. */
  void cancel();

  @Override
  void close();
}
