// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes at the lowest level: little-endian access, a growable sink, UTF-8 checks and xxHash64.
 *
 * <p>Not here: what the bytes mean ({@code dev.spooky.records}, {@code dev.spooky.records.cbor},
 * {@code dev.spooky.records.row}).
 *
 * <p>Invariant: everything is little-endian and free of alignment, and nothing allocates except a
 * sink that grows.
 *
 * <p>Start with {@link dev.spooky.records.bytes.ByteSink}.
 */
@NullMarked
package dev.spooky.records.bytes;

import org.jspecify.annotations.NullMarked;
