// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.window.Frame;
import dev.spooky.runtime.window.Frame.Bound;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws window functions over given relations. */
final class RandomWindows {
  private final Random random;
  private final RandomRels rels;

  RandomWindows(Random random, RandomRels rels) {
    this.random = random;
    this.rels = rels;
  }

  /** One to three functions, some with frames by the values of an I64 column if there is one. */
  Rel windows(Rel base) {
    int key = -1;
    for (int i = 0; i < base.layout().size(); i++) {
      key = base.layout().fields().get(i).kind() == FieldKind.I64 ? i : key;
    }
    return key >= 0 && random.nextBoolean() ? byValue(base, key) : byRow(base);
  }

  /** Of one function, whose frame may be any. */
  Rel windows(Rel base, PlainWindow.Function function) {
    List<RowOrder.Term> terms = terms(base.layout());
    PlainWindow call = call(base.layout(), function, null, null);
    return new Windowed(base, partition(base), terms, List.of(call));
  }

  private int[] partition(Rel base) {
    return random.nextBoolean() ? new int[0] : new int[] {random.nextInt(base.layout().size())};
  }

  private List<RowOrder.Term> terms(RowLayout layout) {
    List<RowOrder.Term> terms = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      int column = random.nextInt(layout.size());
      terms.add(new RowOrder.Term(column, random.nextBoolean(), random.nextBoolean()));
    }
    return terms;
  }

  private Rel byRow(Rel base) {
    List<PlainWindow> calls = new ArrayList<>();
    PlainWindow.Function[] functions = PlainWindow.Function.values();
    for (int i = random.nextInt(3); i >= 0; i--) {
      calls.add(call(base.layout(), functions[random.nextInt(functions.length)], null, null));
    }
    return new Windowed(base, partition(base), terms(base.layout()), calls);
  }

  private Rel byValue(Rel base, int key) {
    long before = random.nextInt(3) - 1L;
    long after = before + random.nextInt(3);
    RowOrder.Term term = new RowOrder.Term(key, random.nextBoolean(), random.nextBoolean());
    int size = base.layout().size();
    List<RowLayout.Field> fields = new ArrayList<>(base.layout().fields());
    fields.add(fields.get(key));
    fields.add(fields.get(key));
    Rel shifted =
        new Rels.Mapped(
            "shifted " + key + " " + before + " " + after + term.descending(),
            base,
            RowLayout.of(fields),
            row -> {
              List<Object> wide = new ArrayList<>(row);
              wide.add(shift((Long) row.get(key), term.descending() ? -before : before));
              wide.add(shift((Long) row.get(key), term.descending() ? -after : after));
              return wide;
            });
    List<PlainWindow> calls = new ArrayList<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      PlainWindow.Function function =
          switch (random.nextInt(3)) {
            case 0 -> PlainWindow.Function.FIRST;
            case 1 -> PlainWindow.Function.LAST;
            default -> PlainWindow.Function.AGGREGATE;
          };
      Bound lower = random.nextInt(3) == 0 ? Bound.UNBOUNDED : Bound.value(size);
      Bound upper = random.nextInt(3) == 0 ? Bound.UNBOUNDED : Bound.value(size + 1);
      calls.add(call(shifted.layout(), function, lower, upper));
    }
    return new Windowed(shifted, partition(base), List.of(term), calls);
  }

  private static Object shift(Long key, long by) {
    if (key == null) {
      return null;
    }
    long sum = key + by;
    return by > 0 && sum < key ? Long.MAX_VALUE : by < 0 && sum > key ? Long.MIN_VALUE : sum;
  }

  private PlainWindow call(
      RowLayout layout, PlainWindow.Function function, Bound lowest, Bound highest) {
    PlainAggregate aggregate = null;
    while (function == PlainWindow.Function.AGGREGATE && aggregate == null) {
      PlainAggregate.Function[] functions = PlainAggregate.Function.values();
      PlainAggregate drawn = rels.call(layout, functions[random.nextInt(functions.length)]);
      aggregate = drawn == null ? null : new PlainAggregate(drawn.function(), drawn.column(), -1);
    }
    boolean byRows = random.nextBoolean();
    Bound lower = lowest == null ? lower(byRows) : lowest;
    Bound upper = highest == null ? upper(byRows, lower) : highest;
    Frame.Exclusion[] exclusions = Frame.Exclusion.values();
    return new PlainWindow(
        function,
        random.nextInt(layout.size()),
        random.nextInt(5) == 0 ? random.nextInt(7) - 3 : random.nextInt(3) - 1,
        random.nextInt(3) == 0,
        aggregate,
        byRows && lowest == null,
        lower,
        upper,
        random.nextInt(3) > 0
            ? Frame.Exclusion.NO_OTHERS
            : exclusions[random.nextInt(exclusions.length)]);
  }

  private Bound lower(boolean byRows) {
    return switch (random.nextInt(byRows ? 4 : 2)) {
      case 0 -> Bound.UNBOUNDED;
      case 1 -> Bound.CURRENT;
      default -> Bound.rows(random.nextInt(5) - 3);
    };
  }

  private Bound upper(boolean byRows, Bound lower) {
    return switch (random.nextInt(byRows ? 4 : 2)) {
      case 0 -> Bound.UNBOUNDED;
      case 1 -> Bound.CURRENT;
      default -> Bound.rows(lower.rows() + random.nextInt(4));
    };
  }
}
