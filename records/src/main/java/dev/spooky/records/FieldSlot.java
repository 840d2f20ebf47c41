// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

/**
 * Where one field of one record lies: the result of a search, for reads and writes without one.
 *
 * <p>A slot is good for the very record it was {@link RecordReader#resolve resolved} from, until
 * that record changes its layout ({@link RecordReader#generation} tells). Under assertions every
 * use of a stale slot is caught; the system property {@code spooky.records.checkSlots=true} catches
 * it without. For many records of one shape see {@link ResolvedSchema}, whose positions verify
 * themselves.
 *
 * @param nameHash hash of the field's name
 * @param position place in the index, from 0
 * @param place the type tag in the high half, the offset in the low: one load for both
 * @param length bytes of data
 * @param generation the record's generation when it was resolved
 */
public record FieldSlot(long nameHash, int position, long place, int length, int generation) {
  static FieldSlot of(
      long nameHash, int position, int tag, int offset, int length, int generation) {
    long place = (long) tag << 32 | offset & 0xffffffffL;
    return new FieldSlot(nameHash, position, place, length, generation);
  }

  /** The type tag; -1 if the length is not one that the tag allows. */
  public int tag() {
    return (int) (place >>> 32);
  }

  /** Bytes from the record's start to the data. */
  public int offset() {
    return (int) place;
  }
}
