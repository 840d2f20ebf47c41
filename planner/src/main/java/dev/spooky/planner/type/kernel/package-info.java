// SPDX-License-Identifier: Apache-2.0
/**
 * What SQL values do: arithmetic, decimals, text, patterns, dates and times, as static functions
 * over primitives and {@link dev.spooky.planner.type.kernel.Register}s.
 *
 * <p>Here: everything that both the interpreted and the generated form of an expression call. Not
 * here: Calcite types and expressions (package type and package expr).
 *
 * <p>Invariant: a function that cannot give a value throws {@link
 * dev.spooky.planner.type.kernel.ValueException} with the place it was told; nothing else escapes.
 * Functions know no NULL: callers ask for values only when all arguments are there.
 *
 * <p>Start reading at {@link dev.spooky.planner.type.kernel.Register}.
 */
@NullMarked
package dev.spooky.planner.type.kernel;

import org.jspecify.annotations.NullMarked;
