// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.circuit;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A live graph of operators over one storage. Nodes are shared by digest, counted by references,
 * added and released between ticks. Not thread-safe: one writer at a time.
 *
 * <p>A tick: changes are put into sources ({@link #inject}), then {@link #tick} runs the nodes with
 * a changed input, oldest first; so a tick costs what it touches, however many nodes there are. It
 * either commits or undoes all.
 */
public final class Circuit {

  private final Storage storage;
  private final Map<String, Node> nodes = new HashMap<>();
  private final NodeQueue queue = new NodeQueue();
  private final List<Node> ran = new ArrayList<>();
  private final Consolidator consolidator;
  private final KeptErrors keptErrors;
  private long nextId;

  /** An empty circuit whose state lies in {@code storage}. */
  public Circuit(Storage storage) {
    this.storage = storage;
    this.consolidator = new Consolidator(storage.hash());
    this.keptErrors = new KeptErrors(storage);
  }

  /** The storage of all state. */
  public Storage storage() {
    return storage;
  }

  /** All nodes, in no order. */
  public Collection<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  /** The node with this digest, or null. */
  public @Nullable Node find(String digest) {
    return nodes.get(digest);
  }

  /** Adds a source of rows of {@code layout}; the caller holds one reference. */
  public Node addSource(String digest, RowLayout layout) {
    return add(new Node(nextId++, digest, layout, null, List.of()));
  }

  /**
   * Adds a node, which starts without state; {@link Hydration} fills it. The caller holds one
   * reference.
   */
  public Node addNode(String digest, Operator operator, List<Node> inputs) {
    Node node = add(new Node(nextId++, digest, operator.output(), operator, inputs));
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).retain();
      inputs.get(i).consumers().add(new Node.Edge(node, i));
    }
    return node;
  }

  private Node add(Node node) {
    if (nodes.putIfAbsent(node.digest(), node) != null) {
      throw new IllegalStateException("node exists, digest=" + node.digest());
    }
    node.retain();
    return node;
  }

  /** Takes one more reference to a node. */
  public Node retain(Node node) {
    node.retain();
    return node;
  }

  /** Gives a reference back; a node without references goes, and its inputs are released. */
  public void release(Node node) {
    if (node.release()) {
      nodes.remove(node.digest());
      keptErrors.forget(node);
      for (Node input : node.inputs()) {
        input.consumers().removeIf(edge -> edge.consumer() == node);
        release(input);
      }
    }
  }

  /** Puts changes into a source, for the next tick. */
  public void inject(Node source, Delta delta) {
    if (delta.isEmpty()) {
      return;
    }
    markRan(source);
    source.out().addAll(delta);
    activateConsumers(source);
  }

  void activateConsumers(Node node) {
    if (node.out().isEmpty()) {
      return;
    }
    for (Node.Edge edge : node.consumers()) {
      activate(edge);
    }
  }

  void activate(Node.Edge edge) {
    if (edge.consumer().activate(edge.input())) {
      queue.add(edge.consumer());
    }
  }

  /**
   * Runs a tick over what was injected.
   *
   * @throws TickFailure if net error rows remain that are not borne; then, as after any other
   *     exception, all state is as it was before the tick
   */
  public void tick() {
    begin();
    try {
      run();
      ran.forEach(keptErrors::settle);
      for (Node node : ran) {
        Operator operator = node.operator();
        if (operator != null) {
          operator.endTick();
        }
      }
    } catch (Throwable failure) {
      abandon();
      throw failure;
    }
    storage.journal().commit();
    keptErrors.note(ran);
    try {
      tellListeners();
    } finally {
      clear();
    }
  }

  private void tellListeners() {
    for (Node node : ran) {
      TickListener listener = node.listener();
      if (listener != null && !node.out().isEmpty()) {
        listener.changed(node.out());
      }
    }
  }

  void begin() {
    storage.nextTick();
  }

  /** Runs marked nodes, oldest first, until none is left. */
  void run() {
    for (Node node = queue.poll(); node != null; node = queue.poll()) {
      markRan(node);
      storage.counters().steps++;
      node.step();
      consolidateForJoins(node);
      activateConsumers(node);
    }
  }

  /** Sums up equal rows of a node's change where joins would multiply them. */
  void consolidateForJoins(Node node) {
    if (node.mayRepeatRowsIntoJoins()) {
      consolidator.consolidate(node.out());
    }
  }

  /** Marks a node as one that has output in this tick. */
  void markRan(Node node) {
    if (node.enterTick()) {
      ran.add(node);
    }
  }

  /** Ends a tick of a hydration, which keeps no before-images. */
  void endPart() {
    tellListeners();
    for (Node node : ran) {
      Operator operator = node.operator();
      if (operator != null) {
        operator.endTick();
      }
      node.deactivate();
      node.out().clear();
    }
    ran.clear();
    storage.journal().commit();
  }

  /** Fails on a node's net errors, or keeps them. */
  void settleErrors(Node node) {
    keptErrors.settle(node);
  }

  /**
   * Says whether somebody who reads {@code root} bears its errors. A tick that leaves an error in a
   * node fails, but where all who read it, or what it feeds, bear errors: there the node keeps its
   * errors and the tick goes on.
   */
  public void attach(Node root, boolean bearsErrors) {
    keptErrors.attach(root, bearsErrors, 1);
  }

  /** Takes one {@link #attach} back. */
  public void detach(Node root, boolean bearsErrors) {
    keptErrors.attach(root, bearsErrors, -1);
  }

  /** Whether any node has errors that it keeps. */
  public boolean hasFailures() {
    return !keptErrors.isEmpty();
  }

  /** An error that a node, or what feeds it, keeps now; null if all is sound. */
  public @Nullable TickFailure failure(Node root) {
    return keptErrors.failure(root);
  }

  /** The nodes with errors among a node and what feeds it. Cost: O(nodes that feed it). */
  public Set<Node> failedNodes(Node root) {
    return keptErrors.failed(root);
  }

  /** Gives a node the errors that its equal has kept in a circuit apart. */
  public void inheritErrors(Node node, Node apart) {
    ZSet kept = apart.keptErrors();
    if (kept != null && node.keptErrors() == null) {
      node.keepErrors(kept);
      keptErrors.note(List.of(node));
    }
  }

  void noteErrors(List<Node> changed) {
    keptErrors.note(changed);
  }

  /** Drops what was injected and undoes what a running tick has written. */
  public void abandon() {
    for (Node node : ran) {
      Operator operator = node.operator();
      if (operator != null) {
        operator.abandonTick();
      }
    }
    storage.journal().rollback();
    clear();
  }

  private void clear() {
    queue.clear();
    for (Node node : ran) {
      node.deactivate();
      node.out().clear();
      node.errors().clear();
    }
    ran.clear();
  }
}
