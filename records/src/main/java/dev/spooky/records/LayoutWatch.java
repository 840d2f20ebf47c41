// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

/** Counts how often the layout of the records seen changes, by their fingerprints. */
final class LayoutWatch {
  private boolean hasSeen;
  private long fingerprint;
  private long changes;

  /** True, and a change, if this is the first record or its layout is not that of the last. */
  boolean observe(RecordReader record) {
    long seen = record.layoutFingerprint();
    if (hasSeen && seen == fingerprint) {
      return false;
    }
    hasSeen = true;
    fingerprint = seen;
    changes++;
    return true;
  }

  long changes() {
    return changes;
  }
}
