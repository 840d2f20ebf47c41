// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SpookyOptions;
import dev.spooky.sql.error.SpookySqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two databases with the same content, of which one suffers failures that the other never sees. */
final class Twins implements AutoCloseable {
  private static final List<String> DEFINITIONS =
      List.of(
          "CREATE TABLE kind (kind INTEGER PRIMARY KEY, name VARCHAR)",
          "CREATE TABLE item (id INTEGER PRIMARY KEY, kind INTEGER CONSTRAINT of_kind REFERENCES"
              + " kind ON DELETE CASCADE ON UPDATE CASCADE, x INTEGER NOT NULL, label VARCHAR)",
          "CREATE TABLE part (id INTEGER PRIMARY KEY, item INTEGER CONSTRAINT of_item REFERENCES"
              + " item ON DELETE SET NULL ON UPDATE CASCADE, y INTEGER CHECK (y < 1000))",
          "CREATE TABLE bag (a INTEGER, b VARCHAR)",
          "CREATE MATERIALIZED VIEW by_kind AS SELECT kind, COUNT(*) AS n, MAX(label) AS last"
              + " FROM item GROUP BY kind",
          "CREATE MATERIALIZED VIEW parts AS SELECT p.id, i.kind, k.name, p.y FROM part p"
              + " JOIN item i ON p.item = i.id LEFT JOIN kind k ON i.kind = k.kind",
          "CREATE MATERIALIZED VIEW top AS SELECT id, y FROM part ORDER BY y DESC, id LIMIT 5",
          "CREATE INDEX parts_y ON parts (y)",
          "CREATE INDEX bag_a ON bag (a)");

  /** What can be compared in every state. */
  private static final List<String> CATALOG =
      List.of(
          "SELECT table_name, table_type FROM information_schema.tables",
          "SELECT table_name, column_name, ordinal_position, data_type, is_nullable"
              + " FROM information_schema.columns",
          "SELECT table_name, constraint_name, constraint_type"
              + " FROM information_schema.table_constraints",
          "SELECT COUNT(*) FROM spooky_hydration",
          "SELECT kind, name, row_count FROM spooky_memory WHERE kind <> 'operator'");

  final Spooky database;
  final Spooky twin;

  /** Whether state was filled at different moments, and so may have other gaps. */
  boolean filledApart;

  /** Whether changes are kept for subscribers who may come back. */
  boolean resumable;

  Twins(SpookyOptions options) {
    database = Spooky.open(options);
    twin = Spooky.open(options);
    for (String sql : DEFINITIONS) {
      database.execute(sql);
      twin.execute(sql);
    }
    for (int i = 0; i < 6; i++) {
      both("INSERT INTO kind VALUES (" + i + ", 'k" + i + "')");
    }
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      harmless(random);
    }
  }

  void both(String sql) {
    assertThat(outcome(database, sql)).as(sql).isEqualTo(outcome(twin, sql));
  }

  private static String outcome(Spooky spooky, String sql) {
    try {
      return spooky.execute(sql) + " rows";
    } catch (SpookySqlException e) {
      return e.sqlState();
    }
  }

  /** A change; what constraints there are may refuse it. */
  synchronized void harmless(Random random) {
    int id = random.nextInt(200);
    int kind = random.nextInt(6);
    both(
        switch (random.nextInt(8)) {
          case 0 -> "DELETE FROM item WHERE id = " + id;
          case 1 -> "UPDATE item SET x = x + 1, label = 'l" + id + "' WHERE kind = " + kind;
          case 2 -> "DELETE FROM bag WHERE a < " + id % 5;
          case 3, 4 -> "INSERT INTO bag VALUES (" + id + ", 'b'), (" + kind + ", NULL)";
          case 5, 6 ->
              "INSERT INTO item VALUES (%d, %d, %d, 'x%d') ON CONFLICT (id) DO UPDATE SET kind = %d"
                  .formatted(id, kind, 1 + id, kind, kind);
          default ->
              "INSERT INTO part SELECT %d, MAX(id), %d FROM item ON CONFLICT DO NOTHING"
                  .formatted(id, kind + id);
        });
  }

  /** Nothing tells the one from the other. */
  void assertAlike(String when) {
    for (String query : CATALOG) {
      assertThat(Bag.of(database.query(query)).difference(Bag.of(twin.query(query))))
          .as("%s: %s", when, query)
          .isEmpty();
    }
    for (String relation : relations()) {
      String query = "SELECT * FROM " + relation;
      assertThat(Bag.of(database.query(query)).difference(Bag.of(twin.query(query))))
          .as("%s: %s", when, relation)
          .isEmpty();
    }
    assertThat(footprint(database)).as(when).containsExactlyInAnyOrderElementsOf(footprint(twin));
  }

  private List<String> footprint(Spooky spooky) {
    List<String> lines = new ArrayList<>(Footprint.of(spooky));
    if (filledApart) {
      lines.removeIf(line -> line.matches(".*(blocks|arena): [0-9]+"));
    }
    if (resumable) {
      lines.replaceAll(line -> line.replaceAll("listened=.*", ""));
    }
    return lines;
  }

  private List<String> relations() {
    List<String> names = new ArrayList<>();
    try (Rows rows =
        database.query(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
      while (rows.next()) {
        names.add(rows.getString(0));
      }
    }
    return names;
  }

  @Override
  public void close() {
    database.close();
    twin.close();
  }
}
