// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.operator.SemiJoin;
import dev.spooky.runtime.operator.TopK;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Draws relations over given ones. */
final class RandomRels {
  private static final long MOST_VOLUME = 20_000;

  private final Random random;

  RandomRels(Random random) {
    this.random = random;
  }

  Random random() {
    return random;
  }

  /** A relation of up to {@code depth} operators above {@code bases}. */
  Rel any(List<? extends Rel> bases, int depth) {
    Rel base = bases.get(random.nextInt(bases.size()));
    if (depth == 0) {
      return base;
    }
    Rel input = any(bases, depth - 1);
    return switch (random.nextInt(12)) {
      case 11 -> new RandomWindows(random, this).windows(input);
      case 10 -> new Weighted(input, random.nextBoolean());
      case 9 -> semiJoin(input, any(bases, random.nextInt(depth)), random.nextInt(3));
      case 0 -> calc(input);
      case 1 -> union(input);
      case 2 -> new Rels.Unique(input);
      case 3, 4 -> group(input, random.nextInt(3));
      case 5 -> top(input);
      case 6 -> new Rels.Stored(input);
      default -> {
        Rel joined = join(input, any(bases, random.nextInt(depth)), random.nextInt(3), true);
        yield volume(joined) < MOST_VOLUME ? joined : input;
      }
    };
  }

  /** About how many changes one tick may send through a relation, as if all joins were crossed. */
  private static long volume(Rel rel) {
    if (rel.inputs.isEmpty()) {
      return 20;
    }
    long product = 1;
    long sum = 0;
    for (Rel input : rel.inputs) {
      product *= volume(input);
      sum += volume(input);
    }
    return rel instanceof Rels.Joined ? product : sum;
  }

  /** A filter and projection; the projection may repeat columns. */
  Rel calc(Rel input) {
    int[] columns = columns(input.layout(), 1 + random.nextInt(4));
    int tested = random.nextInt(input.layout().size());
    int modulus = 2 + random.nextInt(3);
    return new Rels.Mapped(
        Arrays.toString(columns) + tested + "%" + modulus,
        input,
        input.layout().project(columns),
        row ->
            Arrays.asList(row.get(tested)).hashCode() % modulus == 0
                ? null
                : Rels.pick(row, columns));
  }

  /** A calc that fails on rows whose tested column has a certain value. */
  Rel failing(Rel input) {
    int tested = random.nextInt(input.layout().size());
    Object bad = Rows.row(random, input.layout()).get(tested);
    return new Rels.Mapped(
        "fails at " + tested + "=" + bad,
        input,
        input.layout(),
        row -> {
          if (bad != null && bad.equals(row.get(tested))) {
            throw new Rel.PlainError("bad value");
          }
          return row;
        });
  }

  Rel union(Rel input) {
    List<Rel> inputs = new ArrayList<>(List.of(input, input));
    PlainZSet rows = new PlainZSet();
    rows.add(Rows.row(random, input.layout()), 1);
    inputs.add(new Rels.Values(input.layout(), rows));
    inputs.add(new Rels.Unique(input));
    return new Rels.Union(inputs.subList(0, 1 + random.nextInt(4)));
  }

  Rel group(Rel input, int keys) {
    List<PlainAggregate> calls = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    while (calls.size() < count) {
      PlainAggregate.Function[] functions = PlainAggregate.Function.values();
      PlainAggregate call = call(input.layout(), functions[random.nextInt(functions.length)]);
      if (call != null) {
        calls.add(call);
      }
    }
    return new Rels.Grouped(input, columns(input.layout(), keys), calls);
  }

  /** A call of the function on some column, with a FILTER if there is a BOOL; null if none fits. */
  PlainAggregate call(RowLayout layout, PlainAggregate.Function function) {
    int column = random.nextInt(layout.size());
    if (!PlainAggregate.takes(function, layout.fields().get(column).kind())) {
      return null;
    }
    int filter = -1;
    for (int i = 0; i < layout.size(); i++) {
      if (layout.fields().get(i).kind() == FieldKind.BOOL && random.nextBoolean()) {
        filter = i;
      }
    }
    boolean all = function == PlainAggregate.Function.COUNT && random.nextBoolean();
    return new PlainAggregate(function, all ? -1 : column, filter);
  }

  /** A join on up to {@code most} pairs of columns of one kind; on none, the cross product. */
  Rel join(Rel left, Rel right, int most, boolean mayShare) {
    List<Integer> leftKey = new ArrayList<>();
    List<Integer> rightKey = new ArrayList<>();
    for (int tries = 0; tries < 20 && leftKey.size() < most; tries++) {
      int a = random.nextInt(left.layout().size());
      int b = random.nextInt(right.layout().size());
      if (left.layout().fields().get(a).kind() == right.layout().fields().get(b).kind()) {
        leftKey.add(a);
        rightKey.add(b);
      }
    }
    boolean nulls = random.nextInt(3) == 0;
    boolean nullsMatch = nulls && random.nextBoolean();
    Rels.Arranged arranged =
        new Rels.Arranged(left, ints(leftKey), columns(left.layout(), random.nextInt(3)), nulls);
    if (mayShare && random.nextInt(4) == 0) {
      return atLeastOneColumn(new Rels.Joined(arranged, arranged, nullsMatch));
    }
    int[] rightValues = columns(right.layout(), random.nextInt(3));
    Rels.Arranged other = new Rels.Arranged(right, ints(rightKey), rightValues, nulls);
    return atLeastOneColumn(new Rels.Joined(arranged, other, nullsMatch));
  }

  /** A semi, anti or mark join on up to {@code most} pairs of columns of one kind. */
  Rel semiJoin(Rel left, Rel right, int most) {
    List<Integer> leftKey = new ArrayList<>();
    List<Integer> rightKey = new ArrayList<>();
    for (int tries = 0; tries < 20 && leftKey.size() < most; tries++) {
      int a = random.nextInt(left.layout().size());
      int b = random.nextInt(right.layout().size());
      if (left.layout().fields().get(a).kind() == right.layout().fields().get(b).kind()) {
        leftKey.add(a);
        rightKey.add(b);
      }
    }
    int[] values = columns(left.layout(), random.nextInt(3));
    SemiJoin.Kind[] kinds = SemiJoin.Kind.values();
    SemiJoin.Kind kind = kinds[random.nextInt(kinds.length)];
    boolean keepNulls = kind != SemiJoin.Kind.SEMI || random.nextBoolean();
    boolean nullsMatch = keepNulls && random.nextBoolean();
    Rels.Arranged arranged = new Rels.Arranged(left, ints(leftKey), values, keepNulls);
    return atLeastOneColumn(new SemiJoined(arranged, right, ints(rightKey), kind, nullsMatch));
  }

  static Rel atLeastOneColumn(Rel rel) {
    return rel.layout().size() > 0
        ? rel
        : new Rels.Grouped(
            rel, new int[0], List.of(new PlainAggregate(PlainAggregate.Function.COUNT, -1, -1)));
  }

  Rel top(Rel input) {
    List<RowOrder.Term> terms = new ArrayList<>();
    for (int column : columns(input.layout(), random.nextInt(3))) {
      terms.add(new RowOrder.Term(column, random.nextBoolean(), random.nextBoolean()));
    }
    long limit = random.nextInt(5) == 0 ? Long.MAX_VALUE / 2 : 1 + random.nextInt(4);
    TopK.Ties[] ties = TopK.Ties.values();
    TopK.Ties tie = random.nextBoolean() ? TopK.Ties.NONE : ties[random.nextInt(ties.length)];
    int offset = tie == TopK.Ties.DENSE_RANK ? 0 : random.nextInt(3);
    TopK.Window window = new TopK.Window(offset, limit, tie);
    int[] partition = columns(input.layout(), random.nextInt(2));
    return new Top(input, partition, terms, window, random.nextBoolean());
  }

  private int[] columns(RowLayout layout, int count) {
    int[] columns = new int[count];
    for (int i = 0; i < count; i++) {
      columns[i] = random.nextInt(layout.size());
    }
    return columns;
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
