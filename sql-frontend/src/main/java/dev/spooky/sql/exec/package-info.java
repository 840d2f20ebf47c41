// SPDX-License-Identifier: Apache-2.0
/**
 * The engine: ticks, transactions, reads, subscriptions.
 *
 * <p>Here: {@link dev.spooky.sql.exec.Database} (one database: its circuit, catalog, locks and
 * ticks), {@code Reader} (one run of a query over pinned state), {@code Transaction} (changes until
 * commit), {@code Writer} (INSERT, UPDATE, DELETE as deltas), {@code SubscriptionHub} (who is told
 * of which change). Not here: sessions and statement dispatch (package session), planning (package
 * plan).
 *
 * <p>Invariants: state moves only inside {@code Database.commit} and definitions, under the state
 * lock, by whole ticks; no caller's code runs under a lock.
 */
@NullMarked
package dev.spooky.sql.exec;

import org.jspecify.annotations.NullMarked;
