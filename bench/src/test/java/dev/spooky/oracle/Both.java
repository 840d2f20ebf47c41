// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the same prepared statements in batches over two connections. */
final class Both {
  private static final class Pair {
    final PreparedStatement here;
    final PreparedStatement there;
    boolean pending;

    Pair(PreparedStatement here, PreparedStatement there) {
      this.here = here;
      this.there = there;
    }
  }

  private final Connection here;
  private final Connection there;
  private final Map<String, Pair> statements = new LinkedHashMap<>();

  Both(Connection here, Connection there) {
    this.here = here;
    this.there = there;
  }

  /** Adds to the statement's batch; batches run in the order of their statements' first use. */
  void batch(String sql, Object... values) throws SQLException {
    Pair pair = statements.get(sql);
    if (pair == null) {
      pair = new Pair(here.prepareStatement(sql), there.prepareStatement(sql));
      statements.put(sql, pair);
    }
    for (int i = 0; i < values.length; i++) {
      pair.here.setObject(i + 1, values[i]);
      pair.there.setObject(i + 1, values[i]);
    }
    pair.here.addBatch();
    pair.there.addBatch();
    pair.pending = true;
  }

  /** Runs the batches; both sides must change as many rows. */
  void flush() throws SQLException {
    for (Map.Entry<String, Pair> entry : statements.entrySet()) {
      Pair pair = entry.getValue();
      if (pair.pending) {
        pair.pending = false;
        int[] changed = pair.here.executeBatch();
        assertThat(changed).as(entry.getKey()).isEqualTo(pair.there.executeBatch());
      }
    }
  }

  /** Runs the batches and commits. */
  void commit() throws SQLException {
    flush();
    here.commit();
    there.commit();
  }
}
