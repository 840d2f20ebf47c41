// SPDX-License-Identifier: Apache-2.0
/**
 * What flows along the edges of a circuit in one tick.
 *
 * <p>Here: {@link dev.spooky.runtime.zset.Delta} (rows with weights, append-only), {@link
 * dev.spooky.runtime.zset.Errors} (rows that could not be computed, with weights), {@link
 * dev.spooky.runtime.zset.RowHash} and {@link dev.spooky.runtime.zset.RowKey} (hash and equality of
 * rows and of their keys). Not here: accumulated state (package trace) and what computes (package
 * operator).
 *
 * <p>Invariant: a delta's meaning is the sum of weights per row; the order of rows and repeated
 * rows carry none.
 */
@NullMarked
package dev.spooky.runtime.zset;

import org.jspecify.annotations.NullMarked;
