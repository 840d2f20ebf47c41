// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.laws;

import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;

/** A table of many rows for tests of cost: row i has (id = i, group = i mod groups, amount). */
final class PackedTable {
  static final RowLayout LAYOUT =
      RowLayout.of(FieldKind.I64, FieldKind.I64, FieldKind.F64, FieldKind.UTF8);

  private final RowWriter writer = new RowWriter(LAYOUT);
  private final long groups;

  PackedTable(long groups) {
    this.groups = groups;
  }

  /** Adds rows {@code from} to {@code to − 1} with this weight. */
  void fill(Delta delta, long from, long to, long weight) {
    for (long id = from; id < to; id++) {
      writer.begin();
      writer.setLong(0, id);
      writer.setLong(1, Math.floorMod(id * 31, groups));
      writer.setDouble(2, id * 0.1);
      writer.setString(3, "name of " + id % 1000);
      writer.finish();
      delta.add(writer, weight);
    }
  }

  /** Keeps the rows with an even id, and doubles it: (id, group, amount). */
  static final class EvenIds implements Transform {
    private static final RowLayout OUTPUT =
        RowLayout.of(FieldKind.I64, FieldKind.I64, FieldKind.F64);

    @Override
    public RowLayout input() {
      return LAYOUT;
    }

    @Override
    public RowLayout output() {
      return OUTPUT;
    }

    @Override
    public void apply(Delta in, Delta out, Errors errors) {
      for (int i = 0; i < in.count(); i++) {
        int row = in.offset(i);
        long id = LAYOUT.slot(0).getLong(in.bytes(), row);
        if ((id & 1) == 0) {
          int begun = out.begin();
          Bytes.putLong(out.bytes(), begun + OUTPUT.slot(0).offset(), 2 * id);
          long group = LAYOUT.slot(1).getLong(in.bytes(), row);
          Bytes.putLong(out.bytes(), begun + OUTPUT.slot(1).offset(), group);
          double amount = LAYOUT.slot(2).getDouble(in.bytes(), row);
          Bytes.putDouble(out.bytes(), begun + OUTPUT.slot(2).offset(), amount);
          out.end(in.weight(i));
        }
      }
    }

    @Override
    public boolean canFail() {
      return false;
    }
  }
}
