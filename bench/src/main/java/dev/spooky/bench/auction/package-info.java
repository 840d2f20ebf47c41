// SPDX-License-Identifier: Apache-2.0
/**
 * The auction workload: a deterministic stream of persons, auctions and bids, eight views over it
 * and the checksums that every engine must arrive at.
 *
 * <p>Not here: engines and clocks; those that run the workload are in {@code dev.spooky.bench}.
 *
 * <p>Invariant: the stream is a function of the number of events alone (seed 42), the same in every
 * language that implements it; nothing is allocated per event but primitive array elements.
 *
 * <p>Start with {@link dev.spooky.bench.auction.AuctionEvents}.
 */
@NullMarked
package dev.spooky.bench.auction;

import org.jspecify.annotations.NullMarked;
