// SPDX-License-Identifier: Apache-2.0
/**
 * The one exception of the record library, with its closed list of kinds.
 *
 * <p>Not here: errors of packed rows ({@code dev.spooky.records.row}) and anything about SQL, which
 * knows positions and states of its own and translates these once.
 *
 * <p>Invariant: bytes from outside, however broken, raise only {@link
 * dev.spooky.records.error.RecordException}.
 *
 * <p>Start with {@link dev.spooky.records.error.RecordException.Kind}.
 */
@NullMarked
package dev.spooky.records.error;

import org.jspecify.annotations.NullMarked;
