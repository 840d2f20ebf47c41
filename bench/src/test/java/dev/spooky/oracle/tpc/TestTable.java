// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.tpc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A table, its statement, and the rows that are in it. */
final class TestTable {
  private final String name;
  private final String create;
  private final List<@Nullable Object[]> rows;

  TestTable(String name, String create, List<@Nullable Object[]> rows) {
    this.name = name;
    this.create = create;
    this.rows = new ArrayList<>(rows);
  }

  String name() {
    return name;
  }

  String create() {
    return create;
  }

  List<@Nullable Object[]> rows() {
    return rows;
  }

  /** Takes a random third of the rows out, and gives it. */
  List<@Nullable Object[]> takeThird(Random random) {
    Collections.shuffle(rows, random);
    List<@Nullable Object[]> third = rows.subList(0, rows.size() / 3);
    List<@Nullable Object[]> taken = new ArrayList<>(third);
    third.clear();
    return taken;
  }
}
