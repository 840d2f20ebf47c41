// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Binding;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowLayout;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Parameter values, kept as primitives where they come as such, and a batch of rows of them. */
final class ParameterBinding implements Binding {
  private enum State {
    MISSING,
    NULL,
    LONG,
    DOUBLE,
    OBJECT
  }

  private final List<RelDataTypeField> fields;
  private final boolean[] exact;
  private final boolean[] real;
  private final State[] states;
  private final long[] bits;
  private final @Nullable Object[] objects;
  private final RowWriter writer;
  private final Delta batch;

  /** Values for parameters of these types, which are all nullable. */
  ParameterBinding(RelDataType parameters) {
    this.fields = parameters.getFieldList();
    RowLayout layout = RowLayouts.layout(parameters);
    this.exact = new boolean[fields.size()];
    this.real = new boolean[fields.size()];
    for (int i = 0; i < exact.length; i++) {
      SqlTypeName name = fields.get(i).getType().getSqlTypeName();
      exact[i] = SqlTypeName.INT_TYPES.contains(name);
      real[i] = layout.slot(i).kind() == FieldKind.F64;
    }
    this.states = new State[exact.length];
    this.bits = new long[exact.length];
    this.objects = new Object[exact.length];
    this.writer = new RowWriter(layout);
    this.batch = new Delta(layout);
    clear();
  }

  /** Fails if the values are of other types than a statement's parameters now are. */
  void checkTypes(RelDataType parameters) {
    if (!parameters.getFieldList().equals(fields)) {
      throw SpookySqlException.of(
              SqlErrorCode.TYPE_MISMATCH,
              "a definition has changed the types of the statement's parameters")
          .withHint("bind the values anew");
    }
  }

  private void put(int parameter, State state, long value, @Nullable Object object) {
    if (parameter < 0 || parameter >= states.length) {
      throw SpookySqlException.of(SqlErrorCode.PARAMETER_COUNT, states.length, parameter + 1);
    }
    states[parameter] = state;
    bits[parameter] = value;
    objects[parameter] = object;
  }

  @Override
  public void setNull(int parameter) {
    put(parameter, State.NULL, 0, null);
  }

  @Override
  public void setBoolean(int parameter, boolean value) {
    put(parameter, State.OBJECT, 0, value);
  }

  @Override
  public void setLong(int parameter, long value) {
    put(parameter, State.LONG, value, null);
  }

  @Override
  public void setDouble(int parameter, double value) {
    put(parameter, State.DOUBLE, Double.doubleToRawLongBits(value), null);
  }

  @Override
  public void setString(int parameter, @Nullable String value) {
    put(parameter, value == null ? State.NULL : State.OBJECT, 0, value);
  }

  @Override
  public void setObject(int parameter, @Nullable Object value) {
    put(parameter, value == null ? State.NULL : State.OBJECT, 0, value);
  }

  @Override
  public void clear() {
    Arrays.fill(states, State.MISSING);
    Arrays.fill(objects, null);
  }

  @Override
  public void addBatch() {
    addTo(batch);
  }

  @Override
  public int batchSize() {
    return batch.count();
  }

  @Override
  public void clearBatch() {
    batch.clear();
  }

  /** The batch; valid until the next change of this binding. */
  Delta batch() {
    return batch;
  }

  /** The values as a delta of one row. */
  Delta single() {
    Delta one = new Delta(writer.layout());
    addTo(one);
    return one;
  }

  private void addTo(Delta rows) {
    writer.begin();
    for (int i = 0; i < states.length; i++) {
      write(i);
    }
    writer.finish();
    rows.add(writer, 1);
  }

  private void write(int i) {
    RelDataType type = fields.get(i).getType();
    try {
      switch (states[i]) {
        case MISSING -> throw SpookySqlException.of(SqlErrorCode.PARAMETER_COUNT, states.length, i);
        case NULL -> writer.setNull(i);
        case LONG -> {
          if (exact[i]) {
            writer.setLong(i, inRange(i, type, bits[i]));
          } else {
            RowValues.setObject(writer, i, type, bits[i]);
          }
        }
        case DOUBLE -> {
          double value = Double.longBitsToDouble(bits[i]);
          if (real[i]) {
            writer.setDouble(i, value);
          } else {
            RowValues.setObject(writer, i, type, value);
          }
        }
        case OBJECT -> RowValues.setObject(writer, i, type, objects[i]);
      }
    } catch (ValueException e) {
      throw ParameterErrors.translate(e, i);
    }
  }

  private static long inRange(int parameter, RelDataType type, long value) {
    boolean fits =
        switch (type.getSqlTypeName()) {
          case TINYINT -> value == (byte) value;
          case SMALLINT -> value == (short) value;
          case INTEGER -> value == (int) value;
          default -> true;
        };
    if (!fits) {
      throw SpookySqlException.of(
          SqlErrorCode.NUMERIC_OVERFLOW,
          "value %d of parameter %d is out of range for %s"
              .formatted(value, parameter + 1, type.getSqlTypeName()));
    }
    return value;
  }
}
