// SPDX-License-Identifier: Apache-2.0
/**
 * Functions and operators that are not in Calcite's tables, or there with other types.
 *
 * <p>Here: their names, signatures and result types, one file for each family; {@link
 * dev.spooky.sql.function.OwnFunctions} lists all of them. Not here: what they compute (module
 * planner, package expr.eval), how names are looked up (package plan).
 *
 * <p>Invariant: there is one operator for each name, and its {@link
 * dev.spooky.sql.function.Signature} says all that it takes.
 *
 * <p>Start reading at {@link dev.spooky.sql.function.Signature}.
 */
@NullMarked
package dev.spooky.sql.function;

import org.jspecify.annotations.NullMarked;
