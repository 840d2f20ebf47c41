// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Aggregate;
import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.operator.Calc;
import dev.spooky.runtime.operator.Constant;
import dev.spooky.runtime.operator.Distinct;
import dev.spooky.runtime.operator.Join;
import dev.spooky.runtime.operator.Materialize;
import dev.spooky.runtime.operator.Operator;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.operator.UnionAll;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.trace.ZSet;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.runtime.zset.RowKey;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operators as {@link Rel}s. */
final class Rels {
  private Rels() {}

  /** A table; its node is a source, kept by a Materialize that {@link World} adds. */
  static final class Table extends Rel {
    final int index;
    private final RowLayout layout;

    Table(int index, RowLayout layout) {
      super("table", index, List.of());
      this.index = index;
      this.layout = layout;
    }

    @Override
    PlainZSet plain(List<PlainZSet> values) {
      throw new IllegalStateException("a table is given");
    }

    @Override
    Operator operator(Storage storage, List<Node> nodes) {
      throw new IllegalStateException("a table is a source");
    }

    @Override
    RowLayout layout() {
      return layout;
    }
  }

  /** Passes its input on and keeps it. */
  static final class Stored extends Rel {
    Stored(Rel input) {
      super("stored", "", List.of(input));
    }

    @Override
    PlainZSet plain(List<PlainZSet> values) {
      return values.get(0);
    }

    @Override
    Operator operator(Storage storage, List<Node> nodes) {
      return new Materialize(new ZSet(storage, layout()), Materialize.Constraint.NONE);
    }

    @Override
    RowLayout layout() {
      return input().layout();
    }
  }

  /** A table kept with a constraint: a key on its first column, or no negative weights. */
  static final class Constrained extends Rel {
    private final boolean unique;

    Constrained(Rel input, boolean unique) {
      super("constrained", unique, List.of(input));
      this.unique = unique;
    }

    @Override
    PlainZSet plain(List<PlainZSet> values) {
      values
          .get(0)
          .groupBy(row -> pick(row, new int[] {0}))
          .values()
          .forEach(
              rows ->
                  rows.forEach(
                      (row, weight) -> {
                        if (weight < 0 || (unique && (weight > 1 || rows.size() > 1))) {
                          throw new PlainError("constraint");
                        }
                      }));
      return values.get(0);
    }

    @Override
    Operator operator(Storage storage, List<Node> nodes) {
      return unique
          ? new Materialize(
              new ZSet(storage, new RowKey(layout(), 0)), Materialize.Constraint.UNIQUE_KEY)
          : new Materialize(new ZSet(storage, layout()), Materialize.Constraint.BAG);
    }

    @Override
    RowLayout layout() {
      return input().layout();
    }
  }

  static final class Values extends Rel {
    private final RowLayout layout;
    private final PlainZSet rows;

    Values(RowLayout layout, PlainZSet rows) {
      super("values", layout + " " + rows, List.of());
      this.layout = layout;
      this.rows = rows;
    }

    @Override
    PlainZSet plain(List<PlainZSet> values) {
      return rows;
    }

    @Override
    Operator operator(Storage storage, List<Node> nodes) {
      return new Constant(Rows.delta(layout, rows));
    }

    @Override
    RowLayout layout() {
      return layout;
    }
  }

  /** A function from a row to a row, null to drop it; throws PlainError for an error row. */
  static final class Mapped extends Rel {
    private final RowLayout layout;
    private final Function<List<Object>, List<Object>> function;

    Mapped(
        String name, Rel input, RowLayout layout, Function<List<Object>, List<Object>> function) {
      super("calc", name, List.of(input));
      this.layout = layout;
      this.function = function;
    }

    @Override
    PlainZSet plain(List<PlainZSet> values) {
      PlainZSet result = new PlainZSet();
      values
          .get(0)
          .forEach(
              (row, weight) -> {
                List<Object> mapped = function.apply(row);
                if (mapped != null) {
                  result.add(mapped, weight);
                }
              });
      return result;
    }

    @Override
    Operator operator(Storage storage, List<Node> nodes) {
      return new Calc(new SlowTransform(input().layout(), layout, function));
    }

    @Override
    RowLayout layout() {
      return layout;
    }
  }

  private record SlowTransform(
      RowLayout input, RowLayout output, Function<List<Object>, List<Object>> function)
      implements Transform {
    @Override
    public void apply(Delta in, Delta out, Errors errors) {
      RowWriter writer = new RowWriter(output);
      for (int i = 0; i < in.count(); i++) {
        try {
          List<Object> mapped = function.apply(Rows.read(input, in.bytes(), in.offset(i)));
          if (mapped != null) {
            Rows.write(writer, mapped);
            out.add(writer, in.weight(i));
          }
        } catch (Rel.PlainError e) {
          Errors.Kind kind = Errors.Kind.DIVISION_BY_ZERO;
          int at = in.offset(i);
          errors.add(kind, 1, 2, e.getMessage(), in.bytes(), at, in.length(i), in.weight(i));
        }
      }
    }

    @Override
    public boolean canFail() {
      return true;
    }
  }

  static final class Union extends Rel {
    Union(List<Rel> inputs) {
      super("union", "", inputs);
    }

    @Override
    PlainZSet plain(List<PlainZSet> values) {
      return values.stream().reduce(new PlainZSet(), (a, b) -> a.plus(b, 1));
    }

    @Override
    Operator operator(Storage storage, List<Node> nodes) {
      return new UnionAll(layout());
    }

    @Override
    RowLayout layout() {
      return input().layout();
    }
  }

  static final class Unique extends Rel {
    Unique(Rel input) {
      super("distinct", "", List.of(input));
    }

    @Override
    PlainZSet plain(List<PlainZSet> values) {
      PlainZSet result = new PlainZSet();
      values.get(0).forEach((row, weight) -> result.add(row, weight > 0 ? 1 : 0));
      return result;
    }

    @Override
    Operator operator(Storage storage, List<Node> nodes) {
      return new Distinct(storage, layout());
    }

    @Override
    RowLayout layout() {
      return input().layout();
    }
  }

  static final class Grouped extends Rel {
    private final int[] key;
    private final List<PlainAggregate> calls;

    Grouped(Rel input, int[] key, List<PlainAggregate> calls) {
      super("group", Arrays.toString(key) + calls, List.of(input));
      this.key = key;
      this.calls = calls;
    }

    @Override
    PlainZSet plain(List<PlainZSet> values) {
      Map<List<Object>, PlainZSet> groups = values.get(0).groupBy(row -> pick(row, key));
      if (key.length == 0) {
        groups.putIfAbsent(List.of(), new PlainZSet());
      }
      PlainZSet result = new PlainZSet();
      groups.forEach(
          (group, rows) -> {
            long[] weight = new long[1];
            rows.forEach((row, w) -> weight[0] += w);
            if (weight[0] != 0 || key.length == 0) {
              List<Object> row = new ArrayList<>(group);
              calls.forEach(call -> row.add(call.value(rows, input().layout())));
              result.add(row, 1);
            }
          });
      return result;
    }

    @Override
    Operator operator(Storage storage, List<Node> nodes) {
      RowLayout input = input().layout();
      return new Aggregate(
          storage,
          new RowKey(input, key),
          calls.stream().map(call -> call.call(storage, input)).toList(),
          layout());
    }

    @Override
    RowLayout layout() {
      List<RowLayout.Field> fields = new ArrayList<>(input().layout().project(key).fields());
      calls.forEach(call -> fields.add(call.result(input().layout())));
      return RowLayout.of(fields);
    }
  }

  static final class Arranged extends Rel {
    final int[] key;
    final int[] values;
    private final boolean keepNulls;

    Arranged(Rel input, int[] key, int[] values, boolean keepNulls) {
      super("arrange", Arrays.toString(key) + Arrays.toString(values) + keepNulls, List.of(input));
      this.key = key;
      this.values = values;
      this.keepNulls = keepNulls;
    }

    /** Whether the keys are of the same kinds. */
    boolean mayJoin(Arranged other) {
      List<RowLayout.Field> mine = layout().project(key).fields();
      List<RowLayout.Field> theirs = other.layout().project(other.key).fields();
      boolean same = keepNulls == other.keepNulls && mine.size() == theirs.size();
      for (int i = 0; same && i < mine.size(); i++) {
        same = mine.get(i).kind() == theirs.get(i).kind();
      }
      return same;
    }

    Rel join(Arranged other) {
      return new Joined(this, other, keepNulls);
    }

    @Override
    PlainZSet plain(List<PlainZSet> inputs) {
      return inputs.get(0);
    }

    @Override
    Operator operator(Storage storage, List<Node> nodes) {
      return new Arrange(storage, new RowKey(layout(), key), values, keepNulls);
    }

    @Override
    RowLayout layout() {
      return input().layout();
    }
  }

  static final class Joined extends Rel {
    private final Arranged left;
    private final Arranged right;
    private final boolean nullsMatch;

    Joined(Arranged left, Arranged right, boolean nullsMatch) {
      super("join", nullsMatch, List.of(left, right));
      this.left = left;
      this.right = right;
      this.nullsMatch = nullsMatch;
    }

    @Override
    PlainZSet plain(List<PlainZSet> inputs) {
      PlainZSet result = new PlainZSet();
      Map<List<Object>, PlainZSet> matches = inputs.get(1).groupBy(row -> pick(row, right.key));
      inputs
          .get(0)
          .forEach(
              (row, weight) -> {
                List<Object> key = pick(row, left.key);
                PlainZSet matching = matches.get(key);
                if (matching != null && (nullsMatch || !key.contains(null))) {
                  matching.forEach(
                      (other, otherWeight) -> {
                        List<Object> joined = new ArrayList<>(key);
                        joined.addAll(pick(row, left.values));
                        joined.addAll(pick(other, right.values));
                        result.add(joined, weight * otherWeight);
                      });
                }
              });
      return result;
    }

    @Override
    Operator operator(Storage storage, List<Node> nodes) {
      return new Join(
          (Arrange) nodes.get(0).operator(), (Arrange) nodes.get(1).operator(), nullsMatch);
    }

    @Override
    RowLayout layout() {
      List<RowLayout.Field> fields = new ArrayList<>();
      for (int i = 0; i < left.key.length; i++) {
        RowLayout.Field a = left.layout().fields().get(left.key[i]);
        RowLayout.Field b = right.layout().fields().get(right.key[i]);
        boolean nullable = nullsMatch && a.nullable() && b.nullable();
        fields.add(new RowLayout.Field(a.kind(), nullable));
      }
      fields.addAll(left.layout().project(left.values).fields());
      fields.addAll(right.layout().project(right.values).fields());
      return RowLayout.of(fields);
    }
  }

  static int compareTerms(List<Object> a, List<Object> b, List<RowOrder.Term> terms) {
    for (RowOrder.Term term : terms) {
      Object left = a.get(term.column());
      Object right = b.get(term.column());
      if (left == null || right == null) {
        if (left != right) {
          return (left == null) == term.nullsFirst() ? -1 : 1;
        }
      } else {
        int order = Rows.compare(left, right);
        if (order != 0) {
          return term.descending() ? -order : order;
        }
      }
    }
    return 0;
  }

  static int compare(List<Object> a, List<Object> b, List<RowOrder.Term> terms, RowLayout layout) {
    int byTerms = compareTerms(a, b, terms);
    return byTerms != 0
        ? byTerms
        : Arrays.compareUnsigned(Rows.pack(layout, a), Rows.pack(layout, b));
  }

  static List<Object> pick(List<Object> row, int[] columns) {
    List<Object> picked = new ArrayList<>();
    for (int column : columns) {
      picked.add(row.get(column));
    }
    return picked;
  }
}
