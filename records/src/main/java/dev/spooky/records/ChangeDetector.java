// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

/**
 * Tells whether an incoming document differs from the stored one, by its version and content hash.
 *
 * <p>Both fields are found through positions kept per side, so in a run of records of one shape no
 * name is hashed or searched for. A field that neither record has says nothing, nor does a content
 * hash that is null; one that only one of them has, or that has another tag or other bytes, is a
 * change. One detector per thread.
 */
public final class ChangeDetector {
  private static final int VERSION = 0;
  private static final int HASH = 1;

  /** What a comparison found. */
  public enum Change {
    /** Version and hash are the same. */
    NONE,
    /** The version differs, the content does not. */
    VERSION_ONLY,
    /** The content hash differs. */
    CONTENT,
    /** There is no content hash to compare: the content may differ. */
    UNKNOWN
  }

  private final ResolvedSchema stored;
  private final ResolvedSchema incoming;
  private final Utf8View storedData = new Utf8View();
  private final Utf8View incomingData = new Utf8View();

  /** A detector that reads these two fields. */
  public ChangeDetector(String versionField, String contentHashField) {
    stored = ResolvedSchema.of(versionField, contentHashField);
    incoming = ResolvedSchema.of(versionField, contentHashField);
  }

  /** Compares an incoming record with the stored one of the same id. */
  public Change compare(RecordReader storedRecord, RecordReader incomingRecord) {
    if (stored.tag(storedRecord, HASH) <= Tag.NULL
        && incoming.tag(incomingRecord, HASH) <= Tag.NULL) { // missing or null, both
      return Change.UNKNOWN;
    }
    if (differs(storedRecord, incomingRecord, HASH)) {
      return Change.CONTENT;
    }
    return differs(storedRecord, incomingRecord, VERSION) ? Change.VERSION_ONLY : Change.NONE;
  }

  private boolean differs(RecordReader storedRecord, RecordReader incomingRecord, int field) {
    boolean before = stored.getData(storedRecord, field, storedData);
    boolean after = incoming.getData(incomingRecord, field, incomingData);
    if (!before || !after) {
      return before != after;
    }
    return stored.tag(storedRecord, field) != incoming.tag(incomingRecord, field)
        || !storedData.contentEquals(incomingData);
  }

  /** Reads of both sides that needed no search. */
  public long hits() {
    return stored.hits() + incoming.hits();
  }

  /** Reads of both sides that searched. */
  public long misses() {
    return stored.misses() + incoming.misses();
  }
}
