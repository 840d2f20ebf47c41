// SPDX-License-Identifier: Apache-2.0
/**
 * The SQL shell: reads statements and backslash commands from a terminal, a pipe or a script, runs
 * them in a session and prints what they give.
 *
 * <p>Here: {@link dev.spooky.cli.shell.Shell} (terminal or pipe), {@link
 * dev.spooky.cli.shell.ScriptRun} (files), the splitting of text into statements, completion.
 *
 * <p>Not here: how tables and errors look (package print), the command line (package cli).
 *
 * <p>Invariant: Ctrl-C ends what is running or being typed, never the shell.
 *
 * <p>Start reading at {@link dev.spooky.cli.shell.Shell}.
 */
@NullMarked
package dev.spooky.cli.shell;

import org.jspecify.annotations.NullMarked;
