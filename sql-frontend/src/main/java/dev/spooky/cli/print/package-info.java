// SPDX-License-Identifier: Apache-2.0
/**
 * What the shell and the demos show and how: tables, errors, progress, durations, colours.
 *
 * <p>Not here: reading commands (package shell) and what the demos do (packages demo and tpch).
 *
 * <p>Invariant: without a terminal nothing but plain text is written, no escape codes, and text
 * from the database never reaches a terminal with its control characters.
 *
 * <p>Start reading at {@link dev.spooky.cli.print.TextTable}.
 */
@NullMarked
package dev.spooky.cli.print;

import org.jspecify.annotations.NullMarked;
