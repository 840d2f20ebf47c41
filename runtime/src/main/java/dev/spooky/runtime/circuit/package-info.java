// SPDX-License-Identifier: Apache-2.0
/**
 * The live graph of operators and its ticks.
 *
 * <p>Here: {@link dev.spooky.runtime.circuit.Circuit} (nodes shared by digest, added and released
 * while it lives, run in topological order), {@link dev.spooky.runtime.circuit.Node} and {@link
 * dev.spooky.runtime.circuit.Hydration} (filling new nodes from the state of old ones). Not here:
 * what operators compute, transactions and locks (module sql-frontend).
 *
 * <p>Invariants: a node's inputs are older than the node, so that creation order is a topological
 * order; a tick either moves all state or leaves all live bytes as they were.
 */
@NullMarked
package dev.spooky.runtime.circuit;

import org.jspecify.annotations.NullMarked;
