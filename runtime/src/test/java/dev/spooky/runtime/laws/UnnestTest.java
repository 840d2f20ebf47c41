// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.ArrayWriter;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.operator.Unnest;
import dev.spooky.runtime.operator.Unnest.Source;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The law of UNNEST, {@code step = differentiate(plain(integrate(inputs)))}, over random changes
 * with negative weights, NULL and empty arrays, NULL elements; its output is as long as the arrays
 * of the change.
 */
class UnnestTest {
  private static final RowLayout INPUT =
      RowLayout.of(
          List.of(
              new RowLayout.Field(FieldKind.I64, false),
              new RowLayout.Field(FieldKind.BYTES, true),
              new RowLayout.Field(FieldKind.UTF8, true),
              new RowLayout.Field(FieldKind.BYTES, true)));
  private static final String[] TEXTS = {"", "a", "b\0c", "long enough to need more room"};

  /** A row: its packed bytes, and what stands in it. */
  private record Drawn(
      byte[] packed, Object id, Object text, List<Object> ints, List<Object> texts) {}

  private static Drawn draw(Random random) {
    List<Object> ints = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      ints.add(random.nextInt(4) == 0 ? null : (Object) (long) random.nextInt(3));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      texts.add(random.nextInt(4) == 0 ? null : TEXTS[random.nextInt(TEXTS.length)]);
    }
    RowWriter row = new RowWriter(INPUT).begin();
    long id = random.nextInt(3);
    String text = random.nextInt(3) == 0 ? null : TEXTS[random.nextInt(TEXTS.length)];
    row.setLong(0, id);
    if (text != null) {
      row.setString(2, text);
    }
    set(row, 1, FieldKind.I32, ints, random);
    set(row, 3, FieldKind.UTF8, texts, random);
    row.finish();
    return new Drawn(Arrays.copyOf(row.bytes(), row.length()), id, text, ints, texts);
  }

  /** An array without elements may as well be NULL. */
  private static void set(
      RowWriter row, int field, FieldKind kind, List<Object> values, Random random) {
    if (values.isEmpty() && random.nextBoolean()) {
      return;
    }
    ArrayWriter writer = new ArrayWriter(kind);
    writer.begin();
    for (Object value : values) {
      if (value == null) {
        writer.addNull();
      } else if (value instanceof Long number) {
        writer.addLong(number);
      } else {
        byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
        writer.addBytes(utf8, 0, utf8.length);
      }
    }
    row.setBytes(field, writer.bytes(), 0, writer.length());
  }

  private static int unnest(
      Drawn row, boolean numbered, boolean outer, long weight, PlainZSet result) {
    int places = Math.max(row.ints().size(), row.texts().size());
    int rows = places == 0 && outer ? 1 : places;
    for (int i = 0; i < rows; i++) {
      List<Object> out = new ArrayList<>(Arrays.asList(row.text(), row.id()));
      out.add(i < row.ints().size() ? row.ints().get(i) : null);
      out.add(i < row.texts().size() ? row.texts().get(i) : null);
      if (numbered) {
        out.add(places == 0 ? null : (Object) (i + 1L));
      }
      result.add(out, weight);
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true", "true,true"})
  void step_isTheDifferenceOfThePlainMeaning(boolean numbered, boolean outer) {
    List<Source> sources = List.of(new Source(1, FieldKind.I32), new Source(3, FieldKind.UTF8));
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      Unnest unnest = new Unnest(INPUT, new int[] {2, 0}, sources, numbered, outer);
      PlainZSet before = new PlainZSet();
      for (int step = 0; step < 30; step++) {
        Delta delta = new Delta(INPUT);
        PlainZSet after = before.plus(new PlainZSet(), 1);
        int rows = 0;
        for (int i = random.nextInt(5); i > 0; i--) {
          Drawn row = draw(random);
          long weight = random.nextBoolean() ? 1 + random.nextInt(2) : -1;
          delta.add(row.packed(), 0, row.packed().length, weight);
          rows += unnest(row, numbered, outer, weight, after);
        }
        Delta out = new Delta(unnest.output());
        Errors errors = new Errors();
        unnest.step(0, delta, out, errors);
        assertThat(Rows.plain(out))
            .as("seed=%s step=%s", seed, step)
            .isEqualTo(after.plus(before, -1));
        assertThat(out.count()).as("seed=%s step=%s", seed, step).isEqualTo(rows);
        before = after;
      }
      assertThat(unnest.heapBytes()).isZero();
    }
  }
}
