// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes Java records of rows: the components are the columns in order. */
final class RecordMapper<T extends Record> {
  private final Constructor<T> constructor;
  private final Class<?>[] types;

  private RecordMapper(Constructor<T> constructor, Class<?>[] types) {
    this.constructor = constructor;
    this.types = types;
  }

  /**
   * A mapper of rows with these columns.
   *
   * @throws SpookySqlException if the record has another number of components
   */
  static <T extends Record> RecordMapper<T> of(Class<T> type, List<Column> columns) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length != columns.size()) {
      throw SpookySqlException.of(
          SqlErrorCode.TYPE_MISMATCH,
          "record %s has %d components, but there are %d columns"
              .formatted(type.getSimpleName(), components.length, columns.size()));
    }
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new RecordMapper<>(constructor, types);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw SpookySqlException.of(
              SqlErrorCode.TYPE_MISMATCH, "record " + type.getName() + " cannot be made here")
          .withHint("make it public, or open its package")
          .withCause(e);
    }
  }

  /** The record of a row. */
  T map(RowView row) {
    Object[] values = new Object[types.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(row, i);
      if (values[i] == null && types[i].isPrimitive()) {
        throw SpookySqlException.of(
            SqlErrorCode.TYPE_MISMATCH,
            "column '%s' is NULL, but its component is a %s"
                .formatted(row.columns().get(i).name(), types[i]));
      }
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw SpookySqlException.of(
              SqlErrorCode.TYPE_MISMATCH,
              "row does not fit record " + constructor.getDeclaringClass().getSimpleName())
          .withCause(e);
    }
  }

  private @Nullable Object value(RowView row, int i) {
    if (row.isNull(i)) {
      return null;
    }
    Class<?> type = types[i];
    if (type == long.class || type == Long.class) {
      return row.getLong(i);
    } else if (type == int.class || type == Integer.class) {
      return Math.toIntExact(row.getLong(i));
    } else if (type == short.class || type == Short.class) {
      return (short) row.getLong(i);
    } else if (type == double.class || type == Double.class) {
      return row.getDouble(i);
    } else if (type == float.class || type == Float.class) {
      return (float) row.getDouble(i);
    } else if (type == boolean.class || type == Boolean.class) {
      return row.getBoolean(i);
    } else if (type == String.class) {
      return row.getString(i);
    } else if (type == BigDecimal.class) {
      return row.getDecimal(i);
    }
    return row.getObject(i);
  }
}
