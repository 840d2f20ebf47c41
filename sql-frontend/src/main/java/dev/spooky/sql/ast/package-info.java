// SPDX-License-Identifier: Apache-2.0
/**
 * Syntax trees of the statements that Calcite has no class for, one small file a statement.
 *
 * <p>Here: immutable results of parsing, each of which can write itself as SQL that parses to the
 * same tree again. Queries, {@code UPDATE}, {@code DELETE} and {@code MERGE} are Calcite's own
 * nodes.
 *
 * <p>Not here: the grammar ({@code src/main/codegen}), and what a statement means, which is decided
 * where it is carried out.
 *
 * <p>Invariant: a tree says only what was written. Names are not resolved, and what is not
 * supported is represented, so that it can be refused by name and position.
 *
 * <p>Start reading at {@link dev.spooky.sql.ast.Statement} and {@link
 * dev.spooky.sql.ast.CreateTable}.
 */
@NullMarked
package dev.spooky.sql.ast;

import org.jspecify.annotations.NullMarked;
