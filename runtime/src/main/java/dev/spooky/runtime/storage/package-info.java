// SPDX-License-Identifier: Apache-2.0
/**
 * Memory of accumulated state: blocks, maps from hash to block, undo, pins, counters.
 *
 * <p>Here: {@link dev.spooky.runtime.storage.Arena} (blocks of bytes in pages, addressed by int
 * handles), {@link dev.spooky.runtime.storage.HashDirectory} (64-bit hash to handle, Eclipse
 * Collections maps in segments), {@link dev.spooky.runtime.storage.Journal} (before-images of the
 * running tick) and {@link dev.spooky.runtime.storage.Storage} (what all structures of a database
 * share). Not here: what blocks mean (package trace).
 *
 * <p>Invariant: every change of accumulated state goes through an arena's or a directory's writing
 * methods, which log a before-image first; replaying the journal backwards restores all live bytes.
 */
@NullMarked
package dev.spooky.runtime.storage;

import org.jspecify.annotations.NullMarked;
