// SPDX-License-Identifier: Apache-2.0
/**
 * SQL types: their rules, their place in packed rows, and their values outside expressions.
 *
 * <p>Here: {@link dev.spooky.planner.type.SpookyTypeSystem} (precision and result types), {@link
 * dev.spooky.planner.type.RowLayouts} (Calcite row type to packed layout) and {@link
 * dev.spooky.planner.type.RowValues} (fields to and from Java objects, literals and text). Not
 * here: expressions (package expr); what functions do with values (package kernel below).
 *
 * <p>Invariant: whatever is written into a field is canonical for its type, so that equal SQL
 * values are equal bytes.
 *
 * <p>Start reading at {@link dev.spooky.planner.type.RowLayouts}.
 */
@NullMarked
package dev.spooky.planner.type;

import org.jspecify.annotations.NullMarked;
