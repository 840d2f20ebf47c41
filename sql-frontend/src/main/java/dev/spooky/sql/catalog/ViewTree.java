// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is built on what. */
final class ViewTree {
  private ViewTree() {}

  /** The entries that build on an entry, directly or through others, in the order given. */
  static List<Entry> above(Entry entry, List<Entry> all) {
    Set<RelationName> reached = new HashSet<>();
    reached.add(entry.fullName());
    boolean grows = true;
    while (grows) { // once more only where a replaced view builds on a younger one
      grows = false;
      for (Entry candidate : all) {
        if (!reached.contains(candidate.fullName())
            && candidate.dependencies().stream().anyMatch(d -> reached.contains(d.fullName()))) {
          grows |= reached.add(candidate.fullName());
        }
      }
    }
    return all.stream()
        .filter(e -> reached.contains(e.fullName()) && !e.fullName().equals(entry.fullName()))
        .toList();
  }
}
