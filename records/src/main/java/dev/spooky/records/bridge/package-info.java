// SPDX-License-Identifier: Apache-2.0
/**
 * The way between documents and packed rows, compiled once per layout.
 *
 * <p>Not here: which columns a table has and what SQL calls their types; a {@link
 * dev.spooky.records.bridge.DocumentLayout} is told names and decimal scales.
 *
 * <p>Invariant: nothing is lost silently. A number that the column cannot hold exactly, a missing
 * field of a NOT NULL column, a value of another kind: each is a ROW_MISMATCH that names the
 * column. The exceptions are floating point, which takes the nearest value, and nested values,
 * which a text column takes as JSON text.
 *
 * <p>Start with {@link dev.spooky.records.bridge.DocumentLayout}, then {@link
 * dev.spooky.records.bridge.RecordToRow}.
 */
@NullMarked
package dev.spooky.records.bridge;

import org.jspecify.annotations.NullMarked;
