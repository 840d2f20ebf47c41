// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

/**
 * Where everything lies in a record. All integers are little-endian, nothing is aligned.
 *
 * <pre>
 *   0            4                       20              20 + 20 n              end
 *   +------------+-----------------------+---------------+----------------------+
 *   | n: u32     | 16 reserved bytes     | n entries     | data, back to back,  |
 *   |            | (zero, not looked at) | of 20 bytes   | in the entries' order|
 *   +------------+-----------------------+---------------+----------------------+
 *
 *   entry, ascending by unsigned name hash:
 *   0                      8             12             16      17          20
 *   +----------------------+-------------+--------------+-------+-----------+
 *   | xxHash64(name): u64  | offset: u32 | length: u32  | tag   | three 0   |
 *   +----------------------+-------------+--------------+-------+-----------+
 *   the offset counts from the record's start
 * </pre>
 */
public final class RecordFormat {
  /** Bytes before the index. */
  public static final int HEADER_BYTES = 20;

  /** Bytes of an index entry. */
  public static final int ENTRY_BYTES = 20;

  /** From an entry's start to its data offset. */
  static final int ENTRY_OFFSET = 8;

  /** From an entry's start to its data length. */
  static final int ENTRY_LENGTH = 12;

  /** From an entry's start to its tag. */
  static final int ENTRY_TAG = 16;

  /** Up to so many fields a search goes one by one. */
  static final int LINEAR_SEARCH_FIELDS = 4;

  /** The most fields of a record unless a writer is told otherwise. */
  public static final int DEFAULT_MAX_FIELDS = 65_535;

  /** The most fields of a record in the original implementation. */
  public static final int ORIGINAL_MAX_FIELDS = 32;

  private RecordFormat() {}

  /** Bytes from the record's start to an index entry. */
  static int entry(int position) {
    return HEADER_BYTES + ENTRY_BYTES * position;
  }

  /** Bytes from the record's start to the data of a record of so many fields. */
  static int dataStart(int fieldCount) {
    return HEADER_BYTES + ENTRY_BYTES * fieldCount;
  }
}
