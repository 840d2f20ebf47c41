// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyObject;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names behind name hashes, kept beside records so that they can become values again.
 *
 * <p>Invariant: no two names share a hash. Not for concurrent use.
 */
public final class FieldNames {
  private final Long2ObjectOpenHashMap<FieldName> byHash = new Long2ObjectOpenHashMap<>();

  /** A dictionary without names. */
  public FieldNames() {}

  /** A dictionary of these names. */
  public static FieldNames of(String... names) {
    FieldNames dictionary = new FieldNames();
    for (String name : names) {
      dictionary.add(FieldName.of(name));
    }
    return dictionary;
  }

  /** Adds the names of an object's own fields; those of nested objects are in their bytes. */
  public FieldNames addAll(SpookyObject object) {
    for (int i = 0; i < object.size(); i++) {
      add(object.nameAt(i));
    }
    return this;
  }

  /**
   * Adds a name, which may be there already.
   *
   * @throws RecordException if another name has the same hash
   */
  public void add(FieldName name) {
    FieldName known = byHash.putIfAbsent(name.hash(), name);
    if (known != null && !known.equals(name)) {
      throw RecordException.nameCollision(known.text(), name.text());
    }
  }

  /** The name with this hash, null if it is not known. */
  public @Nullable FieldName get(long nameHash) {
    return byHash.get(nameHash);
  }

  /** The number of names. */
  public int size() {
    return byHash.size();
  }

  FieldName require(long nameHash) {
    FieldName name = byHash.get(nameHash);
    if (name == null) {
      throw RecordException.fieldNotFound("with hash " + Long.toHexString(nameHash));
    }
    return name;
  }
}
