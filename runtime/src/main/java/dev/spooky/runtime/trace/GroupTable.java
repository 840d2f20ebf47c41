// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.trace;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.storage.Arena;
import dev.spooky.runtime.storage.HashDirectory;
import dev.spooky.runtime.storage.Probes;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowKey;
import java.util.Arrays;

/**
 * Key to a fixed number of state bytes: the groups of an aggregate, the partitions of a top-K.
 *
 * <pre>
 *   group: next (int) | stamp (int) | state bytes | key row
 * </pre>
 *
 * <p>{@link #touch} logs the state before a group's first change in a tick; after it the state may
 * be written through {@link #writable} without further logging. NULL is a key like any other. Cost:
 * one hash probe to find a group.
 */
public final class GroupTable {
  private static final int STATE = 8;

  /** Says what a group's state refers to outside of its bytes. */
  public interface State {
    /** Reads, through {@code probes}, what a change of this state will read. */
    void probe(Probes probes, byte[] bytes, int at);
  }

  private final Storage storage;
  private final RowKey inputKey;
  private final RowKey storedKey;
  private final int stateBytes;
  private final Arena groups;
  private final HashDirectory directory;
  private final RowWriter keyRow;
  private final State state;
  private final Probes probes = new Probes();

  /** An empty table of groups with {@code stateBytes} (a multiple of 8) of state each. */
  public GroupTable(Storage storage, RowKey inputKey, int stateBytes, State state) {
    this.state = state;
    this.storage = storage;
    this.inputKey = inputKey;
    this.storedKey = inputKey.ofKeyRows();
    this.stateBytes = stateBytes;
    this.groups = new Arena(storage.journal());
    this.directory = new HashDirectory(storage);
    this.keyRow = new RowWriter(inputKey.keyLayout());
  }

  /** Probes the groups of rows of a delta from {@code from} on, to be found or made next. */
  public Probes probe(Delta delta, int from) {
    probes.clear();
    int to = Math.min(delta.count(), from + Probes.MOST);
    for (int i = from; i < to; i++) {
      probes.add(inputKey.hash(storage.hash(), delta.bytes(), delta.offset(i)));
    }
    int length = STATE + stateBytes + storedKey.layout().fixedBytes();
    if (probes.locate(directory, groups, length)) {
      for (int i = 0; i < probes.count(); i++) {
        int group = probes.block(i);
        if (group >= 0) {
          state.probe(probes, groups.page(group), state(group));
        }
      }
    }
    return probes;
  }

  /** The group of the key that a row has, made with zero state if there is none. */
  public int findOrCreate(byte[] bytes, int row) {
    return findOrCreate(inputKey.hash(storage.hash(), bytes, row), bytes, row);
  }

  /** As above, for a row whose hash {@link #probe} has given. */
  public int findOrCreate(long hash, byte[] bytes, int row) {
    int first = directory.get(hash);
    for (int group = first; group >= 0; group = next(group)) {
      storage.counters().entriesRead++;
      if (storedKey.matches(groups.page(group), keyRow(group), inputKey, bytes, row)) {
        return group;
      }
    }
    inputKey.copyTo(keyRow, bytes, row);
    int group = groups.allocate(STATE + stateBytes + keyRow.length());
    byte[] page = groups.writable(group);
    int offset = groups.offset(group);
    Arrays.fill(page, offset, offset + STATE + stateBytes, (byte) 0);
    Bytes.putInt(page, offset, first + 1);
    System.arraycopy(keyRow.bytes(), 0, page, keyRow(group), keyRow.length());
    directory.put(hash, group, first);
    return group;
  }

  /** The group of the key that a row of another layout has, or −1. */
  public int find(RowKey probe, byte[] bytes, int row) {
    int group = directory.get(probe.hash(storage.hash(), bytes, row));
    while (group >= 0) {
      storage.counters().entriesRead++;
      if (storedKey.matches(groups.page(group), keyRow(group), probe, bytes, row)) {
        return group;
      }
      group = next(group);
    }
    return -1;
  }

  /** Marks a group as changed in this tick; true and logged if it was not yet. */
  public boolean touch(int group) {
    int offset = groups.offset(group);
    if (Bytes.getInt(groups.page(group), offset + 4) == storage.stamp()) {
      return false;
    }
    byte[] page = groups.edit(group, 4, 4 + stateBytes);
    Bytes.putInt(page, offset + 4, storage.stamp());
    storage.counters().entriesWritten++;
    return true;
  }

  /** The array of a group, for reading. */
  public byte[] page(int group) {
    return groups.page(group);
  }

  /** The array of a group that was touched, for writing. */
  public byte[] writable(int group) {
    return groups.writable(group);
  }

  /** Where a group's state starts. */
  public int state(int group) {
    return groups.offset(group) + STATE;
  }

  /** Where a group's key row starts. */
  public int keyRow(int group) {
    return groups.offset(group) + STATE + stateBytes;
  }

  /** The key of the stored key rows. */
  public RowKey storedKey() {
    return storedKey;
  }

  /** Removes a touched group. */
  public void remove(int group) {
    long hash = storedKey.hash(storage.hash(), groups.page(group), keyRow(group));
    int first = directory.get(hash);
    int after = next(group);
    if (first == group) {
      directory.put(hash, after, first);
    } else {
      int before = first;
      while (next(before) != group) {
        before = next(before);
      }
      Bytes.putInt(groups.edit(before, 0, 4), groups.offset(before), after + 1);
    }
    groups.release(group);
  }

  /** Calls {@code action} with every group. */
  public void forEach(java.util.function.IntConsumer action) {
    directory.forEach(
        first -> {
          for (int group = first; group >= 0; group = next(group)) {
            action.accept(group);
          }
        });
  }

  /** Heap bytes, estimated. */
  public long heapBytes() {
    return groups.pageBytes() + directory.heapBytes();
  }

  private int next(int group) {
    return Bytes.getInt(groups.page(group), groups.offset(group)) - 1;
  }
}
