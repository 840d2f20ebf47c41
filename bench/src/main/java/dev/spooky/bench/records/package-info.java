// SPDX-License-Identifier: Apache-2.0
/**
 * JMH groups over records, the same as the original implementation has, and packed rows beside
 * them.
 *
 * <p>Not here: tests of what is measured, and anything above the module {@code records}.
 *
 * <p>Unit everywhere: nanoseconds per operation on the user document of 12 fields. Run all with
 * {@code java -jar bench/target/benchmarks.jar dev.spooky.bench.records -prof gc}; the last figures
 * stand in {@code records/README.md}.
 *
 * <p>Start with {@link dev.spooky.bench.records.FieldSlotBenchmark}.
 */
@NullMarked
package dev.spooky.bench.records;

import org.jspecify.annotations.NullMarked;
