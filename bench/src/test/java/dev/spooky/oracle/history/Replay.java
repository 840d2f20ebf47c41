// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import dev.spooky.oracle.history.Op.Kind;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A transaction gone through step by step: which appends are left, and what its reads saw. */
final class Replay {
  private final Txn txn;
  private final Consumer<Anomaly> anomalies;
  private final List<Op> left = new ArrayList<>();
  private final List<Integer> savepoints = new ArrayList<>();
  private final List<Sight> sights = new ArrayList<>();
  private boolean hasAppended;

  Replay(Txn txn, Consumer<Anomaly> anomalies) {
    this.txn = txn;
    this.anomalies = anomalies;
    txn.ops().forEach(this::step);
  }

  /** The appends that were not undone within the transaction. */
  List<Op> appends() {
    return left;
  }

  List<Sight> sights() {
    return sights;
  }

  private void step(Op op) {
    switch (op.kind()) {
      case APPEND -> {
        left.add(op);
        hasAppended = true;
      }
      case FAILED_APPEND -> {}
      case READ -> read(op);
      case SAVEPOINT -> {
        savepoints.subList(op.value(), savepoints.size()).clear();
        savepoints.add(left.size());
      }
      case ROLLBACK_TO -> left.subList(savepoints.get(op.value()), left.size()).clear();
    }
  }

  private void read(Op op) {
    IntList own = new IntArrayList();
    for (Op append : left) {
      if (append.key() == op.key()) {
        own.add(append.value());
      }
    }
    IntList list = op.list();
    int split = Math.max(0, list.size() - own.size());
    IntList others = list.subList(0, split);
    boolean ofOthers =
        txn.ops().stream()
            .filter(o -> o.kind() == Kind.APPEND && o.key() == op.key())
            .noneMatch(o -> others.contains(o.value()));
    if (!ofOthers || !list.subList(split, list.size()).equals(own)) {
      anomalies.accept(
          new Anomaly(
              Anomaly.Kind.OWN_APPENDS, "T" + txn.id() + " " + op + " does not end in " + own));
    } else {
      sights.add(new Sight(txn, op, others, hasAppended));
    }
  }
}
