// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.cbor;

import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.value.FieldName;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/**
 * Writes one nested value event by event, for sources that hand over keys in any order.
 *
 * <p>A container leaves one byte for its head and is settled when it ends: entries that did not
 * arrive in order are sorted by key bytes, of equal keys the last stays, and the head is written
 * once the count is known. Allocates only while it grows or has to sort.
 */
public final class CborBuilder implements ValueSink {
  private static final int ENTRY_INTS = 3;

  private final ByteSink scratch = new ByteSink(256);
  private ByteSink out;

  /** Per open container: where its head byte is. */
  private int[] heads = new int[16];

  /** Per open container: items so far. */
  private int[] counts = new int[16];

  /** Per open map: where its entries begin in {@link #entries}; -1 for an array. */
  private int[] bases = new int[16];

  /** Per entry of an open map: start of the entry, start of the key's text, end of it. */
  private int[] entries = new int[48];

  private int entriesEnd;
  private int depth;

  /** A builder that writes to this sink. */
  public CborBuilder(ByteSink out) {
    this.out = out;
  }

  /** Forgets what is open and writes to this sink from now on. */
  public void reset(ByteSink sink) {
    out = sink;
    depth = 0;
    entriesEnd = 0;
  }

  /** True while a container is open. */
  public boolean isOpen() {
    return depth > 0;
  }

  @Override
  public void beginArray() {
    begin(-1);
  }

  @Override
  public void beginObject() {
    begin(entriesEnd);
  }

  private void begin(int base) {
    CborWriter.checkDepth(depth, out.size());
    countItem();
    if (depth == heads.length) {
      heads = Arrays.copyOf(heads, 2 * depth);
      counts = Arrays.copyOf(counts, 2 * depth);
      bases = Arrays.copyOf(bases, 2 * depth);
    }
    heads[depth] = out.size();
    counts[depth] = 0;
    bases[depth] = base;
    depth++;
    out.putByte(0);
  }

  private void countItem() {
    if (depth > 0 && bases[depth - 1] < 0) {
      counts[depth - 1]++;
    }
  }

  /** The name of the value that follows, inside an object. */
  public void key(String name) {
    int start = out.size();
    text(name);
    keyWritten(start);
  }

  /** The name of the value that follows, inside an object. */
  public void key(FieldName name) {
    int start = out.size();
    name.writeCborTo(out);
    keyWritten(start);
  }

  @Override
  public void key(byte[] utf8, int offset, int length) {
    int start = out.size();
    text(utf8, offset, length);
    keyWritten(start);
  }

  private void keyWritten(int start) {
    if (entriesEnd + ENTRY_INTS > entries.length) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
    entries[entriesEnd] = start;
    entries[entriesEnd + 1] = textStart(start);
    entries[entriesEnd + 2] = out.size();
    entriesEnd += ENTRY_INTS;
    counts[depth - 1]++;
  }

  private int textStart(int start) {
    int info = out.array()[start] & 0x1f;
    return start + (info < 24 ? 1 : 1 + (1 << (info - 24)));
  }

  @Override
  public void nullValue() {
    countItem();
    CborWriter.writeNull(out);
  }

  @Override
  public void bool(boolean value) {
    countItem();
    CborWriter.writeBool(value, out);
  }

  @Override
  public void i64(long value) {
    countItem();
    CborWriter.writeI64(value, out);
  }

  @Override
  public void u64(long bits) {
    countItem();
    CborWriter.writeU64(bits, out);
  }

  @Override
  public void f64(double value) {
    countItem();
    CborWriter.writeF64(value, out);
  }

  /** A string. */
  public void str(String text) {
    countItem();
    text(text);
  }

  /** A string given by chars. */
  public void str(char[] chars, int offset, int length) {
    countItem();
    int start = out.size();
    out.putByte(0);
    out.putUtf8(chars, offset, length);
    settleHead(Cbor.TEXT, start, out.size() - start - 1L);
  }

  @Override
  public void utf8(byte[] bytes, int offset, int length) {
    countItem();
    text(bytes, offset, length);
  }

  /** A whole value that is CBOR already; its bytes are believed. */
  public void encoded(byte[] cbor, int offset, int length) {
    countItem();
    out.putBytes(cbor, offset, length);
  }

  private void text(byte[] bytes, int offset, int length) {
    CborWriter.writeHead(Cbor.TEXT, length, out);
    out.putBytes(bytes, offset, length);
  }

  private void text(String text) {
    int start = out.size();
    out.putByte(0);
    out.putUtf8(text);
    settleHead(Cbor.TEXT, start, out.size() - start - 1L);
  }

  @Override
  public void end() {
    depth--;
    int base = bases[depth];
    if (base < 0) {
      settleHead(Cbor.ARRAY, heads[depth], counts[depth]);
    } else {
      int count = isAscending(base) ? counts[depth] : sortEntries(base, heads[depth] + 1);
      entriesEnd = base;
      settleHead(Cbor.MAP, heads[depth], count);
    }
  }

  /** Writes a head over the one byte left for it, moving what follows if it needs more. */
  private void settleHead(int major, int start, long argument) {
    int extra = CborWriter.headBytes(argument) - 1;
    int end = out.size();
    if (extra > 0) {
      out.setSize(end + extra);
      System.arraycopy(out.array(), start + 1, out.array(), start + 1 + extra, end - start - 1);
    }
    out.setSize(start);
    CborWriter.writeHead(major, argument, out);
    out.setSize(end + extra);
  }

  private boolean isAscending(int base) {
    for (int entry = base + ENTRY_INTS; entry < entriesEnd; entry += ENTRY_INTS) {
      if (compareKeys(entry - ENTRY_INTS, entry) >= 0) {
        return false;
      }
    }
    return true;
  }

  private int compareKeys(int one, int other) {
    byte[] bytes = out.array();
    return Arrays.compareUnsigned(
        bytes, entries[one + 1], entries[one + 2], bytes, entries[other + 1], entries[other + 2]);
  }

  /** Rewrites the entries in order, each key once; gives their number. */
  private int sortEntries(int base, int firstByte) {
    int total = (entriesEnd - base) / ENTRY_INTS;
    int[] order = new int[total];
    for (int i = 0; i < total; i++) {
      order[i] = base + i * ENTRY_INTS;
    }
    IntArrays.mergeSort(order, this::compareKeys);
    scratch.clear();
    int kept = 0;
    for (int i = 0; i < total; i++) {
      if (i + 1 == total || compareKeys(order[i], order[i + 1]) != 0) {
        int next = order[i] + ENTRY_INTS;
        int entryEnd = next < entriesEnd ? entries[next] : out.size();
        scratch.putBytes(out.array(), entries[order[i]], entryEnd - entries[order[i]]);
        kept++;
      }
    }
    out.setSize(firstByte);
    out.putBytes(scratch.array(), 0, scratch.size());
    return kept;
  }
}
