// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.cbor.CborBuilder;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/**
 * Writes records as CBOR documents in the form of nested fields, without values in between.
 *
 * <p>Keys ascend by their bytes. Their order is worked out for the first record of a shape and used
 * for those that follow, which then allocate nothing. Nested data is copied as it is, so a foreign
 * record's may have another form. One writer per thread.
 */
public final class RecordCborWriter {
  private final FieldNames names;
  private final Utf8View window = new Utf8View();
  private final CborBuilder out = new CborBuilder(new ByteSink(0));

  /** The shape seen last: hashes and names in index order, and positions in key order. */
  private long[] hashes = new long[0];

  private FieldName[] keys = new FieldName[0];
  private int[] order = new int[0];

  /** A writer that looks names up in this dictionary. */
  public RecordCborWriter(FieldNames names) {
    this.names = names;
  }

  /**
   * Empties the sink and writes a record into it as one map.
   *
   * @throws RecordException if a name is not in the dictionary or a field is unreadable
   */
  public void writeInto(RecordReader record, ByteSink sink) {
    if (!isLastShape(record)) {
      learnShape(record);
    }
    sink.clear();
    out.reset(sink);
    out.beginObject();
    for (int position : order) {
      out.key(keys[position]);
      writeField(record, position);
    }
    out.end();
  }

  private boolean isLastShape(RecordReader record) {
    if (record.fieldCount() != hashes.length) {
      return false;
    }
    for (int i = 0; i < hashes.length; i++) {
      if (record.nameHash(i) != hashes[i]) {
        return false;
      }
    }
    return true;
  }

  private void learnShape(RecordReader record) {
    int count = record.fieldCount();
    long[] newHashes = new long[count];
    FieldName[] newKeys = new FieldName[count];
    int[] newOrder = new int[count];
    for (int i = 0; i < count; i++) {
      newHashes[i] = record.nameHash(i);
      newKeys[i] = names.require(newHashes[i]);
      newOrder[i] = i;
    }
    IntArrays.mergeSort(newOrder, (one, other) -> newKeys[one].compareTo(newKeys[other]));
    hashes = newHashes;
    keys = newKeys;
    order = newOrder;
  }

  private void writeField(RecordReader record, int position) {
    switch (record.effectiveTag(position)) {
      case Tag.NULL -> out.nullValue();
      case Tag.BOOL -> out.bool(record.bool(position, false));
      case Tag.I64 -> out.i64(record.i64(position, 0));
      case Tag.U64 -> out.u64(record.u64(position, 0));
      case Tag.F64 -> out.f64(record.f64(position, 0));
      case Tag.STR -> {
        if (!record.str(position, window)) {
          throw unreadable(position);
        }
        out.utf8(window.array(), window.offset(), window.length());
      }
      case Tag.NESTED -> {
        record.show(record.dataOffset(position), record.length(position), window);
        out.encoded(window.array(), window.offset(), window.length());
      }
      default -> throw unreadable(position);
    }
  }

  private static RecordException unreadable(int position) {
    return RecordException.invalidBuffer(RecordFormat.entry(position), "unreadable field");
  }

  /** The document of a record, in an array of its own. */
  public byte[] write(RecordReader record) {
    ByteSink sink = new ByteSink();
    writeInto(record, sink);
    return Arrays.copyOf(sink.array(), sink.size());
  }
}
