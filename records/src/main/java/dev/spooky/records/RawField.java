// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

/**
 * A field as it is stored.
 *
 * @param nameHash hash of the name
 * @param tag the type tag, also one that the format does not know
 * @param data a copy of the data
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
public record RawField(long nameHash, int tag, byte[] data) {}
