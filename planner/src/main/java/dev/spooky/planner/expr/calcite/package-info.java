// SPDX-License-Identifier: Apache-2.0
/**
 * The long tail of functions: those that Calcite implements and the families do not.
 *
 * <p>Here: {@link dev.spooky.planner.expr.calcite.CalciteFunctions}, which lets Calcite generate a
 * small class for one call and runs it over boxed arguments. Not here: functions with evaluators of
 * their own (package eval).
 *
 * <p>Invariant: whatever such a class throws becomes a {@link
 * dev.spooky.planner.type.kernel.ValueException}. Times pass through it in milliseconds, as Calcite
 * has them; functions that must keep microseconds do not belong here.
 *
 * <p>Start reading at {@link dev.spooky.planner.expr.calcite.CalciteFunctions}.
 */
@NullMarked
package dev.spooky.planner.expr.calcite;

import org.jspecify.annotations.NullMarked;
