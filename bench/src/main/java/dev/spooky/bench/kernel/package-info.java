// SPDX-License-Identifier: Apache-2.0
/**
 * JMH over the kernels of the data path: rows, Z-sets, indexes, filters, ordered traces, each
 * beside what a Java programmer would write with collections.
 *
 * <p>Not here: records and documents ({@code dev.spooky.bench.records}), whole views ({@code
 * dev.spooky.bench}).
 *
 * <p>Unit everywhere: nanoseconds per row. Run all with {@code java -jar
 * bench/target/benchmarks.jar dev.spooky.bench.kernel -prof gc}. Where a structure has a size, one
 * fits the caches and one does not.
 *
 * <p>Start with {@link dev.spooky.bench.kernel.ZSetBenchmark}.
 */
@NullMarked
package dev.spooky.bench.kernel;

import org.jspecify.annotations.NullMarked;
