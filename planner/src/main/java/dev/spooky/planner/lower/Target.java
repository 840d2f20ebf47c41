// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.lower;

import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The circuit into which a plan is lowered. Equal nodes are shared; what was made new is remembered
 * so that it can be hydrated, and everything is given back by {@link #abandon} if lowering fails.
 */
public final class Target {
  private final Circuit circuit;
  private final TransformCompiler compiler;
  private final List<Node> held = new ArrayList<>();
  private final List<Node> fresh = new ArrayList<>();

  /** Lowers into {@code circuit}, with expressions compiled by {@code compiler}. */
  public Target(Circuit circuit, TransformCompiler compiler) {
    this.circuit = circuit;
    this.compiler = compiler;
  }

  TransformCompiler compiler() {
    return compiler;
  }

  /** The circuit. */
  public Circuit circuit() {
    return circuit;
  }

  /** The storage of the circuit. */
  public Storage storage() {
    return circuit.storage();
  }

  /** The node that computes {@code what} of the inputs: an equal one that exists, or a new one. */
  public Node node(String what, Supplier<? extends Operator> operator, List<Node> inputs) {
    String digest = Node.digest(what, inputs);
    Node existing = circuit.find(digest);
    if (existing != null) {
      return hold(circuit.retain(existing));
    }
    Node made = circuit.addNode(digest, operator.get(), inputs);
    fresh.add(made);
    return hold(made);
  }

  /**
   * Takes over a node that was built and filled in a circuit apart, in place of whose inputs stand
   * {@code inputs}: gives an equal node that exists here, or a new one with that one's state.
   */
  public Node adopt(Node apart, List<Node> inputs) {
    Node node = node(apart.what(), () -> moved(apart, inputs), inputs);
    circuit.inheritErrors(node, apart);
    return node;
  }

  private static Operator moved(Node apart, List<Node> inputs) {
    Operator own = Objects.requireNonNull(apart.operator());
    List<Operator> others = new ArrayList<>();
    boolean same = true;
    for (int i = 0; i < inputs.size(); i++) {
      Operator before = apart.inputs().get(i).operator();
      Operator now = inputs.get(i).operator();
      same &= now == before || !(before instanceof Arrange);
      if (now != null) {
        others.add(now);
      }
    }
    return same ? own : own.over(others);
  }

  /** A stored relation's node, of the same circuit. */
  public Node use(Node node) {
    return hold(circuit.retain(node));
  }

  /** A new source. */
  public Node source(String digest, RowLayout layout) {
    Node existing = circuit.find(digest);
    return existing != null
        ? hold(circuit.retain(existing))
        : hold(circuit.addSource(digest, layout));
  }

  private Node hold(Node node) {
    held.add(node);
    return node;
  }

  /** Nodes that were made new, oldest first. */
  public List<Node> fresh() {
    return List.copyOf(fresh);
  }

  /** Ends lowering: of all nodes only {@code root} stays held, with one reference. */
  public void finish(Node root) {
    circuit.retain(root);
    abandon();
  }

  /** Gives back all nodes held. */
  public void abandon() {
    for (int i = held.size() - 1; i >= 0; i--) {
      circuit.release(held.get(i));
    }
    held.clear();
  }
}
