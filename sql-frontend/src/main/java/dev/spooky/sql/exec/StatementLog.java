// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;

/** What the running statement has done to a table that constraints are on. */
final class StatementLog {
  /**
   * Rows that have gone since foreign keys were last seen to.
   *
   * @param deleted rows that were deleted
   * @param old rows that were updated, as they were
   * @param now the same rows, as they are
   */
  record Unsettled(Delta deleted, Delta old, Delta now) {
    boolean isEmpty() {
      return deleted.isEmpty() && old.isEmpty();
    }
  }

  private final RowLayout layout;
  private final Delta all;
  private final Consolidator consolidator;
  private Unsettled unsettled;

  StatementLog(RowLayout layout, RowHash hash) {
    this.layout = layout;
    this.all = new Delta(layout);
    this.consolidator = new Consolidator(hash);
    this.unsettled = none();
  }

  private Unsettled none() {
    return new Unsettled(new Delta(layout), new Delta(layout), new Delta(layout));
  }

  void add(Delta changes) {
    all.addAll(changes);
    for (int i = 0; i < changes.count(); i++) {
      if (changes.weight(i) < 0) {
        unsettled.deleted().addFrom(changes, i, 1);
      }
    }
  }

  /** Rows from {@code first} on were updated: so many old ones, then as many new ones. */
  void addUpdated(Delta changes, int first, int pairs) {
    all.addAll(changes);
    for (int i = first; i < first + pairs; i++) {
      unsettled.old().addFrom(changes, i, 1);
      unsettled.now().addFrom(changes, i + pairs, 1);
    }
  }

  boolean hasUnsettled() {
    return !unsettled.isEmpty();
  }

  Unsettled takeUnsettled() {
    Unsettled taken = unsettled;
    unsettled = none();
    return taken;
  }

  /** All changes, consolidated. */
  Delta net() {
    Delta net = new Delta(layout);
    net.addAll(all);
    consolidator.consolidate(net);
    return net;
  }
}
