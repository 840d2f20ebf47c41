// SPDX-License-Identifier: Apache-2.0
/**
 * From SQL text to syntax trees.
 *
 * <p>Here: {@link dev.spooky.sql.parser.SqlText}, the one way in, and the turning of the generated
 * parser's complaints into our errors. The parser itself, {@code GeneratedSqlParser} and its
 * helpers, is made in the build from Calcite's grammar and ours (see {@code src/main/codegen}).
 *
 * <p>Not here: the trees ({@code dev.spooky.sql.ast} and Calcite's own), names and types.
 *
 * <p>Invariant: whatever the text, the outcome is a tree or a {@code SpookySqlException} with a
 * position; unquoted names come out in lower case.
 *
 * <p>Start reading at {@link dev.spooky.sql.parser.SqlText}.
 */
@NullMarked
package dev.spooky.sql.parser;

import org.jspecify.annotations.NullMarked;
