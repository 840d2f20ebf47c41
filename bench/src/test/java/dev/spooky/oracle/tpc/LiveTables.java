// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.tpc;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The same tables in both engines, changed in random transactions over several tables. */
final class LiveTables {
  private static final int LARGEST_PIECE = 4000;

  private final Session session;
  private final DuckDb outside;
  private final List<TestTable> tables;
  private final Random random;
  private final Map<TestTable, List<@Nullable Object[]>> taken = new LinkedHashMap<>();

  /** Makes the tables, all of them empty. */
  LiveTables(Session session, DuckDb outside, List<TestTable> tables, Random random)
      throws SQLException {
    this.session = session;
    this.outside = outside;
    this.tables = tables;
    this.random = random;
    for (TestTable table : tables) {
      session.execute(table.create());
      outside.create(table);
    }
  }

  /** Fills all tables. */
  void load() throws SQLException {
    List<Piece> pieces = new ArrayList<>();
    for (TestTable table : tables) {
      cut(table, table.rows(), false, pieces);
      outside.fill(table);
    }
    run(pieces);
  }

  /** Deletes a random third of the rows of some tables. */
  void takeThird(List<String> names) throws SQLException {
    List<Piece> pieces = new ArrayList<>();
    for (TestTable table : tables) {
      if (names.contains(table.name())) {
        List<@Nullable Object[]> third = table.takeThird(random);
        taken.put(table, third);
        cut(table, third, true, pieces);
        outside.fill(table);
      }
    }
    run(pieces);
  }

  /** Inserts what was taken. */
  void putBack() throws SQLException {
    List<Piece> pieces = new ArrayList<>();
    for (Map.Entry<TestTable, List<@Nullable Object[]>> entry : taken.entrySet()) {
      entry.getKey().rows().addAll(entry.getValue());
      cut(entry.getKey(), entry.getValue(), false, pieces);
      outside.fill(entry.getKey());
    }
    taken.clear();
    run(pieces);
  }

  /** The rows of a query here. */
  List<List<@Nullable Object>> query(String sql) {
    return query(session, sql);
  }

  static List<List<@Nullable Object>> query(Session session, String sql) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    try (Rows rows = session.execute(sql).rows().orElseThrow()) {
      while (rows.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
          row.add(rows.getObject(i));
        }
        all.add(row);
      }
    }
    return all;
  }

  private void cut(
      TestTable table, List<@Nullable Object[]> rows, boolean delete, List<Piece> pieces) {
    for (int from = 0; from < rows.size(); ) {
      int to = Math.min(rows.size(), from + 1 + random.nextInt(LARGEST_PIECE));
      pieces.add(new Piece(table.name(), List.copyOf(rows.subList(from, to)), delete));
      from = to;
    }
  }

  /** Runs the pieces in random order, one to three in a transaction. */
  private void run(List<Piece> pieces) {
    Collections.shuffle(pieces, random);
    for (int next = 0; next < pieces.size(); ) {
      session.begin();
      for (int left = 1 + random.nextInt(3); left > 0 && next < pieces.size(); left--) {
        write(pieces.get(next++));
      }
      session.commit();
    }
  }

  private void write(Piece piece) {
    try (Appender appender = session.appender(piece.table())) {
      for (@Nullable Object[] row : piece.rows()) {
        for (Object value : row) {
          appender.appendObject(value);
        }
        if (piece.delete()) {
          appender.endDeletedRow();
        } else {
          appender.endRow();
        }
      }
    }
  }

  /** Some rows of one table, all to be inserted or all to be deleted. */
  private record Piece(String table, List<@Nullable Object[]> rows, boolean delete) {}
}
