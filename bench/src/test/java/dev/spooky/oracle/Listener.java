// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Change;
import dev.spooky.engine.MultiChange;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what one subscription says. After each change the sums must hold what {@link Transfers}
 * promises, and ticks must go on without a gap or an overlap.
 */
final class Listener {
  private final String name;
  private final Map<String, Bag> contents = new TreeMap<>();
  private final Map<String, Long> sums = new TreeMap<>();
  private long tick = -1;
  private long changes;
  private long overSeveralTicks;
  private @Nullable Throwable fault;

  Listener(String name, List<String> relations) {
    this.name = name;
    relations.forEach(relation -> contents.put(relation, new Bag()));
    relations.forEach(relation -> sums.put(relation, 0L));
  }

  Set<String> relations() {
    return contents.keySet();
  }

  synchronized void hear(Change change) {
    hear(change.fromTick(), change.toTick(), Map.of(relations().iterator().next(), change));
  }

  synchronized void hear(MultiChange change) {
    hear(change.fromTick(), change.toTick(), change.changes());
  }

  private void hear(long fromTick, long toTick, Map<String, Change> parts) {
    try {
      assertThat(toTick).as(name + ": a tick after those before").isGreaterThan(tick);
      assertThat(fromTick).as(name + ": no tick twice").isGreaterThanOrEqualTo(tick);
      parts.forEach(this::add);
      tick = toTick;
      changes++;
      overSeveralTicks += toTick - fromTick > 1 && fromTick >= 0 ? 1 : 0;
      check();
    } catch (Throwable e) {
      fail(e);
      throw e;
    }
  }

  synchronized void fail(Throwable e) {
    fault = fault == null ? e : fault;
  }

  private void add(String relation, Change change) {
    contents.get(relation).apply(change);
    change.rewind();
    int column = Transfers.SUMMED.get(relation);
    while (change.next()) {
      long value = change.getObject(column) == null ? 0 : change.getLong(column);
      sums.merge(relation, change.weight() * value, Long::sum);
    }
  }

  private void check() {
    Set<Long> equal = new HashSet<>();
    sums.forEach(
        (relation, sum) -> {
          if (Transfers.ZERO.contains(relation)) {
            assertThat(sum).as("%s, %s up to tick %s", name, relation, tick).isZero();
          } else if (Transfers.EQUAL.contains(relation)) {
            equal.add(sum);
          }
        });
    assertThat(equal).as("%s, sums of %s up to tick %s", name, sums, tick).hasSizeLessThan(2);
  }

  /** What was heard of a relation differs from its content by this; "" if it does not. */
  synchronized String difference(String relation, Bag content) {
    return contents.get(relation).difference(content);
  }

  synchronized @Nullable Throwable fault() {
    return fault;
  }

  synchronized long changes() {
    return changes;
  }

  synchronized long overSeveralTicks() {
    return overSeveralTicks;
  }

  @Override
  public String toString() {
    return name;
  }
}
