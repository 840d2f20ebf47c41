// SPDX-License-Identifier: Apache-2.0
/**
 * Accumulated state of streams and operators.
 *
 * <p>Here: {@link dev.spooky.runtime.trace.ZSet} (rows with weights), {@link
 * dev.spooky.runtime.trace.Index} (key to rows, a signed log per key, shared by all who probe it),
 * {@link dev.spooky.runtime.trace.GroupTable} (key to accumulators), {@link
 * dev.spooky.runtime.trace.OrderedTrace} (partitions of ordered rows). Not here: memory and undo
 * (package storage), what is computed from state (package operator).
 *
 * <p>Invariant: a row, key or group whose weight is zero leaves no trace behind after the tick.
 */
@NullMarked
package dev.spooky.runtime.trace;

import org.jspecify.annotations.NullMarked;
