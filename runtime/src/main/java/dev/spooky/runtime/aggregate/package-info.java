// SPDX-License-Identifier: Apache-2.0
/**
 * Aggregate functions over groups.
 *
 * <p>Here: {@link dev.spooky.runtime.aggregate.Accumulator} (state of one function in one group)
 * and one file per function. Not here: groups and their output (operator {@code Aggregate}),
 * parsing of calls (module planner).
 *
 * <p>Invariant: a result depends on the multiset of the group's live rows alone, never on the order
 * or the history of changes; this holds for DOUBLE too, whose sums are exact.
 */
@NullMarked
package dev.spooky.runtime.aggregate;

import org.jspecify.annotations.NullMarked;
