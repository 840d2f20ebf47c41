// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.zset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.laws.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Order, hash and equality of rows and keys for every kind of field. */
class RowOrderTest {
  @ParameterizedTest
  @EnumSource(FieldKind.class)
  void order_isTotalAndPrefixesAgree(FieldKind kind) {
    Random random = new Random(kind.ordinal());
    RowLayout layout =
        RowLayout.of(
            List.of(new RowLayout.Field(kind, true), new RowLayout.Field(FieldKind.I8, false)));
    for (int choice = 0; choice < 4; choice++) {
      boolean descending = (choice & 1) != 0;
      boolean nullsFirst = (choice & 2) != 0;
      RowOrder order = new RowOrder(layout, List.of(new RowOrder.Term(0, descending, nullsFirst)));
      List<List<Object>> rows = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        rows.add(Rows.row(random, layout));
      }
      for (List<Object> a : rows) {
        for (List<Object> b : rows) {
          check(order, a, b, descending, nullsFirst);
        }
      }
    }
  }

  private static void check(
      RowOrder order, List<Object> a, List<Object> b, boolean descending, boolean nullsFirst) {
    byte[] left = Rows.pack(order.layout(), a);
    byte[] right = Rows.pack(order.layout(), b);
    int compared = order.compare(left, 0, right, 0);
    String name = a + " and " + b;
    assertThat(compared == 0).as(name).isEqualTo(a.equals(b));
    assertThat(Integer.signum(order.compare(right, 0, left, 0)))
        .as(name)
        .isEqualTo(-Integer.signum(compared));
    Object x = a.get(0);
    Object y = b.get(0);
    int expected;
    if (x == null || y == null) {
      expected = x == y ? 0 : (x == null) == nullsFirst ? -1 : 1;
    } else {
      expected = Integer.signum(Rows.compare(x, y)) * (descending ? -1 : 1);
    }
    assertThat(Integer.signum(order.compareTerms(left, 0, right, 0))).as(name).isEqualTo(expected);
    int prefixes = Long.compareUnsigned(order.prefix(left, 0), order.prefix(right, 0));
    assertThat(prefixes == 0 || Integer.signum(prefixes) == expected).as(name).isTrue();
  }

  @ParameterizedTest
  @EnumSource(FieldKind.class)
  void keys_matchAndHashLikeTheirValues(FieldKind kind) {
    Random random = new Random(kind.ordinal());
    RowHash hash = new RowHash(11, -1);
    RowLayout left =
        RowLayout.of(List.of(new RowLayout.Field(kind, true), new RowLayout.Field(kind, false)));
    RowLayout right =
        RowLayout.of(
            List.of(
                new RowLayout.Field(FieldKind.UTF8, false),
                new RowLayout.Field(kind, true),
                new RowLayout.Field(kind, true)));
    RowKey leftKey = new RowKey(left, 0, 1);
    RowKey rightKey = new RowKey(right, 2, 1);
    for (int i = 0; i < 3000; i++) {
      List<Object> a = Rows.row(random, left);
      List<Object> b = Rows.row(random, right);
      boolean same = java.util.Objects.equals(a.get(0), b.get(2)) && a.get(1).equals(b.get(1));
      byte[] aBytes = Rows.pack(left, a);
      byte[] bBytes = Rows.pack(right, b);
      assertThat(leftKey.matches(aBytes, 0, rightKey, bBytes, 0)).as(a + " " + b).isEqualTo(same);
      assertThat(leftKey.hash(hash, aBytes, 0) == rightKey.hash(hash, bBytes, 0))
          .as(a + " " + b)
          .isEqualTo(same);
      assertThat(leftKey.hasNull(aBytes, 0)).isEqualTo(a.contains(null));
    }
  }
}
