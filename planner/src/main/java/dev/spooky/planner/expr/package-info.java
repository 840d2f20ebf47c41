// SPDX-License-Identifier: Apache-2.0
/**
 * Expressions over packed rows, in two tiers.
 *
 * <p>Here: {@link dev.spooky.planner.expr.TransformCompiler}, which makes a {@link
 * dev.spooky.runtime.operator.Transform} of typed projections and a condition; it starts on
 * evaluators (tier 0) and, when hot, continues in a generated class (tier 1). Not here: evaluators
 * and their source text (package eval), what values do (package type.kernel).
 *
 * <p>Invariant: both tiers give the same rows and the same error rows.
 *
 * <p>Start reading at {@link dev.spooky.planner.expr.TransformCompiler}.
 */
@NullMarked
package dev.spooky.planner.expr;

import org.jspecify.annotations.NullMarked;
