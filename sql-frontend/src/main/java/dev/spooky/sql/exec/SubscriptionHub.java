// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.zset.Delta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of which node's changes. Changes are copied under the state lock at the end of their
 * tick; subscribers are woken by {@link #deliver}, outside of all locks.
 */
final class SubscriptionHub {
  private final IdentityHashMap<Node, List<ChangeQueue>> queues = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Delta> changed = new IdentityHashMap<>();
  private final IdentityHashMap<Node, ChangeLog> logs = new IdentityHashMap<>();
  private Set<Node> held = Set.of();
  private final List<ChangeQueue> everyTick = new ArrayList<>();
  private final ConcurrentLinkedQueue<ChangeQueue> toWake = new ConcurrentLinkedQueue<>();

  /** Tells {@code queue} of the changes of {@code node}. Under the state lock. */
  void add(Node node, ChangeQueue queue) {
    queues.computeIfAbsent(node, n -> new ArrayList<>()).add(queue);
    node.listen(delta -> collect(node, delta));
    if (queue.wantsEveryTick()) {
      everyTick.add(queue);
    }
  }

  /** The log of a node's changes, kept from now on if it was not. Under the state lock. */
  ChangeLog log(Node node, long tick) {
    ChangeLog log = logs.computeIfAbsent(node, n -> new ChangeLog(tick));
    log.use();
    node.listen(delta -> collect(node, delta));
    return log;
  }

  /** The log of a node's changes; null if there is none. Under the state lock. */
  @Nullable ChangeLog logOrNull(Node node) {
    return logs.get(node);
  }

  private void forgetLogs() {
    logs.entrySet()
        .removeIf(
            log -> {
              boolean over = log.getValue().isOver();
              if (over && !queues.containsKey(log.getKey())) {
                log.getKey().listen(null);
              }
              return over;
            });
  }

  /** Bytes that wait for subscribers, or are kept for those who may come back. */
  long bytes() {
    long bytes = 0;
    for (List<ChangeQueue> all : queues.values()) {
      for (ChangeQueue queue : all) {
        bytes += queue.waitingBytes();
      }
    }
    for (ChangeLog log : logs.values()) {
      bytes += log.bytes();
    }
    return bytes;
  }

  /** Whether someone is told of the changes of {@code node}. Under the state lock. */
  boolean isListening(Node node) {
    return queues.containsKey(node);
  }

  /** Ends telling. Under the state lock. */
  void remove(Node node, ChangeQueue queue) {
    List<ChangeQueue> found = queues.get(node);
    if (found != null) {
      found.remove(queue);
      if (found.isEmpty()) {
        queues.remove(node);
        ChangeLog log = logs.get(node);
        if (log == null) {
          node.listen(null);
        } else {
          log.leave();
        }
      }
    }
    everyTick.remove(queue);
  }

  /** Ends all subscriptions to a node with an error. Under the state lock. */
  void end(Node node, RuntimeException why) {
    logs.remove(node);
    node.listen(null);
    List<ChangeQueue> found = queues.remove(node);
    if (found != null) {
      for (ChangeQueue queue : found) {
        everyTick.remove(queue);
        queue.fail(why);
        toWake.add(queue);
      }
    }
  }

  private void collect(Node node, Delta delta) {
    Delta copy = new Delta(delta.layout());
    copy.addAll(delta);
    changed.put(node, copy);
  }

  /**
   * Hands the changes of the tick that has just ended to the queues. Those of a failed node wait
   * until it is sound again. Under the state lock.
   *
   * @param failure the error that a node has; null if no node has any
   */
  void publish(long tick, @Nullable Function<Node, @Nullable RuntimeException> failure) {
    Set<Node> failed = failure == null ? Set.of() : hold(failure);
    if (!logs.isEmpty()) {
      forgetLogs();
    }
    for (Map.Entry<Node, Delta> entry : changed.entrySet()) {
      ChangeLog log = logs.get(entry.getKey());
      if (log != null) {
        log.add(tick, entry.getValue());
      }
      for (ChangeQueue queue : queues.getOrDefault(entry.getKey(), List.of())) {
        queue.offer(tick, entry.getValue());
        toWake.add(queue);
      }
    }
    changed.clear();
    release(failed, tick);
    for (ChangeQueue queue : everyTick) {
      queue.offer(tick, null);
      toWake.add(queue);
    }
  }

  private Set<Node> hold(Function<Node, @Nullable RuntimeException> failure) {
    Set<Node> failed = new HashSet<>();
    queues.forEach(
        (node, all) -> {
          RuntimeException why = failure.apply(node);
          if (why != null) {
            failed.add(node);
            logs.remove(node); // what is held back is not known tick by tick
            all.forEach(queue -> queue.hold(why));
            toWake.addAll(all);
          }
        });
    return failed;
  }

  private void release(Set<Node> failed, long tick) {
    for (Node node : held) {
      if (!failed.contains(node)) {
        List<ChangeQueue> sound = queues.getOrDefault(node, List.of());
        sound.forEach(queue -> queue.release(tick));
        toWake.addAll(sound);
      }
    }
    held = failed;
  }

  /** Wakes the subscribers that have something new. Outside of all locks. */
  void deliver() {
    for (@Nullable ChangeQueue queue = toWake.poll(); queue != null; queue = toWake.poll()) {
      queue.wake();
    }
  }

  /** Ends all subscriptions. */
  void close() {
    queues.values().forEach(all -> all.forEach(ChangeQueue::end));
  }
}
