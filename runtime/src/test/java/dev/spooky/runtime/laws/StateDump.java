// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.runtime.circuit.Circuit;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.storage.Arena;
import dev.spooky.runtime.storage.HashDirectory;
import dev.spooky.runtime.trace.Index;
import dev.spooky.runtime.trace.ZSet;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.IntLongHashMap;

/**
 * All live state of a circuit as sorted text: every live block of every arena, every directory, row
 * counts and wide weights, found by walking the operators' fields. What lies in a block behind its
 * used part is left out, as it means nothing.
 *
 * <p>Where blocks lie and in which tick they were touched depends on what a circuit went through,
 * so for a comparison with a twin the rows and logs are given without it, and of other blocks how
 * many bytes they take.
 */
final class StateDump {
  private static final Set<String> SCRATCH =
      Set.of("Storage", "Journal", "Counters", "Delta", "Consolidator", "RowWriter", "RowHash");

  private final Map<String, String> lines = new TreeMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private final boolean forTwin;

  private StateDump(boolean forTwin) {
    this.forTwin = forTwin;
  }

  /** The state as it lies. */
  static String of(Circuit circuit) {
    return of(circuit, new StateDump(false));
  }

  /** The state as a twin that took other ways to it must have it. */
  static String forTwin(Circuit circuit) {
    return of(circuit, new StateDump(true));
  }

  private static String of(Circuit circuit, StateDump dump) {
    List<Node> nodes = new ArrayList<>(circuit.nodes());
    nodes.sort(Comparator.comparing(Node::digest));
    for (Node node : nodes) {
      if (node.operator() != null) {
        dump.walk(node.digest(), node.operator(), node.operator());
      }
    }
    StringBuilder text = new StringBuilder();
    dump.lines.forEach((path, value) -> text.append(path).append(" = ").append(value).append('\n'));
    return text.toString();
  }

  private void walk(String path, Object object, Object owner) {
    String type = object.getClass().getSimpleName();
    if (!seen.add(object) || SCRATCH.contains(type)) {
      return;
    }
    if (object instanceof Arena arena) {
      arena(path, arena, owner);
    } else if (object instanceof HashDirectory directory) {
      directory(path, directory);
    } else if (object instanceof IntLongHashMap map) {
      lines.put(path, new TreeMap<>(toMap(map)).toString());
    } else if (object instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        if (array[i] != null) {
          walk(path + "[" + i + "]", array[i], owner);
        }
      }
    } else if (object.getClass().getName().startsWith("dev.spooky.runtime.")) {
      for (Field field : object.getClass().getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field(path, object, field);
        }
      }
    }
  }

  private void field(String path, Object object, Field field) {
    String name = path + "." + field.getName();
    Object value = get(object, field.getName());
    if (field.getType() == long.class && field.getName().equals("rowCount")) {
      lines.put(name, String.valueOf(value));
    } else if (value != null && !field.getType().isPrimitive()) {
      walk(name, value, object);
    }
  }

  private void arena(String path, Arena arena, Object owner) {
    byte[][] pages = (byte[][]) get(arena, "pages");
    int[] strides = (int[]) get(arena, "strides");
    int[] used = (int[]) get(arena, "used");
    Set<Integer> free = new HashSet<>();
    for (Object list : (Object[]) get(arena, "freeSlots")) {
      if (list != null) {
        ((IntArrayList) list).forEach(free::add);
      }
    }
    List<String> blocks = new ArrayList<>();
    for (int page = 0; page < pages.length; page++) {
      for (int slot = 0; slot < used[page]; slot++) {
        int handle = page << 10 | slot;
        if (!free.contains(handle) && strides[page] > 0) {
          int from = slot * strides[page];
          int to = from + meaningful(owner, handle, from, strides[page]);
          byte[] bytes = Arrays.copyOfRange(pages[page], from, to);
          if (forTwin) {
            blocks.add(HexFormat.of().formatHex(withoutPlaces(owner, bytes)));
          } else {
            lines.put(path + "#" + handle, HexFormat.of().formatHex(bytes));
          }
        }
      }
    }
    if (forTwin) {
      Collections.sort(blocks);
      lines.put(path, blocks.toString());
    }
    lines.put(path + ".liveBytes", String.valueOf(arena.liveBytes()));
  }

  /** A block without links to others and marks of ticks; nothing of it where links are all over. */
  private static byte[] withoutPlaces(Object owner, byte[] block) {
    if (owner instanceof Index) {
      Arrays.fill(block, 0, 8, (byte) 0);
      Arrays.fill(block, 12, 16, (byte) 0);
      return block;
    }
    if (owner instanceof ZSet) {
      Arrays.fill(block, 4, 8, (byte) 0);
      return block;
    }
    return new byte[0];
  }

  /** Bytes of a block that mean something: all, but for growing logs and tree nodes. */
  private static int meaningful(Object owner, int handle, int from, int stride) {
    if (owner instanceof Index index) {
      int end = index.end(handle, false);
      return end - from;
    }
    if (owner.getClass().getSimpleName().equals("TreeNodes")) {
      byte[] page = ((Arena) get(owner, "arena")).page(handle);
      int level = dev.spooky.records.row.Bytes.getInt(page, from);
      int count = dev.spooky.records.row.Bytes.getInt(page, from + 4);
      return 16 + count * (level == 0 ? 16 : 32);
    }
    return stride;
  }

  private void directory(String path, HashDirectory directory) {
    Map<Long, Integer> entries = new TreeMap<>();
    for (Object segment : (Object[]) get(directory, "segments")) {
      for (long slot : (long[]) get(segment, "slots")) {
        if (slot != 0) {
          entries.put(slot >>> 32, (int) slot);
        }
      }
    }
    lines.put(path, (forTwin ? entries.keySet() : entries).toString());
  }

  private static Map<Integer, Long> toMap(IntLongHashMap map) {
    Map<Integer, Long> plain = new HashMap<>();
    map.forEachKeyValue(plain::put);
    return plain;
  }

  private static Object get(Object object, String name) {
    try {
      Field field = object.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
