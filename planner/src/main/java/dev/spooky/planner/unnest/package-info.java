// SPDX-License-Identifier: Apache-2.0
/**
 * Sub-queries and LATERAL as joins, without correlation.
 *
 * <p>Here: {@link dev.spooky.planner.unnest.Unnesting} (walks a plan from its leaves and takes out
 * every sub-query), {@code Attachment} (what a sub-query adds to the rows it is computed for),
 * {@code Dependent} (pushes the rows that a sub-query depends on down into it, after Neumann and
 * Kemper, Unnesting Arbitrary Queries, BTW 2015). Not here: the order of joins, pushing of filters
 * (parent package).
 *
 * <p>Invariant: what comes out has no correlated variables and no sub-queries in expressions; marks
 * are two-valued, three-valued answers are computed from several of them.
 */
@NullMarked
package dev.spooky.planner.unnest;

import org.jspecify.annotations.NullMarked;
