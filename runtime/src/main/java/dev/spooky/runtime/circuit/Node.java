// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.circuit;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.operator.BilinearOperator;
import dev.spooky.runtime.operator.LinearOperator;
import dev.spooky.runtime.operator.Materialize;
import dev.spooky.runtime.operator.NonLinearOperator;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.operator.PairOperator;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A node of a circuit: an operator with its inputs, its output of the running tick and those who
 * consume it. A source has neither operator nor inputs; changes are put into its output.
 */
public final class Node {
  /** From a producer to one input of a consumer. */
  record Edge(Node consumer, int input) {}

  private static final String INPUTS = " <- ";

  private final long id;
  private final String digest;
  private final @Nullable Operator operator;
  private final List<Node> inputs;
  private final List<Edge> consumers = new ArrayList<>();
  private final Delta out;
  private final List<Delta> noChange;
  private final Errors errors = new Errors();
  private @Nullable TickListener listener;
  private int references;
  private int bearing;
  private int notBearing;
  private @Nullable ZSet keptErrors;
  private final BitSet active;
  private boolean inTick;
  private long steps;
  private long rowsOut;

  Node(long id, String digest, RowLayout layout, @Nullable Operator operator, List<Node> inputs) {
    this.id = id;
    this.digest = digest;
    this.operator = operator;
    this.inputs = List.copyOf(inputs);
    boolean passesOn = operator instanceof Arrange || operator instanceof Materialize;
    this.out = passesOn ? inputs.get(0).out : new Delta(layout);
    this.active = new BitSet(inputs.size());
    this.noChange = inputs.stream().map(input -> new Delta(input.layout())).toList();
  }

  /** Creation order, which is a topological order. */
  public long id() {
    return id;
  }

  /** What the node computes, as text; equal digests in one circuit are one node. */
  public String digest() {
    return digest;
  }

  /** The digest without the inputs' numbers: the same in every circuit. */
  public String what() {
    int inputsAt = digest.lastIndexOf(INPUTS);
    return inputsAt < 0 ? digest : digest.substring(0, inputsAt);
  }

  /** The digest of a node that computes {@code what} of the inputs. */
  public static String digest(String what, List<Node> inputs) {
    return what
        + inputs.stream()
            .map(input -> "#" + input.id())
            .collect(Collectors.joining(",", INPUTS, ""));
  }

  /** The operator; null for a source. */
  public @Nullable Operator operator() {
    return operator;
  }

  /** The nodes whose changes this one takes. */
  public List<Node> inputs() {
    return inputs;
  }

  /** Number of views and nodes that hold this node. */
  public int references() {
    return references;
  }

  /** Steps run so far. */
  public long steps() {
    return steps;
  }

  /** Rows given out so far. */
  public long rowsOut() {
    return rowsOut;
  }

  /** The change of the running tick; empty between ticks. */
  public Delta out() {
    return out;
  }

  /** Layout of the output rows. */
  public RowLayout layout() {
    return out.layout();
  }

  /** Sets who is told of this node's changes at the end of each tick; at most one listener. */
  public void listen(@Nullable TickListener newListener) {
    listener = newListener;
  }

  @Nullable TickListener listener() {
    return listener;
  }

  List<Edge> consumers() {
    return consumers;
  }

  Errors errors() {
    return errors;
  }

  /** The error rows of all ticks so far, where they were kept; else empty. */
  public Errors currentErrors() {
    Errors all = new Errors();
    if (keptErrors != null) {
      keptErrors.copyTo(all.delta());
    }
    return all;
  }

  @Nullable ZSet keptErrors() {
    return keptErrors;
  }

  void keepErrors(ZSet kept) {
    keptErrors = kept;
  }

  void attach(boolean bearsErrors, int more) {
    if (bearsErrors) {
      bearing += more;
    } else {
      notBearing += more;
    }
  }

  /** Whether there are some who depend on the node and all of them bear errors. */
  boolean bearsErrors() {
    return bearing > 0 && notBearing == 0;
  }

  void retain() {
    references++;
  }

  boolean release() {
    return --references == 0;
  }

  /** Marks an input as changed in this tick; whether the node was not marked before. */
  boolean activate(int input) {
    boolean first = active.isEmpty();
    active.set(input);
    return first;
  }

  /** Marks the node as taking part in the running tick; whether it was not marked before. */
  boolean enterTick() {
    boolean first = !inTick;
    inTick = true;
    return first;
  }

  void deactivate() {
    active.clear();
    inTick = false;
  }

  /** Runs the operator on the inputs that were marked. */
  void step() {
    steps++;
    int before = out.count();
    if (operator instanceof LinearOperator linear) {
      for (int i = 0; i < inputs.size(); i++) {
        if (active.get(i)) {
          linear.step(i, inputs.get(i).out, out, errors);
        }
      }
    } else if (operator instanceof NonLinearOperator nonLinear) {
      nonLinear.step(inputs.get(0).out, out, errors);
    } else if (operator instanceof BilinearOperator bilinear) {
      bilinear.step(activeInput(0), activeInput(1), out, errors);
    } else if (operator instanceof PairOperator pair) {
      pair.step(activeInput(0), activeInput(1), out, errors);
    }
    rowsOut += out.count() - before;
  }

  /**
   * Whether the change may hold equal rows, or such as cancel, and a join will multiply them: a
   * join over a join over a join would make hundreds of rows for every row that really changed.
   */
  boolean mayRepeatRowsIntoJoins() {
    boolean mayRepeat =
        operator instanceof LinearOperator
            || operator instanceof BilinearOperator
            || operator instanceof PairOperator;
    if (out.count() < 2 || !mayRepeat) {
      return false;
    }
    for (Edge edge : consumers) {
      if (edge.consumer().operator() instanceof Arrange) {
        return true;
      }
    }
    return false;
  }

  private Delta activeInput(int input) {
    return active.get(input) ? inputs.get(input).out : noChange.get(input);
  }

  @Override
  public String toString() {
    return "#" + id + " " + digest;
  }
}
