// SPDX-License-Identifier: Apache-2.0
/**
 * Making of plans in few words.
 *
 * <p>Here: {@link dev.spooky.planner.rel.Rels}. Not here: any rewriting (packages unnest,
 * grouping).
 *
 * <p>Invariant: what is made has no hints, no variables and no traits of its own.
 */
@NullMarked
package dev.spooky.planner.rel;

import org.jspecify.annotations.NullMarked;
