// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.MaterializedView;
import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.catalog.TableEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of state and whose they are. An operator that only one view needs counts as that view's;
 * one that several need is listed by itself. Cost: O(nodes of the circuit).
 */
public final class MemoryUse {
  private final Database database;

  MemoryUse(Database database) {
    this.database = database;
  }

  /**
   * A part of the state.
   *
   * @param kind table, view, or operator
   * @param schema the relation's schema; null for an operator
   * @param name the relation's name; what an operator computes
   * @param bytes its bytes, with those of its indexes
   * @param rows its rows; −1 for an operator
   * @param views how many views need the operator; −1 for a relation
   */
  public record Part(
      String kind, @Nullable String schema, String name, long bytes, long rows, int views) {}

  /** Bytes of all state, and of what subscribers and readers hold. Between two ticks. */
  long total() {
    return bytes(database.circuit()) + database.hub().bytes() + database.reads().bytes();
  }

  /** Bytes of all state of a circuit. */
  static long bytes(Circuit circuit) {
    long total = 0;
    for (Node node : circuit.nodes()) {
      total += bytes(node);
    }
    return total;
  }

  private static long bytes(Node node) {
    Operator operator = node.operator();
    return operator == null ? 0 : operator.heapBytes();
  }

  /** All state, with its owners. Between two ticks. */
  public List<Part> parts() {
    Map<Node, RelationName> owners = new HashMap<>();
    Map<Node, Set<RelationName>> users = new HashMap<>();
    Map<RelationName, Entry> entries = new LinkedHashMap<>();
    for (Entry entry : database.catalog().all()) {
      if (entry instanceof TableEntry table) {
        entries.put(entry.fullName(), entry);
        owners.put(database.stored(table).store(), entry.fullName());
        database.indexes().nodes(table).forEach(node -> owners.put(node, entry.fullName()));
      } else if (entry instanceof MaterializedView view) {
        entries.put(entry.fullName(), entry);
        owners.put(database.stored(view).store(), entry.fullName());
        database.indexes().nodes(view).forEach(node -> owners.put(node, entry.fullName()));
        use(database.stored(view).store(), entry.fullName(), users, new HashSet<>());
      }
    }
    return parts(owners, users, entries);
  }

  private static void use(
      Node node, RelationName view, Map<Node, Set<RelationName>> users, Set<Node> seen) {
    if (seen.add(node)) {
      users.computeIfAbsent(node, n -> new HashSet<>()).add(view);
      node.inputs().forEach(input -> use(input, view, users, seen));
    }
  }

  private List<Part> parts(
      Map<Node, RelationName> owners,
      Map<Node, Set<RelationName>> users,
      Map<RelationName, Entry> entries) {
    Map<RelationName, Long> bytes = new HashMap<>();
    List<Part> operators = new ArrayList<>();
    for (Node node : database.circuit().nodes()) {
      long size = bytes(node);
      RelationName owner = owners.get(node);
      Set<RelationName> views = users.getOrDefault(node, Set.of());
      if (owner == null && views.size() == 1) {
        owner = views.iterator().next();
      }
      if (owner != null) {
        bytes.merge(owner, size, Long::sum);
      } else if (size > 0) {
        operators.add(new Part("operator", null, node.toString(), size, -1, views.size()));
      }
    }
    List<Part> all = new ArrayList<>();
    entries.forEach((name, entry) -> all.add(relation(entry, bytes.getOrDefault(name, 0L))));
    all.addAll(operators);
    all.add(new Part("subscriptions", null, "changes that wait", database.hub().bytes(), -1, -1));
    OpenReads reads = database.reads();
    all.add(new Part("results", null, reads.count() + " open", reads.bytes(), -1, -1));
    return all;
  }

  private Part relation(Entry entry, long bytes) {
    boolean table = entry instanceof TableEntry;
    Stored stored =
        entry instanceof TableEntry t
            ? database.stored(t)
            : database.stored((MaterializedView) entry);
    return new Part(
        table ? "table" : "view",
        entry.schema(),
        entry.name(),
        bytes,
        stored.rows().rowCount(),
        -1);
  }
}
