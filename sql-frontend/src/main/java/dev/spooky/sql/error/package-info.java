// SPDX-License-Identifier: Apache-2.0
/**
 * What can go wrong because of a user's SQL, and how it is said.
 *
 * <p>Here: the list of all user messages ({@link dev.spooky.sql.error.SqlErrorCode}), the place in
 * the text that an error points at ({@link dev.spooky.sql.error.SqlPosition}) and the one exception
 * that carries both ({@link dev.spooky.sql.error.SpookySqlException}).
 *
 * <p>Not here: {@code java.sql.SQLException}, which is made in {@code dev.spooky.jdbc} alone, and
 * the small error types of the modules below, which know no SQLSTATE.
 *
 * <p>Invariant: every error that a user can cause has a code in the enum, and its SQLSTATE is that
 * of PostgreSQL where PostgreSQL has one.
 *
 * <p>Start reading at {@link dev.spooky.sql.error.SqlErrorCode}.
 */
@NullMarked
package dev.spooky.sql.error;

import org.jspecify.annotations.NullMarked;
