// SPDX-License-Identifier: Apache-2.0
/**
 * The views of the system: {@code information_schema}, and what the database tells of itself.
 *
 * <p>Here: one small file for each view, {@link dev.spooky.sql.system.SystemViews}, which lists
 * them, and the sessions that are open.
 *
 * <p>Not here: how they are read, which is as all relations are ({@code dev.spooky.sql.exec}); the
 * state that they show.
 *
 * <p>Invariant: the rows of a view are computed between two ticks, when it is read, and are never
 * kept.
 *
 * <p>Start reading at {@link dev.spooky.sql.system.SystemViews}.
 */
@NullMarked
package dev.spooky.sql.system;

import org.jspecify.annotations.NullMarked;
