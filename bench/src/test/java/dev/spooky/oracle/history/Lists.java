// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists by key, as texts in a table, with views that show them too; the SQL of it. */
final class Lists {
  private static final List<String> SOURCES =
      List.of(
          "lists",
          "by_row",
          "by_group",
          "by_join",
          "(SELECT k, MAX(v) AS v FROM lists GROUP BY k) q");

  private Lists() {}

  static void define(Spooky database) {
    for (String sql :
        List.of(
            "CREATE TABLE lists (k INTEGER PRIMARY KEY, v VARCHAR NOT NULL,"
                + " poison INTEGER NOT NULL CHECK (poison >= 0))",
            "CREATE MATERIALIZED VIEW by_row AS SELECT k, v, 10 / (1 - poison) AS share FROM lists",
            "CREATE MATERIALIZED VIEW by_group AS SELECT k, MAX(v) AS v, COUNT(*) AS n FROM lists"
                + " GROUP BY k",
            "CREATE MATERIALIZED VIEW by_join AS SELECT l.k, l.v FROM by_row l JOIN by_group g"
                + " ON l.k = g.k AND l.v = g.v AND g.n = 1",
            "CREATE INDEX ON by_row (k)",
            "CREATE INDEX ON by_group (k)",
            "CREATE INDEX ON by_join (k)")) {
      database.execute(sql);
    }
  }

  /** Makes empty lists and forgets all others. */
  static void renew(Session session, Keys keys) {
    session.execute("DELETE FROM lists");
    session.execute(
        "INSERT INTO lists VALUES "
            + IntStream.range(keys.first(), keys.first() + keys.count())
                .mapToObj(k -> "(" + k + ", '', 0)")
                .collect(Collectors.joining(", ")));
  }

  static int sourceCount() {
    return SOURCES.size();
  }

  static long append(Session session, int value, int... keys) {
    return session
        .execute(
            "UPDATE lists SET v = v || CAST(? AS VARCHAR) WHERE k IN " + marks(keys.length),
            parameters("," + value, keys))
        .updateCount();
  }

  static long upsert(Session session, int value, int key) {
    return session
        .execute(
            "INSERT INTO lists VALUES (?, ?, 0) ON CONFLICT (k) DO UPDATE SET v = lists.v ||"
                + " EXCLUDED.v",
            key,
            "," + value)
        .updateCount();
  }

  /** Appends, and makes {@code by_row} fail, and so the commit. */
  static void poison(Session session, int value, int key) {
    session.execute(
        "UPDATE lists SET v = v || CAST(? AS VARCHAR), poison = 1 WHERE k = ?", "," + value, key);
  }

  /** Appends to two lists, but violates a constraint by the second one. */
  static void violate(Session session, int value, int key, int other) {
    session.execute(
        "UPDATE lists SET v = v || CAST(? AS VARCHAR),"
            + " poison = CASE WHEN k = CAST(? AS INTEGER) THEN -1 ELSE 0 END WHERE k IN (?, ?)",
        "," + value,
        other,
        key,
        other);
  }

  /** What a statement sees of some keys. */
  static Int2ObjectMap<int[]> read(Session session, int source, int... keys) {
    String sql = "SELECT k, v FROM " + SOURCES.get(source) + " WHERE k IN " + marks(keys.length);
    Int2ObjectMap<int[]> lists = new Int2ObjectOpenHashMap<>();
    try (Rows rows = session.execute(sql, parameters(null, keys)).rows().orElseThrow()) {
      while (rows.next()) {
        int[] list = parse(String.valueOf(rows.getObject(1)));
        if (lists.put((int) rows.getLong(0), list) != null) {
          throw new AssertionError("two rows of a key in " + sql);
        }
      }
    }
    if (lists.size() != IntStream.of(keys).distinct().count()) {
      throw new AssertionError("only " + lists.keySet() + " in " + sql);
    }
    return lists;
  }

  private static String marks(int count) {
    return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }

  private static Object[] parameters(Object first, int[] keys) {
    Stream<Object> others = IntStream.of(keys).mapToObj(key -> key);
    return Stream.concat(Stream.ofNullable(first), others).toArray();
  }

  private static int[] parse(String list) {
    return list.isEmpty()
        ? new int[0]
        : Stream.of(list.substring(1).split(",", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
