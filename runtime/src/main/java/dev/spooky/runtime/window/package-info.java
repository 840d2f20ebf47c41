// SPDX-License-Identifier: Apache-2.0
/**
 * Window functions over ordered partitions.
 *
 * <p>Here: {@link dev.spooky.runtime.window.WindowFunction} (the value of one function for each row
 * of a partition, and which rows a change moves) and one file per family of functions. Not here:
 * partitions and their output (operator {@code WindowFunctions}), ordered rows (package trace),
 * sums and the like (package aggregate).
 *
 * <p>Invariant: a value depends on the partition's rows alone; what {@code reach} leaves out keeps
 * its value. Start with {@link dev.spooky.runtime.window.Changes}.
 */
@NullMarked
package dev.spooky.runtime.window;

import org.jspecify.annotations.NullMarked;
