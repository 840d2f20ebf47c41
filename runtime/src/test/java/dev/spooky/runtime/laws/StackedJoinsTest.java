// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spooky.runtime.circuit.Node;
import dev.spooky.runtime.operator.Arrange;
import dev.spooky.runtime.operator.Join;
import dev.spooky.runtime.storage.Storage;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.RowHash;
import dev.spooky.runtime.zset.RowKey;
import org.junit.jupiter.api.Test;

/** Joins over joins multiply rows that changed, not the entries that a change came in. */
class StackedJoinsTest {
  private static final int ROWS = 8;

  private final Plant plant = new Plant(new RowHash(5, -1));
  private final PackedTable table = new PackedTable(4);
  private final Delta delta = new Delta(PackedTable.LAYOUT);

  private Arrange arrange(Node input, boolean keepNullKeys) {
    return new Arrange(
        plant.circuit.storage(), new RowKey(input.layout()), new int[0], keepNullKeys);
  }

  /** The cross product of two streams, no column of which is wanted. */
  private Node cross(String name, Node left, Node right) {
    Arrange leftRows = arrange(left, false);
    Arrange rightRows = arrange(right, false);
    Node leftNode = plant.add("left of " + name, leftRows, left);
    Node rightNode = plant.add("right of " + name, rightRows, right);
    return plant.add(name, new Join(leftRows, rightRows, false), leftNode, rightNode);
  }

  private void change(int row, int weight) {
    table.fill(delta, row, row + 1, weight);
  }

  @Test
  void changesThatCancel_endAtTheFirstJoin() {
    Node second = cross("second", cross("first", plant.source, plant.source), plant.source);
    Node third = cross("third", second, second);
    table.fill(delta, 0, ROWS, 1);
    plant.tick(delta);
    long steps = third.steps();
    for (int i = 0; i < 100; i++) {
      delta.clear();
      change(ROWS + i - 1, -1);
      change(ROWS + i, 1);
      plant.tick(delta);
    }
    assertThat(third.steps()).isEqualTo(steps);
  }

  @Test
  void repeatedRows_areOneRowForTheNextJoin() {
    Node second = cross("second", cross("first", plant.source, plant.source), plant.source);
    Node third = cross("third", second, second);
    table.fill(delta, 0, ROWS, 1);
    plant.tick(delta);
    long before = third.rowsOut();
    delta.clear();
    change(ROWS, 1);
    plant.tick(delta);
    // 9 to the 6th less 8 to the 6th rows more, in a handful of entries
    assertThat(third.rowsOut() - before).isBetween(1L, 10L);
  }

  @Test
  void nullsThatMatch_needAnIndexWithNullKeys() {
    Storage storage = plant.circuit.storage();
    RowKey key = new RowKey(PackedTable.LAYOUT, 1);
    Arrange with = new Arrange(storage, key, new int[0], true);
    Arrange without = new Arrange(storage, key, new int[0], false);
    assertThatIllegalStateException().isThrownBy(() -> new Join(with, without, true));
    assertThatIllegalStateException().isThrownBy(() -> new Join(without, with, true));
    assertThat(new Join(with, with, true).output())
        .isEqualTo(new Join(with, without, false).output());
  }
}
