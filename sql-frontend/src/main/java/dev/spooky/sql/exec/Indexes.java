// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Hydration;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.IndexEntry;
import dev.spooky.sql.catalog.TableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Indexes over tables and views, by the columns that they are on: those of constraints and those
 * that CREATE INDEX made. They are nodes of the circuit, so that every tick keeps them.
 */
final class Indexes {
  private final Database database;
  private final Map<String, Map<List<Integer>, Node>> nodes = new ConcurrentHashMap<>();
  private long nextId;

  Indexes(Database database) {
    this.database = database;
  }

  /** The index on just these columns, in this order; null if there is none. */
  @Nullable Index find(StoredRelation relation, List<Integer> columns) {
    Node node = nodes.getOrDefault(relation.id(), Map.of()).get(columns);
    return node == null ? null : index(node);
  }

  /** The nodes of a relation's indexes. */
  Collection<Node> nodes(StoredRelation relation) {
    return nodes.getOrDefault(relation.id(), Map.of()).values();
  }

  /** The columns that a relation has indexes on. */
  Collection<List<Integer>> columns(StoredRelation relation) {
    return nodes.getOrDefault(relation.id(), Map.of()).keySet();
  }

  /** The columns that a table or view needs indexes on, beside its key. */
  static Set<List<Integer>> wanted(Entry entry, Catalog catalog) {
    Set<List<Integer>> wanted = new LinkedHashSet<>();
    if (entry instanceof TableEntry table) {
      wanted.addAll(TableRules.indexed(table));
    }
    for (IndexEntry index : catalog.indexesOf(entry)) {
      if (!(entry instanceof StoredRelation stored)
          || !index.columns().equals(stored.keyColumns())) {
        wanted.add(index.columns());
      }
    }
    return wanted;
  }

  /** Makes and gives up indexes so that a relation has those that it needs. Between ticks. */
  <R extends Entry & StoredRelation> void refresh(R relation) {
    Set<List<Integer>> wanted = wanted(relation, database.catalog());
    Set<List<Integer>> missing = new LinkedHashSet<>(wanted);
    missing.removeAll(columns(relation));
    adopt(relation, build(database.stored(relation), missing));
    retain(relation, wanted);
  }

  static Index index(Node node) {
    if (node.operator() instanceof Arrange arrange) {
      return arrange.index();
    }
    throw new IllegalStateException("no index, node=" + node);
  }

  /**
   * Makes filled indexes for a relation that do not count as its own yet. Between ticks.
   *
   * @param columns the columns of each index
   */
  Map<List<Integer>, Node> build(Stored stored, Collection<List<Integer>> columns) {
    Circuit circuit = database.circuit();
    Map<List<Integer>, Node> made = new HashMap<>();
    List<Node> fresh = new ArrayList<>();
    for (List<Integer> wanted : columns) {
      RowKey key = new RowKey(stored.rows().layout(), wanted.stream().mapToInt(i -> i).toArray());
      int[] all = IntStream.range(0, key.layout().size()).toArray();
      Node node =
          circuit.addNode(
              "index " + nextId++ + " " + wanted,
              new Arrange(circuit.storage(), key, all, false),
              List.of(stored.stream()));
      made.put(wanted, node);
      fresh.add(node);
    }
    if (!fresh.isEmpty()) {
      try {
        new Hydration(circuit, fresh).run();
      } catch (Throwable failure) {
        release(made);
        throw failure;
      }
    }
    return made;
  }

  /** Takes built indexes over. */
  void adopt(StoredRelation relation, Map<List<Integer>, Node> made) {
    if (!made.isEmpty()) {
      Map<List<Integer>, Node> all = new HashMap<>(nodes.getOrDefault(relation.id(), Map.of()));
      all.putAll(made);
      nodes.put(relation.id(), Map.copyOf(all));
    }
  }

  /** Gives up the indexes that are not on any of these columns. */
  void retain(StoredRelation relation, Collection<List<Integer>> columns) {
    Map<List<Integer>, Node> all = new HashMap<>(nodes.getOrDefault(relation.id(), Map.of()));
    for (List<Integer> old : List.copyOf(all.keySet())) {
      if (!columns.contains(old)) {
        Node gone = all.remove(old);
        if (gone != null) {
          database.circuit().release(gone);
        }
      }
    }
    if (all.isEmpty()) {
      nodes.remove(relation.id());
    } else {
      nodes.put(relation.id(), Map.copyOf(all));
    }
  }

  void release(Map<List<Integer>, Node> made) {
    made.values().forEach(database.circuit()::release);
  }
}
