// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.circuit;

import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.operator.BilinearOperator;
import dev.spooky.runtime.operator.LinearOperator;
import dev.spooky.runtime.operator.Materialize;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.operator.PairOperator;
import dev.spooky.runtime.trace.ZSetCursor;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills new nodes of a live circuit from the state of the old nodes that feed them, in chunks, each
 * a small tick of the new nodes alone. Old nodes do not run and do not change.
 *
 * <p>The whole content of an old node comes from the nearest state: a stored table or view, an
 * operator that can tell its output, or else recomputed from its inputs' contents. A new join of an
 * old index with a new one needs only the new side's rows; of two old indexes, only one side's.
 */
public final class Hydration {
  private static final int CHUNK_ROWS = 8192;

  private final Circuit circuit;
  private final Set<Node> fresh;
  private final List<Node> inOrder;
  private final SourceRows sourceRows;
  private long rows;

  /** Gives the whole content of sources that no state of the circuit tells. */
  @FunctionalInterface
  public interface SourceRows {
    /** Gives a source's rows in chunks; false if they are not known here. */
    boolean give(Node source, Consumer<Delta> chunks);
  }

  /** Fills {@code fresh}, all new nodes, oldest first, from the circuit's own state. */
  public Hydration(Circuit circuit, List<Node> fresh) {
    this(circuit, fresh, (source, chunks) -> false);
  }

  /** Fills {@code fresh}, all new nodes, oldest first, asking {@code sourceRows} for sources. */
  public Hydration(Circuit circuit, List<Node> fresh, SourceRows sourceRows) {
    this.circuit = circuit;
    this.sourceRows = sourceRows;
    this.fresh = new HashSet<>(fresh);
    this.inOrder = fresh;
  }

  /** Rows fed so far. */
  public long rows() {
    return rows;
  }

  /**
   * Fills the nodes.
   *
   * @throws TickFailure if net error rows remain in nodes whose errors are not borne; the nodes
   *     must then be released
   */
  public void run() {
    circuit.storage().journal().setEnabled(false);
    try {
      feedConstants();
      for (Node old : boundary()) {
        List<Node.Edge> edges = edgesToFeed(old);
        if (!edges.isEmpty()) {
          snapshot(old, chunk -> feed(old, edges, chunk));
        }
      }
      inOrder.forEach(circuit::settleErrors);
      circuit.noteErrors(inOrder);
    } finally {
      circuit.abandon();
      circuit.storage().journal().setEnabled(true);
      for (Node node : inOrder) {
        node.errors().clear();
      }
    }
  }

  private void feedConstants() {
    circuit.begin();
    for (Node node : inOrder) {
      Operator operator = node.operator();
      if (operator != null) {
        operator.initial(node.out(), node.errors());
        if (!(operator instanceof Arrange) && !(operator instanceof Materialize)) {
          circuit.markRan(node);
          circuit.activateConsumers(node);
        }
      }
    }
    circuit.run();
    circuit.endPart();
  }

  private List<Node> boundary() {
    List<Node> old = new ArrayList<>();
    for (Node node : inOrder) {
      for (Node input : node.inputs()) {
        if (!fresh.contains(input) && !old.contains(input)) {
          old.add(input);
        }
      }
    }
    return old;
  }

  private List<Node.Edge> edgesToFeed(Node old) {
    List<Node.Edge> edges = new ArrayList<>();
    for (Node.Edge edge : old.consumers()) {
      Node consumer = edge.consumer();
      if (fresh.contains(consumer)) {
        boolean arranged = consumer.operator() instanceof PairOperator && edge.input() == 0;
        boolean join = consumer.operator() instanceof BilinearOperator;
        boolean otherIsOld = join && !fresh.contains(consumer.inputs().get(1 - edge.input()));
        // what is arranged on the left of a pair was given at the start
        if (!arranged && (!join || (otherIsOld && edge.input() == 0))) {
          edges.add(edge);
        }
      }
    }
    return edges;
  }

  private void feed(Node old, List<Node.Edge> edges, Delta chunk) {
    rows += chunk.count();
    circuit.begin();
    // the old node does not take part in the tick: its listener must not hear of the chunk
    old.out().addAll(chunk);
    circuit.consolidateForJoins(old);
    try {
      for (Node.Edge edge : edges) {
        circuit.activate(edge);
      }
      circuit.run();
      circuit.endPart();
    } finally {
      old.out().clear();
    }
  }

  /** Gives the whole content of an old node, in chunks. */
  private void snapshot(Node node, Consumer<Delta> chunks) {
    if (sourceRows.give(node, chunks)) {
      return;
    }
    Materialize stored = storedForm(node);
    if (stored != null) {
      scan(stored.rows().scan(), chunks);
      return;
    }
    Operator operator = node.operator();
    Delta whole = new Delta(node.layout());
    if (operator instanceof Arrange) {
      snapshot(node.inputs().get(0), chunks);
    } else if (operator != null && operator.snapshot(whole)) {
      chunks.accept(whole);
    } else if (operator instanceof LinearOperator linear) {
      for (int i = 0; i < node.inputs().size(); i++) {
        int input = i;
        snapshot(
            node.inputs().get(i),
            chunk -> through(node, chunks, out -> linear.step(input, chunk, out, new Errors())));
      }
    } else if (operator instanceof BilinearOperator bilinear) {
      Delta none = new Delta(node.inputs().get(1).layout());
      snapshot(
          node.inputs().get(0),
          chunk -> through(node, chunks, out -> bilinear.step(chunk, none, out, new Errors())));
    } else if (operator != null) { // a source that nobody stores has no rows yet
      throw new IllegalStateException("no state tells the content of node=" + node);
    }
  }

  private static void through(Node node, Consumer<Delta> chunks, Consumer<Delta> step) {
    Delta out = new Delta(node.layout());
    step.accept(out);
    chunks.accept(out);
  }

  private @Nullable Materialize storedForm(Node node) {
    if (node.operator() instanceof Materialize own) {
      return own;
    }
    for (Node.Edge edge : node.consumers()) {
      boolean old = !fresh.contains(edge.consumer());
      if (old && edge.consumer().operator() instanceof Materialize stored) {
        return stored;
      }
    }
    return null;
  }

  private static void scan(ZSetCursor cursor, Consumer<Delta> chunks) {
    Delta chunk = new Delta(cursor.layout());
    boolean more = true;
    while (more) {
      chunk.clear();
      more = cursor.fill(chunk, CHUNK_ROWS);
      if (!chunk.isEmpty()) {
        chunks.accept(chunk);
      }
    }
  }
}
