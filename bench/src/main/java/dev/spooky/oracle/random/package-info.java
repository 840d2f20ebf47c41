// SPDX-License-Identifier: Apache-2.0
/**
 * Random schemas, changes and queries, as SQL text.
 *
 * <p>Not here: running them ({@code dev.spooky.oracle.fuzz}, and the random tests).
 *
 * <p>Invariant: equal seeds give equal text. What is PORTABLE means the same in other engines and
 * never fails; what is FULL is only compared with itself.
 *
 * <p>Start with {@link dev.spooky.oracle.random.Queries} and {@link
 * dev.spooky.oracle.random.Schema}.
 */
@NullMarked
package dev.spooky.oracle.random;

import org.jspecify.annotations.NullMarked;
