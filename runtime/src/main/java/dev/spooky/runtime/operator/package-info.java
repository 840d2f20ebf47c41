// SPDX-License-Identifier: Apache-2.0
/**
 * Operators: what each does with a change. One operator, one file, its meaning only.
 *
 * <p>Here: the three algebraic classes ({@link dev.spooky.runtime.operator.LinearOperator}, {@link
 * dev.spooky.runtime.operator.BilinearOperator}, {@link
 * dev.spooky.runtime.operator.NonLinearOperator}, and {@link
 * dev.spooky.runtime.operator.PairOperator} for two inputs) and the operators. Not here:
 * scheduling, sharing and ticks (package circuit), state structures (package trace), expressions
 * (module planner, which gives {@link dev.spooky.runtime.operator.Transform}s).
 *
 * <p>Invariant, the law that tests every operator: {@code step = differentiate(plain(integrate(
 * inputs)))}, Budiu et al., DBSP, PVLDB 16(7) 2023.
 */
@NullMarked
package dev.spooky.runtime.operator;

import org.jspecify.annotations.NullMarked;
