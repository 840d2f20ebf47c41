// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Hydration;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.circuit.TickFailure;
import dev.spooky.runtime.operator.ConstraintViolation;
import dev.spooky.runtime.operator.Materialize;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSetCursor;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A circuit with tables and views under test, beside their plain contents. Every tick holds the
 * law: a view's change is the plain content after minus the plain content before.
 */
final class World {
  /** A view: its stored content and what its last tick told. */
  private static final class View {
    final Node node;
    PlainZSet expected;
    PlainZSet told = new PlainZSet();

    View(Node node, PlainZSet expected) {
      this.node = node;
      this.expected = expected;
    }
  }

  final Circuit circuit;
  final List<Rels.Table> tables = new ArrayList<>();
  final List<PlainZSet> contents = new ArrayList<>();
  private final Map<Rel, View> views = new LinkedHashMap<>();
  private final List<Node> sources = new ArrayList<>();
  private final String name;

  World(String name, long hashMask, List<RowLayout> layouts) {
    this.name = name;
    this.circuit = new Circuit(new Storage(new RowHash(42, hashMask)));
    for (RowLayout layout : layouts) {
      Rels.Table table = new Rels.Table(tables.size(), layout);
      tables.add(table);
      contents.add(new PlainZSet());
      Node source = circuit.addSource(table.digest, layout);
      sources.add(source);
      build(new Rels.Stored(table), new ArrayList<>());
    }
  }

  /** Adds a view, filled from what there is; false if that fails, as the plain meaning must. */
  boolean addView(Rel rel) {
    List<Node> fresh = new ArrayList<>();
    Node node = build(new Rels.Stored(rel), fresh);
    views.values().forEach(other -> other.told = new PlainZSet());
    try {
      new Hydration(circuit, fresh).run();
    } catch (TickFailure | ConstraintViolation e) {
      circuit.release(node);
      assertThatThrownBy(() -> plain(rel)).as(name).isInstanceOf(Rel.PlainError.class);
      return false;
    }
    PlainZSet expected = plain(rel);
    assertThat(content(node)).as("%s: new view %s", name, rel).isEqualTo(expected);
    views.forEach(
        (other, old) -> assertThat(old.told.size()).as("%s: told of %s", other, rel).isZero());
    View view = new View(node, expected);
    node.listen(delta -> view.told = view.told.plus(Rows.plain(delta), 1));
    views.put(rel, view);
    return true;
  }

  void dropView(Rel rel) {
    View view = views.remove(rel);
    view.node.listen(null);
    circuit.release(view.node);
  }

  private Node build(Rel rel, List<Node> fresh) {
    Node known = circuit.find(rel.digest);
    if (known != null) {
      return circuit.retain(known);
    }
    List<Node> inputs = new ArrayList<>();
    for (Rel input : rel.inputs) {
      inputs.add(build(input, fresh));
    }
    Operator operator = rel.operator(circuit.storage(), inputs);
    assertThat(operator.output()).as(rel.digest).isEqualTo(rel.layout());
    Node node = circuit.addNode(rel.digest, operator, inputs);
    inputs.forEach(circuit::release);
    fresh.add(node);
    return node;
  }

  PlainZSet plain(Rel rel) {
    if (rel instanceof Rels.Table table) {
      return contents.get(table.index);
    }
    return rel.plain(rel.inputs.stream().map(this::plain).toList());
  }

  /** Puts changes, one delta a table, into the sources. */
  void inject(List<Delta> changes) {
    for (int i = 0; i < changes.size(); i++) {
      if (!changes.get(i).isEmpty()) {
        circuit.inject(sources.get(i), changes.get(i));
      }
    }
  }

  /** One tick, which must do what the plain meaning says, errors included. True: committed. */
  boolean tick(List<Delta> changes) {
    List<PlainZSet> before = List.copyOf(contents);
    advance(changes);
    boolean fails = false;
    Map<Rel, PlainZSet> after = new LinkedHashMap<>();
    try {
      views.keySet().forEach(rel -> after.put(rel, plain(rel)));
    } catch (Rel.PlainError e) {
      fails = true;
    }
    views.values().forEach(view -> view.told = new PlainZSet());
    boolean committed = false;
    try {
      inject(changes);
      circuit.tick();
      committed = true;
    } catch (TickFailure | ConstraintViolation e) {
      assertThat(fails).as("%s: the tick should not have failed: %s", name, e).isTrue();
      return false;
    } finally {
      if (!committed) {
        contents.clear();
        contents.addAll(before);
      }
    }
    assertThat(fails).as("%s: the tick should have failed", name).isFalse();
    views.forEach((rel, view) -> check(rel, view, after.get(rel)));
    return true;
  }

  private void advance(List<Delta> changes) {
    for (int i = 0; i < changes.size(); i++) {
      contents.set(i, contents.get(i).plus(Rows.plain(changes.get(i)), 1));
    }
  }

  private void check(Rel rel, View view, PlainZSet after) {
    assertThat(view.told)
        .as("%s: change of %s, which was%n%s%nand becomes%n%s", name, rel, view.expected, after)
        .isEqualTo(after.plus(view.expected, -1));
    view.expected = after;
  }

  /** Compares the stored content of all views with their plain content. */
  void checkContents() {
    views.forEach(
        (rel, view) ->
            assertThat(content(view.node))
                .as("%s: content of %s", name, rel)
                .isEqualTo(view.expected));
  }

  static PlainZSet content(Node node) {
    PlainZSet content = new PlainZSet();
    Materialize stored = (Materialize) node.operator();
    for (ZSetCursor c = stored.rows().scan(); c.next(); ) {
      content.add(Rows.read(c.layout(), c.bytes(), c.row()), c.weight());
    }
    return content;
  }

  /** Random changes of all tables: adds, removals of what is there, doubles, cancelling pairs. */
  List<Delta> randomChanges(Random random, int most) {
    List<Delta> changes = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      RowLayout layout = tables.get(i).layout();
      Delta delta = new Delta(layout);
      int rows = random.nextInt(3) == 0 ? 0 : random.nextInt(most + 1);
      for (int j = 0; j < rows; j++) {
        randomChange(random, layout, contents.get(i), delta);
      }
      changes.add(delta);
    }
    return changes;
  }

  private static void randomChange(
      Random random, RowLayout layout, PlainZSet content, Delta delta) {
    int choice = random.nextInt(10);
    if (choice < 4 && content.size() > 0) {
      List<List<Object>> rows = new ArrayList<>();
      content.forEach((row, weight) -> rows.add(row));
      List<Object> row = rows.get(random.nextInt(rows.size()));
      add(delta, row, random.nextInt(4) == 0 ? -1 : -content.weight(row));
      return;
    }
    List<Object> row = Rows.row(random, layout);
    add(delta, row, choice == 9 ? -1 : choice == 8 ? 2 : 1);
    if (choice == 7) {
      add(delta, row, -1);
    }
  }

  private static void add(Delta delta, List<Object> row, long weight) {
    byte[] bytes = Rows.pack(delta.layout(), row);
    delta.add(bytes, 0, bytes.length, weight);
  }
}
