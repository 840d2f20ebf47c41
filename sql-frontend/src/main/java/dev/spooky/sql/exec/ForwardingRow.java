// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Column;
import dev.spooky.engine.RowView;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cursor's view of its current row: every getter asks {@link #row}. Has no state. */
abstract class ForwardingRow implements RowView {
  abstract RowView row();

  @Override
  public final List<Column> columns() {
    return row().columns();
  }

  @Override
  public final boolean isNull(int column) {
    return row().isNull(column);
  }

  @Override
  public final boolean getBoolean(int column) {
    return row().getBoolean(column);
  }

  @Override
  public final long getLong(int column) {
    return row().getLong(column);
  }

  @Override
  public final double getDouble(int column) {
    return row().getDouble(column);
  }

  @Override
  public final @Nullable BigDecimal getDecimal(int column) {
    return row().getDecimal(column);
  }

  @Override
  public final @Nullable String getString(int column) {
    return row().getString(column);
  }

  @Override
  public final byte @Nullable [] getBytes(int column) {
    return row().getBytes(column);
  }

  @Override
  public final @Nullable Object getObject(int column) {
    return row().getObject(column);
  }
}
