// SPDX-License-Identifier: Apache-2.0
/**
 * Building the Java source of a compiled expression.
 *
 * <p>Here: {@link dev.spooky.planner.expr.code.Emitter} (statements, locals, constants) and {@link
 * dev.spooky.planner.expr.code.Code} (the names under which a value is at hand). Not here: what is
 * emitted for each operator (package eval) and how the class is compiled and loaded (package expr).
 *
 * <p>Invariant: an emitted value is at hand in locals or constants, so naming it twice computes it
 * once; where its null name is true, its value names hold zero or empty.
 *
 * <p>Start reading at {@link dev.spooky.planner.expr.code.Emitter}.
 */
@NullMarked
package dev.spooky.planner.expr.code;

import org.jspecify.annotations.NullMarked;
