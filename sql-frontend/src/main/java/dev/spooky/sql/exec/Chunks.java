// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Calc;
import dev.spooky.runtime.trace.ZSetCursor;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a result that is only filtered and projected: computed from pinned rows as it is
 * asked for, so that neither its first row nor its memory depends on how long it is.
 */
final class Chunks {
  private static final int ROWS = 4096;

  private final Database database;
  private final ZSetCursor scan;
  private final List<Calc> steps;
  private final List<Delta> between = new ArrayList<>();
  private final Errors errors = new Errors();

  private Chunks(Database database, ZSetCursor scan, List<Calc> steps) {
    this.database = database;
    this.scan = scan;
    this.steps = steps;
    between.add(new Delta(scan.layout()));
    steps.forEach(step -> between.add(new Delta(step.output())));
  }

  /**
   * Chunks of {@code root}, computed from the rows of {@code source}; null if there is more between
   * them than filters and projections that cannot fail.
   */
  static @Nullable Chunks of(Database database, Node root, Node source, ZSetCursor scan) {
    List<Calc> steps = new ArrayList<>();
    Node node = root;
    while (!node.equals(source)) {
      if (!(node.operator() instanceof Calc calc) || calc.canFail()) {
        return null;
      }
      steps.add(0, calc);
      node = node.inputs().get(0);
    }
    return new Chunks(database, scan, steps);
  }

  /** Bytes of pages that are kept for what is yet to come. */
  long keptBytes() {
    return scan.keptBytes();
  }

  /** Adds the next rows to {@code out}, at least one; false if there are none. */
  boolean next(Delta out) {
    int before = out.count();
    boolean more = true;
    while (more && out.count() == before) {
      Delta chunk = between.get(0);
      chunk.clear();
      more = scan.fill(chunk, ROWS);
      database.countRead(chunk.count());
      for (int i = 0; i < steps.size(); i++) {
        between.get(i + 1).clear();
        steps.get(i).step(0, between.get(i), between.get(i + 1), errors);
      }
      out.addAll(between.get(steps.size()));
    }
    return out.count() > before;
  }
}
