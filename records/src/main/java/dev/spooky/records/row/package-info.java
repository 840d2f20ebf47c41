// SPDX-License-Identifier: Apache-2.0
/**
 * Packed rows: the form on which circuits compute.
 *
 * <p>Here: {@link dev.spooky.records.row.RowLayout} (where each field of a row lies), {@link
 * dev.spooky.records.row.FieldSlot} (a field's place, resolved once for every row of a layout),
 * {@link dev.spooky.records.row.RowWriter} (the only way to make a row) and {@link
 * dev.spooky.records.row.Bytes} (raw access). Not here: self-describing documents (the parent
 * package), Z-sets and storage (module runtime).
 *
 * <p>Invariant: rows are canonical. Two rows of one layout are the same SQL row ({@code IS NOT
 * DISTINCT FROM}, field by field) if and only if their bytes are equal.
 *
 * <p>Start reading at {@link dev.spooky.records.row.RowLayout}.
 */
@NullMarked
package dev.spooky.records.row;

import org.jspecify.annotations.NullMarked;
