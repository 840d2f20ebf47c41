// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.lower.Target;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Hydration;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.trace.ZSetCursor;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Growth;
import dev.spooky.sql.exec.ViewBuilder.Built;
import dev.spooky.sql.exec.ViewBuilder.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fills a new view while commits go on: in a circuit apart, from pinned rows of what it reads, then
 * from the changes made since, until it has caught up; in that moment, between two ticks, its nodes
 * move into the database's circuit, where equal nodes that exist take the place of new ones.
 *
 * <p>Commits wait while the rows are pinned, O(pages), and while the last few changes are applied.
 */
final class HydrationApart {
  private static final int CHUNK_ROWS = 8192;

  /** With fewer changes waiting, the rest is done between two ticks. */
  private static final int FEW_ROWS = 256;

  /** Counting the bytes of the state costs about as much as some chunks. */
  private static final int CHUNKS_BETWEEN_CHECKS = 16;

  /** Writers that are faster than we can follow are held up after so many attempts. */
  private static final int MOST_ROUNDS = 64;

  /** A relation that the view reads: its place in the circuit apart, its rows, its changes. */
  private record Source(
      Node node, StoredRelation relation, Node stream, ZSetCursor scan, ChangeQueue changes) {}

  private final Database database;
  private final ViewBuilder builder;
  private final HydrationProgress progress;
  private final Circuit circuit;
  private final Target target;
  private final Map<Node, Source> sources = new LinkedHashMap<>();
  private final OpenReads.Read read;
  private int chunks;

  HydrationApart(Database database, ViewBuilder builder, HydrationProgress progress) {
    this.database = database;
    this.builder = builder;
    this.progress = progress;
    this.circuit = new Circuit(database.circuit().storage().apart());
    this.target = builder.target(circuit);
    this.read = database.reads().begin("the filling of view '" + progress.view() + "'");
  }

  <T> T run(Function<Built, T> last) {
    database.hydrations().add(progress);
    try {
      String id = database.newId("view");
      Map<Node, StoredRelation> relations = new LinkedHashMap<>();
      Nodes nodes =
          builder.lower(
              target,
              id,
              (relation, into) -> {
                Node node = into.source(relation.id(), RowLayouts.layout(relation.rowType()));
                relations.put(node, relation);
                return node;
              });
      circuit.attach(nodes.store(), builder.suspends());
      database.pin(() -> relations.forEach(this::open));
      read.keeps(() -> sources.values().stream().mapToLong(s -> s.scan().keptBytes()).sum());
      Growth.guarded(
          this::checkGrowth,
          () -> {
            new Hydration(circuit, target.fresh(), this::give).run();
            catchUp();
            return true;
          });
      return database.betweenTicks(
          () -> {
            apply(take());
            return move(id, nodes, last);
          });
    } catch (RuntimeException failure) {
      throw TickErrors.translate(failure, database);
    } finally {
      read.end();
      database.hydrations().remove(progress);
      database.betweenTicksIfOpen(() -> sources.values().forEach(this::close));
    }
  }

  /** Under the state lock. */
  private void open(Node node, StoredRelation relation) {
    Stored stored = database.stored(relation);
    ChangeQueue changes = new ChangeQueue(node.layout(), database.hash(), false, database.tick());
    Node stream = database.streams().source(relation);
    sources.put(node, new Source(node, relation, stream, stored.rows().scan(), changes));
    database.hub().add(stream, changes);
    progress.start(progress.total() + stored.rows().rowCount());
  }

  /** Under the state lock. */
  private void close(Source source) {
    Stored stored = database.storedOrNull(source.relation());
    if (stored != null) {
      database.hub().remove(source.stream(), source.changes());
    }
  }

  private boolean give(Node node, Consumer<Delta> chunks) {
    Source source = sources.get(node);
    if (source == null) {
      return false;
    }
    Delta chunk = new Delta(node.layout());
    boolean more = true;
    while (more) {
      chunk.clear();
      more = source.scan().fill(chunk, CHUNK_ROWS);
      progress.advance(chunk.count());
      checkMemory();
      if (!chunk.isEmpty()) {
        chunks.accept(chunk);
      }
    }
    return true;
  }

  private void checkGrowth(long bytes) {
    progress.checkCancelled();
    read.check();
    database.limit().check("view '" + progress.view() + "'", bytes);
  }

  private void checkMemory() {
    if (++chunks % CHUNKS_BETWEEN_CHECKS == 0) {
      read.check();
      database.limit().check("view '" + progress.view() + "'", MemoryUse.bytes(circuit));
    }
  }

  private void catchUp() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      progress.checkCancelled();
      Map<Node, Delta> changes = new HashMap<>();
      database.pin(() -> changes.putAll(take()));
      if (apply(changes) < FEW_ROWS) {
        return;
      }
    }
  }

  /** The changes since the last call, all up to the same tick. Under the state lock. */
  private Map<Node, Delta> take() {
    Map<Node, Delta> taken = new HashMap<>();
    for (Source source : sources.values()) {
      Delta sum = new Delta(source.node().layout());
      for (ChangeQueue.@Nullable Batch batch = source.changes().poll();
          batch != null;
          batch = source.changes().poll()) {
        sum.addAll(batch.rows());
      }
      RuntimeException ended = source.changes().failure();
      if (ended != null) {
        throw ended;
      }
      taken.put(source.node(), sum);
    }
    return taken;
  }

  private int apply(Map<Node, Delta> changes) {
    int rows = 0;
    for (Map.Entry<Node, Delta> change : changes.entrySet()) {
      rows += change.getValue().count();
      circuit.inject(change.getKey(), change.getValue());
    }
    if (rows > 0) {
      circuit.tick();
    }
    return rows;
  }

  /** Moves the nodes into the database's circuit. Under the state lock. */
  private <T> T move(String id, Nodes apart, Function<Built, T> last) {
    Circuit live = database.circuit();
    Target into = builder.target(live);
    Map<Node, Node> places = new HashMap<>();
    try {
      for (Source source : sources.values()) {
        database.stored(source.relation()); // throws if it is gone
        places.put(source.node(), into.use(source.stream()));
      }
      for (Node node : target.fresh()) {
        List<Node> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(place(places, input)));
        places.put(node, into.adopt(node, inputs));
      }
      circuit.storage().joinTo(live.storage());
      Node root = place(places, apart.root());
      Nodes moved = new Nodes(root, place(places, apart.store()), apart.rows(), apart.types());
      live.attach(moved.store(), builder.suspends());
      try {
        return builder.finish(into, id, moved, last);
      } catch (Throwable failure) {
        live.detach(moved.store(), builder.suspends());
        throw failure;
      }
    } finally {
      into.abandon();
    }
  }

  private static Node place(Map<Node, Node> places, Node node) {
    Node place = places.get(node);
    if (place == null) {
      throw new IllegalStateException("node was not moved: " + node);
    }
    return place;
  }
}
