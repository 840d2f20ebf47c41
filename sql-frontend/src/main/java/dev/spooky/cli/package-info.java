// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: what {@code ./spooky} and {@code java -jar spooky.jar} understand.
 *
 * <p>Here: {@link dev.spooky.cli.Main} and the commands' options. Not here: the shell and the demos
 * themselves (packages below), the benchmarks (module bench, started by the script at the root).
 *
 * <p>Invariant: a command ends with exit code 0 if all went well, 1 if a statement failed, 2 if the
 * command line is wrong.
 */
@NullMarked
package dev.spooky.cli;

import org.jspecify.annotations.NullMarked;
