// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions and the dispatch of statements.
 *
 * <p>Here: {@link dev.spooky.sql.session.SpookyEngine} (the engine behind {@code Spooky}), {@code
 * EngineSession} (settings, transaction, running statements), {@code Statements} (the dispatcher:
 * one file per kind of statement). Not here: what a query or a commit does (package exec), planning
 * (package plan).
 *
 * <p>Invariant: a statement that fails has changed nothing.
 */
@NullMarked
package dev.spooky.sql.session;

import org.jspecify.annotations.NullMarked;
