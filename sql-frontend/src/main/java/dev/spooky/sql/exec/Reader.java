// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.StoredRelation;
import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.planner.lower.Lowering;
import dev.spooky.planner.lower.Target;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Hydration;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.trace.ZSetCursor;
import dev.spooky.runtime.zset.Consolidator;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Growth;
import dev.spooky.sql.catalog.SystemView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan once over the state of the last completed tick: the same lowering and operators as
 * for views, in a circuit of its own that is thrown away. The state is pinned, so the run neither
 * waits for later commits nor sees them.
 */
final class Reader {
  private static final int CHUNK_ROWS = 4096;

  private final Database database;
  private final boolean limited;

  /**
   * A reader.
   *
   * @param limited whether a run ends when it needs more memory than there is
   */
  Reader(Database database, boolean limited) {
    this.database = database;
    this.limited = limited;
  }

  /**
   * A result.
   *
   * @param rows its rows, consolidated and of positive weight
   * @param types their types
   * @param tick the tick as of which they are
   * @param read what counts their memory
   * @param more what comes after these rows; null if they are all
   */
  record Result(
      Delta rows, List<RelDataType> types, long tick, OpenReads.Read read, @Nullable Chunks more) {
    /** A result whose memory is not counted. */
    Result(Delta rows, List<RelDataType> types, long tick) {
      this(rows, types, tick, OpenReads.uncounted(), null);
    }
  }

  /** What a run sees and how it can be stopped. */
  interface Scope {
    /** Changes of the running transaction to a relation; null for none. */
    @Nullable Delta pending(StoredRelation relation);

    /** Number of the session that reads. */
    long session();

    /** Throws if the run is to stop. */
    void checkCancelled();
  }

  /** Runs an optimized plan without parameters; all of it. */
  Result run(RelNode plan, TransformCompiler compiler, Scope scope) {
    return run(plan, compiler, scope, false);
  }

  /** The same, but a long result may be computed as it is gone through. */
  Result run(RelNode plan, TransformCompiler compiler, Scope scope, boolean inChunks) {
    OpenReads.Read read = database.reads().begin("this result");
    try {
      return Growth.guarded(
          bytes -> {
            scope.checkCancelled();
            read.check();
            if (limited) {
              database.limit().check("this statement", bytes);
            }
          },
          () -> run(plan, new Way(compiler, inChunks), scope, read));
    } catch (Throwable failure) {
      read.end();
      throw failure;
    }
  }

  private record Way(TransformCompiler compiler, boolean inChunks) {}

  private Result run(RelNode plan, Way way, Scope scope, OpenReads.Read read) {
    Storage storage = new Storage(database.hash());
    Circuit circuit = new Circuit(storage);
    Target target = new Target(circuit, way.compiler());
    Sources sources = new Sources(database, scope);
    Lowering.Lowered lowered = Lowering.lower(plan, target, sources);
    Map<Node, Feed> feeds = new HashMap<>();
    long tick =
        database.pin(() -> sources.read.forEach((node, r) -> feeds.put(node, feed(r, scope))));
    read.keeps(() -> feeds.values().stream().mapToLong(Feed::keptBytes).sum());
    Delta rows = new Delta(lowered.root().layout());
    Chunks parts = way.inChunks() ? chunks(lowered.root(), feeds) : null;
    if (parts != null) {
      parts.next(rows);
      return new Result(rows, lowered.types(), tick, read, parts);
    }
    if (feeds.containsKey(lowered.root())) {
      feeds.get(lowered.root()).give(rows::addAll, scope);
    } else {
      lowered.root().listen(rows::addAll);
      new Hydration(
              circuit,
              target.fresh(),
              (node, chunks) -> {
                Feed feed = feeds.get(node);
                if (feed != null) {
                  feed.give(chunks, scope);
                }
                return feed != null;
              })
          .run();
    }
    dropNegatives(rows, storage);
    read.holds(rows.sizeBytes());
    return new Result(rows, lowered.types(), tick, read, null);
  }

  /** The result in chunks, if it comes from the stored rows of one relation row by row. */
  private @Nullable Chunks chunks(Node root, Map<Node, Feed> feeds) {
    if (feeds.size() != 1) {
      return null;
    }
    Map.Entry<Node, Feed> only = feeds.entrySet().iterator().next();
    ZSetCursor scan = only.getValue().scan();
    Delta pending = only.getValue().pending();
    return scan == null || (pending != null && !pending.isEmpty())
        ? null
        : Chunks.of(database, root, only.getKey(), scan);
  }

  /** Where scans read: a relation's rows; the query of a view that the transaction has moved. */
  private static final class Sources implements Lowering.Sources {
    private final Map<Node, StoredRelation> read = new HashMap<>();
    private final Database database;
    private final Scope scope;

    Sources(Database database, Scope scope) {
      this.database = database;
      this.scope = scope;
    }

    @Override
    public Node node(StoredRelation relation, Target into) {
      RelNode moved = movedView(relation);
      if (moved != null) {
        return Lowering.lower(moved, into, this).root();
      }
      StreamTables.checkReadable(relation);
      Node source = into.source(relation.id(), RowLayouts.layout(relation.rowType()));
      read.put(source, relation);
      return source;
    }

    private @Nullable RelNode movedView(StoredRelation relation) {
      if (relation instanceof SystemView) {
        return null;
      }
      StoredRelation named = relation instanceof KeyLookup lookup ? lookup.relation() : relation;
      RelNode plan = database.stored(named).plan();
      return plan != null && moves(plan) ? plan : null;
    }

    private boolean moves(RelNode plan) {
      for (StoredRelation input : ViewBuilder.relations(plan)) {
        Delta pending = scope.pending(input);
        if ((pending != null && !pending.isEmpty()) || movedView(input) != null) {
          return true;
        }
      }
      return false;
    }
  }

  private static void dropNegatives(Delta rows, Storage storage) {
    for (int i = 0; i < rows.count(); i++) {
      if (rows.weight(i) < 0) {
        new Consolidator(storage.hash()).consolidate(rows);
        return;
      }
    }
  }

  /** The rows of one relation: stored ones, found or scanned, and pending ones. */
  private record Feed(
      Database database,
      @Nullable ZSetCursor scan,
      @Nullable Delta found,
      @Nullable Delta pending) {
    long keptBytes() {
      return scan == null ? 0 : scan.keptBytes();
    }

    void give(Consumer<Delta> chunks, Scope scope) {
      if (scan != null) {
        Delta chunk = new Delta(scan.layout());
        boolean more = true;
        while (more) {
          scope.checkCancelled();
          chunk.clear();
          more = scan.fill(chunk, CHUNK_ROWS);
          database.countRead(chunk.count());
          giveSome(chunk, chunks);
        }
      }
      if (found != null) {
        database.countRead(found.count());
      }
      giveSome(found, chunks);
      giveSome(pending, chunks);
    }

    private static void giveSome(@Nullable Delta rows, Consumer<Delta> chunks) {
      if (rows != null && !rows.isEmpty()) {
        chunks.accept(rows);
      }
    }
  }

  /** Under the state lock: pins a relation, or copies what is looked up. */
  private Feed feed(StoredRelation relation, Scope scope) {
    if (relation instanceof KeyLookup lookup) {
      database.checkSound(lookup.relation());
      ZSet stored = database.stored(lookup.relation()).rows();
      Delta found = lookup.find(stored, database.indexes(), database.hash());
      ZSetCursor all = found == null ? stored.scan() : null;
      return new Feed(database, all, found, scope.pending(lookup.relation()));
    }
    if (relation instanceof SystemView view) {
      return new Feed(database, null, view.rows(scope.session()), null);
    }
    database.checkSound(relation);
    ZSetCursor scan = database.stored(relation).rows().scan();
    return new Feed(database, scan, null, scope.pending(relation));
  }
}
