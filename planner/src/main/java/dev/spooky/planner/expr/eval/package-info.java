// SPDX-License-Identifier: Apache-2.0
/**
 * Expressions as trees of small evaluators over packed rows: tier 0, and the source text of tier 1.
 *
 * <p>Here: {@link dev.spooky.planner.expr.eval.Binder} (RexNode to evaluator, a thin dispatcher),
 * one file for each family of operators ({@code …Family}) and for each kind of evaluator. Each
 * evaluator says in one place how it is interpreted ({@link
 * dev.spooky.planner.expr.eval.Eval#eval}) and, when it is worth it, how it is generated ({@link
 * dev.spooky.planner.expr.eval.Eval#emit}). Not here: what values do (package kernel), whole
 * transforms (package expr), functions only Calcite implements (package calcite).
 *
 * <p>Invariant: evaluating allocates nothing on native paths and throws nothing but {@link
 * dev.spooky.planner.type.kernel.ValueException}; an evaluator whose {@code canFail} is false
 * throws nothing at all.
 *
 * <p>Start reading at {@link dev.spooky.planner.expr.eval.Eval}.
 */
@NullMarked
package dev.spooky.planner.expr.eval;

import org.jspecify.annotations.NullMarked;
