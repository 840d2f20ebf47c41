// SPDX-License-Identifier: Apache-2.0
/**
 * The JDBC driver: {@code java.sql} over the sessions of {@link dev.spooky.engine}.
 *
 * <p>Here: the driver and data source ({@link dev.spooky.jdbc.SpookyDriver}, {@link
 * dev.spooky.jdbc.SpookyDataSource}), a connection over a session, statements over prepared
 * statements, result sets over rows, and what generic tools ask about the database. Wide interfaces
 * are split by topic into a chain of package-private base classes; the last class of a chain holds
 * what is worth reading. Not here: anything about SQL itself.
 *
 * <p>Invariants: every exception is a {@code SQLException} of the subclass that belongs to its
 * SQLSTATE, made in {@code SqlErrors}. A connection's lock is held while its session runs
 * something, never while a result set waits for a row; cancel and close never wait for a lock
 * without first ending what holds it.
 *
 * <p>Start reading at {@link dev.spooky.jdbc.SpookyDriver}, then {@code SpookyConnection}, {@code
 * SpookyStatement}, {@code SpookyResultSet}.
 */
@NullMarked
package dev.spooky.jdbc;

import org.jspecify.annotations.NullMarked;
