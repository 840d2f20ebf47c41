// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import dev.spooky.engine.Spooky;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * All that a database holds beside its catalog, as lines that are the same for databases with the
 * same definitions and content: operators, who needs them and listens to them, the live bytes of
 * their state, subscribers, indexes, the writer.
 */
final class Footprint {
  private final List<String> lines = new ArrayList<>();

  private Footprint() {}

  static List<String> of(Spooky spooky) {
    Footprint footprint = new Footprint();
    Object database = LiveBytes.get(LiveBytes.get(spooky, "engine"), "database");
    Circuit circuit = (Circuit) LiveBytes.get(database, "circuit");
    for (Node node : circuit.nodes()) {
      footprint.add(
          "node %s, references=%d consumers=%d listened=%s"
              .formatted(
                  node.digest(),
                  node.references(),
                  size(node, "consumers"),
                  LiveBytes.get(node, "listener") != null));
    }
    LiveBytes.of(spooky).forEach((path, size) -> footprint.add(path + ": " + size));
    Object hub = LiveBytes.get(database, "hub");
    footprint.add("subscribers: " + size(hub, "queues") + ", " + size(hub, "everyTick"));
    footprint.add("changes on the way: " + size(hub, "changed"));
    footprint.add("stored: " + size(database, "stored"));
    footprint.add("indexed: " + size(LiveBytes.get(database, "indexes"), "nodes"));
    footprint.add("feeds: " + size(LiveBytes.get(database, "feeds"), "feeds"));
    footprint.add("being filled: " + size(database, "hydrations"));
    footprint.add("errors kept: " + circuit.hasFailures());
    footprint.add("writer: " + LiveBytes.get(LiveBytes.get(database, "slot"), "holder"));
    footprint.lines.sort(null);
    return footprint.lines;
  }

  /** Numbers that are given out once differ after failures. */
  private void add(String line) {
    lines.add(line.replaceAll("[.#][0-9]+|(?<=index )[0-9]+", "#"));
  }

  private static int size(Object owner, String field) {
    Object value = LiveBytes.get(owner, field);
    return value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size();
  }
}
