// SPDX-License-Identifier: Apache-2.0
/**
 * Aggregates in terms of simpler ones.
 *
 * <p>Here: {@link dev.spooky.planner.grouping.Groupings} (several sets of keys become a union,
 * calls on DISTINCT values become aggregates of their own, joined by the keys). Not here: the
 * functions themselves (package lower, and aggregate of module runtime).
 *
 * <p>Invariant: what comes out groups by one set of keys, and no call is DISTINCT or GROUPING.
 */
@NullMarked
package dev.spooky.planner.grouping;

import org.jspecify.annotations.NullMarked;
