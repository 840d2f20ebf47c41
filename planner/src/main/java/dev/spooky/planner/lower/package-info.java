// SPDX-License-Identifier: Apache-2.0
/**
 * Lowering of relational operators to circuit nodes: one file per kind behind a thin dispatcher.
 *
 * <p>Here: {@link dev.spooky.planner.lower.Lowering} (the dispatcher), {@link
 * dev.spooky.planner.lower.Stream} (a node with filters and projections still to be applied, so
 * that chains of them fuse by themselves) and {@link dev.spooky.planner.lower.Target} (where nodes
 * go; equal nodes are shared by digest). Not here: rewriting of plans (parent package).
 *
 * <p>Invariant: a node's digest says all that its output depends on, together with its inputs' ids.
 */
@NullMarked
package dev.spooky.planner.lower;

import org.jspecify.annotations.NullMarked;
