// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.value.FieldName;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Positions of fields by name hash, learnt as names are asked for.
 *
 * <p>Like {@link ResolvedSchema} for readers who do not know their names beforehand: a remembered
 * position counts only if the record at hand has the wanted hash there. One map per thread.
 */
public final class FieldSlotMap {
  private static final int UNKNOWN = -1;

  private final Long2IntOpenHashMap positions = new Long2IntOpenHashMap();
  private final LayoutWatch layouts = new LayoutWatch();
  private long hits;
  private long misses;

  /** A map that has learnt nothing. */
  public FieldSlotMap() {
    positions.defaultReturnValue(UNKNOWN);
  }

  /** The position of a field in this record's index, -1 if the record does not have it. */
  public int locate(RecordReader record, FieldName name) {
    long hash = name.hash();
    int position = positions.get(hash);
    if (position != UNKNOWN
        && position < record.fieldCount()
        && record.nameHash(position) == hash) {
      hits++;
      return position;
    }
    misses++;
    int found = record.indexOf(hash);
    if (found >= 0) {
      positions.put(hash, found);
    }
    return found;
  }

  /** The slot of a field in this one record, null if the record does not have it. */
  public @Nullable FieldSlot slot(RecordReader record, FieldName name) {
    int position = locate(record, name);
    return position < 0 ? null : record.slot(position);
  }

  /** Compares the record's layout with the one seen last and counts a change. */
  public boolean observeLayout(RecordReader record) {
    return layouts.observe(record);
  }

  /** How often {@link #observeLayout} saw another layout than before, the first included. */
  public long layoutChanges() {
    return layouts.changes();
  }

  /** The number of names learnt. */
  public int size() {
    return positions.size();
  }

  /** Look-ups that needed no search. */
  public long hits() {
    return hits;
  }

  /** Look-ups that searched: first ones, other layouts, and absent fields. */
  public long misses() {
    return misses;
  }
}
