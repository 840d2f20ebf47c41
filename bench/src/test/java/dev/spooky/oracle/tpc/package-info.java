// SPDX-License-Identifier: Apache-2.0
/**
 * All queries of TPC-H and TPC-DS as views, against DuckDB, while rows come, go and come back.
 *
 * <p>The data are those of the Trino project's generators, the texts of TPC-DS the templates in a
 * library of the Calcite project; both are dependencies of the tests and nothing of them is copied.
 *
 * <p>Invariant: an answer is compared with that of an engine that computes it from scratch.
 *
 * <p>Start with {@code TpcdsTest}.
 */
@NullMarked
package dev.spooky.oracle.tpc;

import org.jspecify.annotations.NullMarked;
