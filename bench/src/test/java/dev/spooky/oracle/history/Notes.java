// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import java.util.ArrayList;
import java.util.List;

/** Writes one transaction down: a step after it was done, with the moment before it. */
final class Notes {
  private final History history;
  private final int id;
  private final Level level;
  private final long began;
  private final List<Op> ops = new ArrayList<>();

  Notes(History history, int id, Level level, long began) {
    this.history = history;
    this.id = id;
    this.level = level;
    this.began = began;
  }

  Notes append(int key, int value, long invoked, long completed) {
    ops.add(Op.of(Op.Kind.APPEND, key, value, invoked, completed));
    return this;
  }

  Notes failedAppend(int key, int value, long invoked, long completed) {
    ops.add(Op.of(Op.Kind.FAILED_APPEND, key, value, invoked, completed));
    return this;
  }

  Notes read(int key, int[] list, long invoked, long completed) {
    ops.add(Op.read(key, list, invoked, completed));
    return this;
  }

  /** Goes with {@link #rollbackTo}; savepoints are numbered from 0, in the order of their start. */
  Notes savepoint(int number) {
    ops.add(Op.of(Op.Kind.SAVEPOINT, 0, number, 0, 0));
    return this;
  }

  Notes rollbackTo(int number) {
    ops.add(Op.of(Op.Kind.ROLLBACK_TO, 0, number, 0, 0));
    return this;
  }

  void commit(long ending) {
    end(true, ending);
  }

  void abort(long ending) {
    end(false, ending);
  }

  private void end(boolean committed, long ending) {
    history.add(new Txn(id, level, List.copyOf(ops), committed, began, ending, history.now()));
  }
}
