// SPDX-License-Identifier: Apache-2.0
/**
 * From Calcite's relational plans to circuits.
 *
 * <p>Here: {@link dev.spooky.planner.Optimizer} (the list of rewriting passes) and {@link
 * dev.spooky.planner.StoredRelation} (what a scan reads). Below: package lower (one file per kind
 * of relational operator), package expr (expressions to transforms), package type (SQL types to row
 * layouts). Not here: parsing, names, definitions (module sql-frontend), execution (module
 * runtime).
 *
 * <p>Invariant: an expression that can fail is never moved below a filter or join that guards it.
 */
@NullMarked
package dev.spooky.planner;

import org.jspecify.annotations.NullMarked;
