// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.circuit;

import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Errors;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of error rows at the end of a tick. Net error rows of a node fail the tick, but
 * where all who depend on the node bear errors: there it keeps them as a Z-set. While that is not
 * empty the node has failed, and when later changes cancel it the node is sound again.
 */
final class KeptErrors {
  private final Storage storage;
  private final Consolidator consolidator;
  private final Set<Node> failed = new LinkedHashSet<>();

  KeptErrors(Storage storage) {
    this.storage = storage;
    this.consolidator = new Consolidator(storage.hash());
  }

  /** Adds to the number of those who bear errors, or do not, of a node and all that feeds it. */
  void attach(Node root, boolean bearsErrors, int more) {
    Set<Node> all = new HashSet<>();
    collect(root, all);
    all.forEach(node -> node.attach(bearsErrors, more));
  }

  private static void collect(Node node, Set<Node> all) {
    if (all.add(node)) {
      node.inputs().forEach(input -> collect(input, all));
    }
  }

  /** Fails on the net errors of a node, or keeps them. In a tick, before it commits. */
  void settle(Node node) {
    Errors errors = node.errors();
    if (errors.isEmpty()) {
      return;
    }
    consolidator.consolidate(errors.delta());
    if (errors.isEmpty()) {
      return;
    }
    if (!node.bearsErrors()) {
      throw new TickFailure(node, errors, 0);
    }
    ZSet kept = node.keptErrors();
    if (kept == null) {
      kept = new ZSet(storage, errors.delta().layout());
      node.keepErrors(kept);
    }
    kept.addAll(errors.delta());
  }

  /** Notes which of these nodes have failed. After a tick, or when a node comes or goes. */
  void note(Collection<Node> changed) {
    for (Node node : changed) {
      ZSet kept = node.keptErrors();
      if (kept != null && kept.rowCount() > 0) {
        failed.add(node);
      } else if (kept != null) {
        failed.remove(node);
      }
    }
  }

  void forget(Node node) {
    failed.remove(node);
  }

  boolean isEmpty() {
    return failed.isEmpty();
  }

  /** An error that a node, or what feeds it, has now; null if all is sound. */
  @Nullable TickFailure failure(Node root) {
    if (failed.isEmpty()) {
      return null;
    }
    Set<Node> all = new HashSet<>();
    collect(root, all);
    for (Node node : failed) {
      if (all.contains(node)) {
        return new TickFailure(node, node.currentErrors(), 0);
      }
    }
    return null;
  }

  /** The failed nodes among a node and what feeds it. */
  Set<Node> failed(Node root) {
    Set<Node> all = new HashSet<>();
    collect(root, all);
    all.retainAll(failed);
    return all;
  }
}
