// SPDX-License-Identifier: Apache-2.0
/**
 * From syntax trees to relational plans: names, types, what is refused and why.
 *
 * <p>Here: {@link dev.spooky.sql.plan.SqlFrontend} (the one way in), the plans that it gives
 * ({@link dev.spooky.sql.plan.QueryPlan}, {@link dev.spooky.sql.plan.InsertPlan}, {@link
 * dev.spooky.sql.plan.ModifyPlan}), and the turning of the validator's complaints into our errors
 * ({@link dev.spooky.sql.plan.Errors}).
 *
 * <p>Not here: text to trees ({@code dev.spooky.sql.parser}), what exists ({@code
 * dev.spooky.sql.catalog}), rewriting of plans and their lowering to circuits ({@code
 * dev.spooky.planner}).
 *
 * <p>Invariant: trees that are passed in stay as they are; every plan has a cluster of its own;
 * whatever is wrong with a statement is a {@code SpookySqlException} with its place.
 *
 * <p>Start reading at {@link dev.spooky.sql.plan.SqlFrontend}, then {@link
 * dev.spooky.sql.plan.Planning}.
 */
@NullMarked
package dev.spooky.sql.plan;

import org.jspecify.annotations.NullMarked;
