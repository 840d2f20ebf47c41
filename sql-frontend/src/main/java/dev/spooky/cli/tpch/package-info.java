// SPDX-License-Identifier: Apache-2.0
/**
 * TPC-H as an example: its tables filled by the generator of the Trino project, its 22 queries as
 * views.
 *
 * <p>Here: {@link dev.spooky.cli.tpch.TpchExample}. The SQL is in {@code examples/tpch} and is
 * packed into the jar beside these classes.
 *
 * <p>Not here: a benchmark; the TPC's rules for one are not kept.
 *
 * <p>Invariant: the generator is used by this package alone, so the engine does not need it.
 */
@NullMarked
package dev.spooky.cli.tpch;

import org.jspecify.annotations.NullMarked;
