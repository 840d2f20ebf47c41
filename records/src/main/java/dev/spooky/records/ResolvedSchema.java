// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields that somebody reads from many records, each with the place where it was last found.
 *
 * <p>Since an index is sorted by hash, records with the same set of fields have each field at the
 * same position. The schema keeps, per field, its hash and a position; a read looks whether the
 * entry there has that hash. If so it is a hit: no search and no hashing. If not, the field is
 * searched for and the position moves, so the schema heals itself when records change their shape.
 * Absence is remembered in the same way, as the position between whose neighbours the hash would
 * be. Nothing is taken on trust from an earlier record, hence a read is right on every record.
 *
 * <p>State: positions and counters; one schema per thread. Cost: a hit reads one or two entries.
 */
public final class ResolvedSchema {
  private final FieldName[] names;
  private final long[] hashes;
  private final int[] positions;
  private long hits;
  private long misses;
  private final LayoutWatch layouts = new LayoutWatch();

  private ResolvedSchema(FieldName[] names) {
    this.names = names;
    this.hashes = new long[names.length];
    this.positions = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      hashes[i] = names[i].hash();
    }
  }

  /** A schema of these fields, numbered from 0. */
  public static ResolvedSchema of(String... names) {
    return of(Arrays.stream(names).map(FieldName::of).toList());
  }

  /** A schema of these fields, numbered from 0. */
  public static ResolvedSchema of(List<FieldName> names) {
    return new ResolvedSchema(names.toArray(FieldName[]::new));
  }

  /** The number of fields. */
  public int size() {
    return names.length;
  }

  /** The name of a field. */
  public FieldName name(int field) {
    return names[field];
  }

  /** The position of a field in this record's index, -1 if the record does not have it. */
  public int locate(RecordReader record, int field) {
    int position = positions[field];
    long hash = hashes[field];
    int count = record.fieldCount();
    if (position < count) {
      long there = record.nameHash(position);
      if (there == hash) {
        hits++;
        return position;
      }
      if (isBetween(record, position, hash, there)) {
        hits++;
        return -1;
      }
    } else if (position == count && isBelow(record, position, hash)) {
      hits++;
      return -1;
    }
    return search(record, field, hash);
  }

  private static boolean isBetween(RecordReader record, int position, long hash, long above) {
    return Long.compareUnsigned(hash, above) < 0 && isBelow(record, position, hash);
  }

  private static boolean isBelow(RecordReader record, int position, long hash) {
    return position == 0 || Long.compareUnsigned(record.nameHash(position - 1), hash) < 0;
  }

  private int search(RecordReader record, int field, long hash) {
    misses++;
    int position = record.lowerBound(hash);
    positions[field] = position;
    return position < record.fieldCount() && record.nameHash(position) == hash ? position : -1;
  }

  /** True if the record has the field. */
  public boolean has(RecordReader record, int field) {
    return locate(record, field) >= 0;
  }

  /** The tag of a field, -1 if the record does not have it. */
  public int tag(RecordReader record, int field) {
    int position = locate(record, field);
    return position < 0 ? -1 : record.tag(position);
  }

  /** The slot of a field in this one record, null if the record does not have it. */
  public @Nullable FieldSlot slot(RecordReader record, int field) {
    int position = locate(record, field);
    return position < 0 ? null : record.slot(position);
  }

  /** A signed integer field. */
  public long getI64(RecordReader record, int field, long absent) {
    int position = locate(record, field);
    return position < 0 ? absent : record.i64(position, absent);
  }

  /** An unsigned integer field, as its 64 bits. */
  public long getU64(RecordReader record, int field, long absent) {
    int position = locate(record, field);
    return position < 0 ? absent : record.u64(position, absent);
  }

  /** A double field. */
  public double getF64(RecordReader record, int field, double absent) {
    int position = locate(record, field);
    return position < 0 ? absent : record.f64(position, absent);
  }

  /** A field of any of the three number tags as the nearest double. */
  public double getNumberAsF64(RecordReader record, int field, double absent) {
    int position = locate(record, field);
    return position < 0 ? absent : record.numberAsF64(position, absent);
  }

  /** A boolean field. */
  public boolean getBool(RecordReader record, int field, boolean absent) {
    int position = locate(record, field);
    return position < 0 ? absent : record.bool(position, absent);
  }

  /** A string field, null if it is absent. */
  public @Nullable String getStr(RecordReader record, int field) {
    int position = locate(record, field);
    return position < 0 ? null : record.str(position);
  }

  /** Moves the window to a string field; false, and the window stays, if it is absent. */
  public boolean getStr(RecordReader record, int field, Utf8View window) {
    int position = locate(record, field);
    return position >= 0 && record.str(position, window);
  }

  /** A field of any tag as a value, null if it is absent. */
  public @Nullable SpookyValue getField(RecordReader record, int field) {
    int position = locate(record, field);
    return position < 0 ? null : record.field(position);
  }

  /** Moves the window to a field's bytes whatever its tag; false if the field is absent. */
  public boolean getData(RecordReader record, int field, Utf8View window) {
    int position = locate(record, field);
    if (position < 0) {
      return false;
    }
    record.show(record.dataOffset(position), record.length(position), window);
    return true;
  }

  /** Compares the record's layout with the one seen last and counts a change. */
  public boolean observeLayout(RecordReader record) {
    return layouts.observe(record);
  }

  /** Reads that found the field, or its absence, where it was expected. */
  public long hits() {
    return hits;
  }

  /** Reads that had to search. */
  public long misses() {
    return misses;
  }

  /** How often {@link #observeLayout} saw another layout than before, the first included. */
  public long layoutChanges() {
    return layouts.changes();
  }
}
