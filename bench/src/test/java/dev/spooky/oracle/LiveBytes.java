// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import dev.spooky.engine.Spooky;
import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.storage.Arena;
import dev.spooky.runtime.storage.HashDirectory;
import dev.spooky.runtime.storage.Journal;
import dev.spooky.runtime.storage.Storage;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many bytes are live in every arena of a database's operators, and how many entries in every
 * directory; found by walking their fields.
 */
final class LiveBytes {
  private final Map<String, Long> sizes = new TreeMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private LiveBytes() {}

  static Map<String, Long> of(Spooky database) {
    Object engine = get(database, "engine");
    Circuit circuit = (Circuit) get(get(engine, "database"), "circuit");
    LiveBytes live = new LiveBytes();
    List<Node> nodes = new ArrayList<>(circuit.nodes());
    nodes.sort(Comparator.comparingLong(Node::id)); // what they share counts as the first one's
    for (Node node : nodes) {
      if (node.operator() != null) {
        live.walk(node.digest(), node.operator());
      }
    }
    return live.sizes;
  }

  private void walk(String path, Object object) {
    if (!seen.add(object) || object instanceof Storage || object instanceof Journal) {
      return;
    }
    if (object instanceof Arena arena) {
      sizes.put(path, arena.liveBytes());
    } else if (object instanceof HashDirectory directory) {
      sizes.put(path, directory.size());
    } else if (object instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        if (array[i] != null) {
          walk(path + "[" + i + "]", array[i]);
        }
      }
    } else if (object.getClass().getName().startsWith("dev.spooky.runtime.")) {
      for (Field field : object.getClass().getDeclaredFields()) {
        if (!field.getType().isPrimitive()) {
          Object value = get(object, field.getName());
          if (value != null) {
            walk(path + "." + field.getName(), value);
          }
        }
      }
    }
  }

  static Object get(Object object, String name) {
    try {
      Field field = object.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
