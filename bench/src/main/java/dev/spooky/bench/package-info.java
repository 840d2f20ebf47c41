// SPDX-License-Identifier: Apache-2.0
/**
 * Command line of the measurements: the auction workload's phases against an engine, and the time
 * to the first view.
 *
 * <p>Not here: the workload itself ({@code dev.spooky.bench.auction}); kernels, which JMH runs
 * ({@code dev.spooky.bench.kernel}, {@code dev.spooky.bench.records}).
 *
 * <p>Invariant: what is timed is the engine's work alone; data is made before the clock starts and
 * results are read after it stops.
 *
 * <p>Start with {@link dev.spooky.bench.Main}, then {@link dev.spooky.bench.AuctionRun}.
 */
@NullMarked
package dev.spooky.bench;

import org.jspecify.annotations.NullMarked;
