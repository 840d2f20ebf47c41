// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A table of integers as plain Java collections, with its constraints. */
final class ModelTable {
  /** A column, known by identity: names change. */
  static final class Col {
    String name;
    boolean notNull;
    @Nullable Integer defaultValue;

    Col(String name, boolean notNull, @Nullable Integer defaultValue) {
      this.name = name;
      this.notNull = notNull;
      this.defaultValue = defaultValue;
    }
  }

  /** {@code CHECK (col >= least)}. */
  record Check(String name, Col col, int least) {}

  record Unique(String name, List<Col> cols) {}

  /** A reference to the key of another table. */
  record Reference(String name, Col col, ModelTable target, String onDelete, String onUpdate) {}

  String name;
  final List<Col> cols = new ArrayList<>();
  final List<Check> checks = new ArrayList<>();
  final List<Unique> uniques = new ArrayList<>();
  final List<Reference> references = new ArrayList<>();
  List<Map<Col, Integer>> rows = new ArrayList<>();

  ModelTable(String name) {
    this.name = name;
    cols.add(new Col("id", true, null));
  }

  Col key() {
    return cols.get(0);
  }

  @Nullable Col find(String column) {
    return cols.stream().filter(c -> c.name.equals(column)).findFirst().orElse(null);
  }

  List<String> lines() {
    return lines(cols, rows);
  }

  static List<String> lines(List<Col> cols, List<Map<Col, Integer>> rows) {
    List<String> lines = new ArrayList<>();
    for (Map<Col, Integer> row : rows) {
      StringJoiner line = new StringJoiner("|");
      cols.forEach(col -> line.add(String.valueOf(row.get(col))));
      lines.add(line.toString());
    }
    return lines;
  }

  boolean differsFrom(List<Map<Col, Integer>> others) {
    return !lines().stream()
        .sorted()
        .toList()
        .equals(lines(cols, others).stream().sorted().toList());
  }

  List<Map<Col, Integer>> copy() {
    List<Map<Col, Integer>> copy = new ArrayList<>();
    rows.forEach(row -> copy.add(new HashMap<>(row)));
    return copy;
  }

  /** The SQLSTATEs with which a statement that leaves these rows could fail; none if it is fine. */
  Set<String> violations() {
    Set<String> states = new TreeSet<>();
    for (Col col : cols) {
      if (col.notNull && rows.stream().anyMatch(row -> row.get(col) == null)) {
        states.add("23502");
      }
    }
    for (Check check : checks) {
      if (rows.stream().anyMatch(row -> below(row.get(check.col()), check.least()))) {
        states.add("23514");
      }
    }
    List<List<Col>> keys = new ArrayList<>();
    keys.add(List.of(key()));
    uniques.forEach(unique -> keys.add(unique.cols()));
    for (List<Col> key : keys) {
      if (hasDuplicates(key)) {
        states.add("23505");
      }
    }
    for (Reference reference : references) {
      Set<Integer> there = reference.target().values(reference.target().key());
      if (!there.containsAll(values(reference.col()))) {
        states.add("23503");
      }
    }
    return states;
  }

  /** Whether a row has less than {@code bound} in a column. */
  static Predicate<Map<Col, Integer>> below(Col col, int bound) {
    return row -> {
      Integer value = row.get(col);
      return value != null && value < bound;
    };
  }

  private static boolean below(@Nullable Integer value, int least) {
    return value != null && value < least;
  }

  Set<Integer> values(Col col) {
    Set<Integer> values = new HashSet<>();
    for (Map<Col, Integer> row : rows) {
      Integer value = row.get(col);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private boolean hasDuplicates(List<Col> key) {
    Set<List<Integer>> seen = new HashSet<>();
    for (Map<Col, Integer> row : rows) {
      List<Integer> values = new ArrayList<>();
      key.forEach(col -> values.add(row.get(col)));
      if (!values.contains(null) && !seen.add(values)) {
        return true;
      }
    }
    return false;
  }

  /** Deletes rows, and does what references to them demand. */
  void delete(Predicate<Map<Col, Integer>> which, List<ModelTable> all) {
    Set<Integer> before = values(key());
    rows.removeIf(which);
    before.removeAll(values(key()));
    for (ModelTable other : all) {
      for (Reference reference : other.references) {
        if (reference.target() == this) {
          other.whenGone(reference, before);
        }
      }
    }
  }

  private void whenGone(Reference reference, Set<Integer> gone) {
    switch (reference.onDelete()) {
      case "CASCADE" -> rows.removeIf(row -> gone.contains(row.get(reference.col())));
      case "SET NULL" ->
          rows.forEach(
              row -> {
                if (gone.contains(row.get(reference.col()))) {
                  row.put(reference.col(), null);
                }
              });
      default -> {}
    }
  }

  /** Adds to a column of rows, and does what references to them demand. */
  void add(Col col, int by, Predicate<Map<Col, Integer>> which, List<ModelTable> all) {
    Map<Integer, Integer> moved = new HashMap<>();
    for (Map<Col, Integer> row : rows) {
      Integer old = row.get(col);
      if (which.test(row) && old != null) {
        row.put(col, old + by);
        if (col == key()) {
          moved.put(old, old + by);
        }
      }
    }
    for (ModelTable other : all) {
      for (Reference reference : other.references) {
        if (reference.target() == this && !reference.onUpdate().equals("NO ACTION")) {
          other.whenMoved(reference, moved);
        }
      }
    }
  }

  private void whenMoved(Reference reference, Map<Integer, Integer> moved) {
    for (Map<Col, Integer> row : rows) {
      Integer to = moved.get(row.get(reference.col()));
      if (to != null) {
        row.put(reference.col(), reference.onUpdate().equals("CASCADE") ? to : null);
      }
    }
  }
}
