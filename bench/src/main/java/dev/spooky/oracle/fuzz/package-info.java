// SPDX-License-Identifier: Apache-2.0
/**
 * The fuzzer: random scripts, each run against several oracles; what fails is made small.
 *
 * <p>Not here: what is drawn ({@code dev.spooky.oracle.random}), the command ({@code
 * dev.spooky.bench.FuzzCommand}).
 *
 * <p>Invariant: a script alone decides what a trial does, so that a failure can be run again from
 * its text.
 *
 * <p>Start with {@link dev.spooky.oracle.fuzz.Fuzzer}, then {@link dev.spooky.oracle.fuzz.Trial}.
 */
@NullMarked
package dev.spooky.oracle.fuzz;

import org.jspecify.annotations.NullMarked;
