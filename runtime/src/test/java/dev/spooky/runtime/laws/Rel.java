// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.storage.Storage;
import java.util.List;

/**
 * A little relational algebra: each operator beside its plain meaning. {@link World} builds it into
 * a circuit, where equal digests are one node.
 */
abstract class Rel {
  /** The plain form of a failing expression or result. */
  static final class PlainError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlainError(String message) {
      super(message);
    }
  }

  final String digest;
  final List<Rel> inputs;

  Rel(String name, Object parameters, List<Rel> inputs) {
    this.inputs = inputs;
    this.digest = name + parameters + inputs.stream().map(input -> input.digest).toList();
  }

  /** What the operator means for whole inputs. */
  abstract PlainZSet plain(List<PlainZSet> values);

  /** The operator over nodes built from {@link #inputs}. */
  abstract Operator operator(Storage storage, List<Node> nodes);

  abstract RowLayout layout();

  Rel input() {
    return inputs.get(0);
  }

  @Override
  public String toString() {
    return digest;
  }
}
