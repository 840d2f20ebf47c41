// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Subscription;
import dev.spooky.sql.define.ModelTable.Col;
import dev.spooky.sql.error.SpookySqlException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random definitions and changes in any order, against plain Java collections: {@code
 * -Dspooky.define.steps=10000 -Dspooky.define.seed=7}. What is refused, and with which SQLSTATE, is
 * the model's business, too.
 */
class DefinitionModelTest {
  private static final int STEPS = Integer.getInteger("spooky.define.steps", 600);
  private static final long SEED = Long.getLong("spooky.define.seed", 7);

  private final Sql db = new Sql();
  private final Random random = new Random(SEED);
  private final List<ModelTable> tables = new ArrayList<>();
  private final List<ModelView> views = new ArrayList<>();
  private final Set<ModelTable> elsewhere = new HashSet<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private @Nullable Map<ModelTable, List<Map<Col, Integer>>> begun;
  private int next;
  private String last = "";

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void anyInterleaving_behavesAsTheModel() {
    db.run("CREATE SCHEMA other");
    db.run("SET search_path = public, other");
    try (Load load = new Load(db.newSession(), SEED)) {
      load.start();
      for (int i = 0; i < STEPS; i++) {
        step();
        if (i % 5 == 0) {
          check();
        }
      }
      end(true);
      check();
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("seed=" + SEED + " after " + last, failure);
    }
    assertThat(outcomes.keySet()).as(outcomes.toString()).contains("ok", "23505");
  }

  @Test
  void droppedThings_leaveNothingBehind() {
    db.run("CREATE SCHEMA other");
    db.run("SET search_path = public, other");
    int rounds = Math.max(6, STEPS / 100);
    Leaks before = Leaks.now(db);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < 60; i++) {
        step();
      }
      end(false);
      dropAll();
      if (round == rounds / 2) {
        assertThat(db.nodeCount()).as("seed=" + SEED).isEqualTo(before.nodes());
        before = Leaks.now(db);
      }
    }
    Leaks.now(db).assertNoneSince(before, "seed=" + SEED);
  }

  private void dropAll() {
    for (ModelTable table : tables) {
      db.run("DROP TABLE " + table.name + " CASCADE");
    }
    tables.clear();
    views.clear();
  }

  private void step() {
    if (tables.size() < 2 && begun == null) {
      createTable();
      return;
    }
    int kind = random.nextInt(100);
    if (kind < 30) {
      insert();
    } else if (kind < 45) {
      update();
    } else if (kind < 52) {
      delete();
    } else if (kind < 60) {
      transaction();
    } else if (hasChanged()) {
      String state = run("ALTER TABLE " + any(tables).name + " ADD COLUMN no INT");
      assertThat(state).isEqualTo("25001");
    } else if (kind < 81) {
      alter(any(tables));
    } else if (kind < 84) {
      commentOrMove(any(tables));
    } else if (kind < 92) {
      view();
    } else if (kind < 97) {
      index();
    } else if (tables.size() < 4) {
      createTable();
    } else {
      dropTable();
    }
  }

  /** Whether the open transaction has a net change. */
  private boolean hasChanged() {
    Map<ModelTable, List<Map<Col, Integer>>> before = begun;
    if (before == null) {
      return false;
    }
    return tables.stream()
        .anyMatch(table -> table.differsFrom(before.getOrDefault(table, List.of())));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Runs a statement; the SQLSTATE, or empty. */
  private String run(String sql) {
    last = sql;
    String state = "";
    try {
      db.run(sql);
    } catch (SpookySqlException e) {
      state = e.sqlState();
      assertThat(state).as(sql + ": " + e.getMessage()).isNotEqualTo("XX000");
    }
    outcomes.merge(state.isEmpty() ? "ok" : state, 1, Integer::sum);
    return state;
  }

  /** Runs a statement that changes rows as {@code change} does to the model, unless it violates. */
  private void change(String sql, Runnable change) {
    Map<ModelTable, List<Map<Col, Integer>>> before = snapshot();
    change.run();
    Set<String> states =
        tables.stream().flatMap(t -> t.violations().stream()).collect(Collectors.toSet());
    String state = run(sql);
    if (states.isEmpty()) {
      assertThat(state).as(sql).isEmpty();
    } else {
      assertThat(states).as(sql).contains(state);
      before.forEach((table, rows) -> table.rows = rows);
    }
  }

  private Map<ModelTable, List<Map<Col, Integer>>> snapshot() {
    Map<ModelTable, List<Map<Col, Integer>>> copy = new HashMap<>();
    tables.forEach(table -> copy.put(table, table.copy()));
    return copy;
  }

  private void insert() {
    ModelTable table = any(tables);
    List<Col> given = new ArrayList<>(table.cols);
    given.removeIf(col -> col != table.key() && random.nextInt(4) == 0);
    List<Map<Col, Integer>> added = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      Map<Col, Integer> row = new HashMap<>();
      table.cols.forEach(col -> row.put(col, col.defaultValue));
      given.forEach(col -> row.put(col, random.nextInt(8) == 0 ? null : random.nextInt(12)));
      row.put(table.key(), random.nextInt(60));
      added.add(row);
    }
    String values =
        added.stream()
            .map(row -> "(" + ModelTable.lines(given, List.of(row)).get(0).replace('|', ',') + ")")
            .collect(Collectors.joining(", "));
    change(
        "INSERT INTO %s (%s) VALUES %s".formatted(table.name, names(given), values),
        () -> table.rows.addAll(added));
  }

  private static String names(List<Col> cols) {
    return cols.stream().map(col -> col.name).collect(Collectors.joining(", "));
  }

  private void update() {
    ModelTable table = any(tables);
    Col set = any(table.cols);
    Col by = any(table.cols);
    int bound = random.nextInt(20);
    int add = random.nextInt(5) - 2;
    change(
        "UPDATE %s SET %s = %s + %d WHERE %s < %d"
            .formatted(table.name, set.name, set.name, add, by.name, bound),
        () -> table.add(set, add, ModelTable.below(by, bound), tables));
  }

  private void delete() {
    ModelTable table = any(tables);
    Col by = any(table.cols);
    int bound = random.nextInt(8);
    change(
        "DELETE FROM %s WHERE %s < %d".formatted(table.name, by.name, bound),
        () -> table.delete(ModelTable.below(by, bound), tables));
  }

  private void transaction() {
    if (begun == null) {
      run("BEGIN");
      begun = snapshot();
    } else {
      end(random.nextBoolean());
    }
  }

  private void end(boolean commit) {
    Map<ModelTable, List<Map<Col, Integer>>> before = begun;
    if (before != null) {
      assertThat(run(commit ? "COMMIT" : "ROLLBACK")).isEmpty();
      if (!commit) {
        before.forEach((table, rows) -> table.rows = rows);
      }
      begun = null;
    }
  }

  private void createTable() {
    ModelTable table = new ModelTable("t" + next++);
    table.cols.add(new Col("a" + next++, false, null));
    table.cols.add(new Col("b" + next++, false, 3));
    String reference = "";
    if (!tables.isEmpty() && random.nextBoolean()) {
      List<String> actions = List.of("NO ACTION", "CASCADE", "SET NULL");
      ModelTable.Reference made =
          new ModelTable.Reference(
              "f" + next++, table.cols.get(1), any(tables), any(actions), any(actions));
      table.references.add(made);
      reference =
          " CONSTRAINT %s REFERENCES %s ON DELETE %s ON UPDATE %s"
              .formatted(made.name(), made.target().name, made.onDelete(), made.onUpdate());
    }
    String state =
        run(
            "CREATE TABLE %s (id INT PRIMARY KEY, %s INT%s, %s INT DEFAULT 3)"
                .formatted(table.name, table.cols.get(1).name, reference, table.cols.get(2).name));
    assertThat(state).isEmpty();
    tables.add(table);
    endOfEmptyTransaction();
  }

  /** A definition ends a transaction that has changed nothing. */
  private void endOfEmptyTransaction() {
    if (begun != null) {
      begun = snapshot();
    }
  }

  private void dropTable() {
    ModelTable table = any(tables);
    run("DROP TABLE " + table.name + " CASCADE");
    tables.remove(table);
    views.removeIf(view -> view.table() == table);
    tables.forEach(other -> other.references.removeIf(r -> r.target() == table));
    endOfEmptyTransaction();
  }

  private void alter(ModelTable table) {
    Col col = any(table.cols);
    switch (random.nextInt(9)) {
      case 0 -> addColumn(table);
      case 1 -> dropColumn(table, col);
      case 2 -> {
        String name = (col == table.key() ? "id" : "r") + next++;
        assertThat(run("ALTER TABLE %s RENAME %s TO %s".formatted(table.name, col.name, name)))
            .isEmpty();
        col.name = name;
      }
      case 3 -> {
        String name = "t" + next++;
        assertThat(run("ALTER TABLE " + table.name + " RENAME TO " + name)).isEmpty();
        table.name = name;
      }
      case 4 -> notNull(table, col);
      case 5 -> {
        Integer value = col == table.key() || random.nextBoolean() ? null : random.nextInt(9);
        String what = value == null ? "DROP DEFAULT" : "SET DEFAULT " + value;
        assertThat(run("ALTER TABLE %s ALTER %s %s".formatted(table.name, col.name, what)))
            .isEmpty();
        col.defaultValue = value;
      }
      case 6 -> addCheck(table, col);
      case 7 -> addUnique(table, col);
      default -> dropConstraint(table);
    }
    endOfEmptyTransaction();
  }

  private void addColumn(ModelTable table) {
    if (table.cols.size() > 7) {
      return;
    }
    Col col = new Col("c" + next++, random.nextInt(3) == 0, random.nextBoolean() ? null : next % 9);
    String state =
        run(
            "ALTER TABLE %s ADD COLUMN %s INT%s%s"
                .formatted(
                    table.name,
                    col.name,
                    col.defaultValue == null ? "" : " DEFAULT " + col.defaultValue,
                    col.notNull ? " NOT NULL" : ""));
    if (col.notNull && col.defaultValue == null && !table.rows.isEmpty()) {
      assertThat(state).isEqualTo("23502");
      return;
    }
    assertThat(state).isEmpty();
    table.cols.add(col);
    table.rows.forEach(row -> row.put(col, col.defaultValue));
  }

  private void dropColumn(ModelTable table, Col col) {
    boolean read =
        views.stream().anyMatch(view -> view.table() == table && view.cols().contains(col));
    boolean kept = views.stream().anyMatch(view -> view.table() == table && view.grouped());
    if (col == table.key()) {
      return; // its name would have to come back
    }
    String state = run("ALTER TABLE %s DROP COLUMN %s".formatted(table.name, col.name));
    if (read) {
      assertThat(state).isEqualTo("2BP01");
    } else if (!kept) {
      assertThat(state).isEmpty();
    }
    if (state.isEmpty()) {
      table.cols.remove(col);
      table.checks.removeIf(check -> check.col() == col);
      table.uniques.removeIf(unique -> unique.cols().contains(col));
      table.references.removeIf(reference -> reference.col() == col);
      table.rows.forEach(row -> row.remove(col));
    }
  }

  private void notNull(ModelTable table, Col col) {
    boolean set = random.nextBoolean();
    String what = set ? "SET NOT NULL" : "DROP NOT NULL";
    String state = run("ALTER TABLE %s ALTER %s %s".formatted(table.name, col.name, what));
    boolean hasNull = table.rows.stream().anyMatch(row -> row.get(col) == null);
    if (set && hasNull) {
      assertThat(state).isEqualTo("23502");
    } else if (!set && col == table.key()) {
      assertThat(state).isEqualTo("42P16");
    } else {
      boolean kept = views.stream().anyMatch(view -> view.table() == table && view.grouped());
      assertThat(state).isIn(!set && kept ? List.of("", "2BP01") : List.of(""));
      col.notNull = state.isEmpty() ? set : col.notNull;
    }
  }

  private void addCheck(ModelTable table, Col col) {
    ModelTable.Check check = new ModelTable.Check("k" + next++, col, random.nextInt(6) - 3);
    table.checks.add(check);
    Set<String> states = table.violations();
    String state =
        run(
            "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s >= %d)"
                .formatted(table.name, check.name(), col.name, check.least()));
    settle(table, states, state, () -> table.checks.remove(check));
  }

  private void addUnique(ModelTable table, Col col) {
    Col other = any(table.cols);
    List<Col> cols = other == col ? List.of(col) : List.of(col, other);
    ModelTable.Unique unique = new ModelTable.Unique("u" + next++, cols);
    table.uniques.add(unique);
    Set<String> states = table.violations();
    String sql =
        random.nextBoolean()
            ? "ALTER TABLE %s ADD CONSTRAINT %s UNIQUE (%s)"
            : "CREATE UNIQUE INDEX %2$s ON %1$s (%3$s)";
    String state = run(sql.formatted(table.name, unique.name(), names(cols)));
    settle(table, states, state, () -> table.uniques.remove(unique));
  }

  private static void settle(ModelTable table, Set<String> expected, String state, Runnable undo) {
    if (expected.isEmpty()) {
      assertThat(state).as(table.name).isEmpty();
    } else {
      assertThat(expected).as(table.name).contains(state);
      undo.run();
    }
  }

  private void dropConstraint(ModelTable table) {
    List<String> names = new ArrayList<>();
    table.checks.forEach(check -> names.add(check.name()));
    table.uniques.forEach(unique -> names.add(unique.name()));
    table.references.forEach(reference -> names.add(reference.name()));
    if (!names.isEmpty()) {
      String name = any(names);
      assertThat(run("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table.name, name))).isEmpty();
      table.checks.removeIf(check -> check.name().equals(name));
      table.uniques.removeIf(unique -> unique.name().equals(name));
      table.references.removeIf(reference -> reference.name().equals(name));
    }
  }

  private void view() {
    endOfEmptyTransaction();
    if (views.size() > 5 || !views.isEmpty() && random.nextInt(3) == 0) {
      ModelView gone = any(views);
      assertThat(run("DROP VIEW " + gone.name())).isEmpty();
      views.remove(gone);
      return;
    }
    ModelTable table = any(tables);
    Col by = any(table.cols);
    Col sum = any(table.cols);
    ModelView old = views.isEmpty() || random.nextBoolean() ? null : any(views);
    String name = old == null ? "v" + next++ : old.name();
    boolean grouped = old == null ? random.nextBoolean() : old.grouped();
    views.remove(old);
    ModelView view =
        grouped
            ? new ModelView(name, table, List.of(by, sum), true)
            : new ModelView(name, table, List.copyOf(table.cols), false);
    String sql =
        grouped
            ? "CREATE OR REPLACE MATERIALIZED VIEW %s AS SELECT %s AS g, COUNT(*) AS n, SUM(%s) AS s FROM %s GROUP BY %s"
                .formatted(view.name(), by.name, sum.name, table.name, by.name)
            : "CREATE OR REPLACE VIEW %s AS SELECT * FROM %s".formatted(view.name(), table.name);
    assertThat(run(sql)).isEmpty();
    views.add(view);
  }

  private void commentOrMove(ModelTable table) {
    if (random.nextBoolean()) {
      run("COMMENT ON COLUMN %s.%s IS 'c%d'".formatted(table.name, any(table.cols).name, next++));
    } else {
      String schema = elsewhere.remove(table) ? "public" : "other";
      if (schema.equals("other")) {
        elsewhere.add(table);
      }
      assertThat(run("ALTER TABLE " + table.name + " SET SCHEMA " + schema)).isEmpty();
    }
    endOfEmptyTransaction();
  }

  private void index() {
    endOfEmptyTransaction();
    ModelTable table = any(tables);
    run("CREATE INDEX i%d ON %s (%s)".formatted(next++, table.name, any(table.cols).name));
    if (random.nextInt(3) == 0) {
      run("DROP INDEX IF EXISTS i" + (next - 1 - random.nextInt(20)));
    }
  }

  private void check() {
    for (ModelTable table : tables) {
      String columns = names(table.cols);
      assertThat(db.rows("SELECT " + columns + " FROM " + table.name))
          .as(table.name)
          .containsExactlyInAnyOrderElementsOf(table.lines());
      Col col = any(table.cols);
      int value = random.nextInt(12);
      List<Map<Col, Integer>> found = new ArrayList<>(table.rows);
      found.removeIf(row -> !Integer.valueOf(value).equals(row.get(col)));
      assertThat(
              db.rows(
                  "SELECT %s FROM %s WHERE %s = %d"
                      .formatted(columns, table.name, col.name, value)))
          .as(table.name + " by " + col.name)
          .containsExactlyInAnyOrderElementsOf(ModelTable.lines(table.cols, found));
    }
    for (ModelView view : views) {
      assertThat(db.rows("SELECT * FROM " + view.name()))
          .as(view.toString())
          .containsExactlyInAnyOrderElementsOf(view.lines());
    }
    ModelTable heard = any(tables);
    if (begun == null) {
      try (Subscription subscription =
          db.subscribe((elsewhere.contains(heard) ? "other." : "") + heard.name)) {
        assertThat(Sql.drain(subscription)).containsExactlyInAnyOrderElementsOf(heard.lines());
      }
    }
  }
}
