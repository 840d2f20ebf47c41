// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import dev.spooky.engine.SqlType;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The elements of an SQL array, as a copy. */
final class MemoryArray implements Array {
  private final Column element;
  private final Supplier<ZoneId> zone;
  private @Nullable List<@Nullable Object> elements;

  /** An array of engine's objects, or of anything else that can be bound. */
  MemoryArray(Column element, List<? extends @Nullable Object> elements, Supplier<ZoneId> zone) {
    this.element = element;
    this.elements = new ArrayList<>(elements);
    this.zone = zone;
  }

  private List<@Nullable Object> elements() throws SQLException {
    List<@Nullable Object> known = elements;
    if (known == null) {
      throw SqlErrors.of(SqlErrors.OBJECT_CLOSED, "the ARRAY was freed");
    }
    return known;
  }

  /** The elements as they came. */
  List<@Nullable Object> list() throws SQLException {
    return elements();
  }

  @Override
  public String getBaseTypeName() throws SQLException {
    elements();
    return JdbcType.of(element).typeName(element);
  }

  @Override
  public int getBaseType() throws SQLException {
    elements();
    return JdbcType.of(element).code();
  }

  @Override
  public Object getArray() throws SQLException {
    return getArray(1, elements().size());
  }

  @Override
  public Object getArray(@Nullable Map<String, Class<?>> types) throws SQLException {
    return getArray();
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    List<@Nullable Object> slice = slice(index, count);
    Class<?> type =
        element.type() == SqlType.ARRAY ? Object.class : JdbcType.of(element).javaClass();
    boolean fits = slice.stream().allMatch(value -> value == null || type.isInstance(value));
    Object[] array =
        fits ? (Object[]) java.lang.reflect.Array.newInstance(type, slice.size()) : new Object[0];
    return slice.toArray(array);
  }

  @Override
  public Object getArray(long index, int count, @Nullable Map<String, Class<?>> types)
      throws SQLException {
    return getArray(index, count);
  }

  private List<@Nullable Object> slice(long index, int count) throws SQLException {
    List<@Nullable Object> all = elements();
    if (index < 1 || count < 0 || index - 1 > all.size() - count) {
      throw SqlErrors.of(
          SqlErrors.BAD_ARGUMENT,
          "elements " + index + " to " + (index + count - 1) + " of " + all.size());
    }
    List<@Nullable Object> slice = new ArrayList<>();
    for (Object value : all.subList((int) index - 1, (int) index - 1 + count)) {
      slice.add(natural(value));
    }
    return slice;
  }

  private @Nullable Object natural(@Nullable Object value) throws SQLException {
    if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    } else if (value instanceof LocalDate date) {
      return Date.valueOf(date);
    } else if (value instanceof LocalTime time) {
      return Time.valueOf(time);
    } else if (value instanceof LocalDateTime dateTime) {
      return Timestamp.valueOf(dateTime);
    } else if (value instanceof List<?> list && element.element() != null) {
      return new MemoryArray(element.element(), list, zone).getArray();
    }
    return value;
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return getResultSet(1, elements().size());
  }

  @Override
  public ResultSet getResultSet(@Nullable Map<String, Class<?>> types) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    slice(index, count);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long i = index; i < index + count; i++) {
      rows.add(new @Nullable Object[] {(int) i, elements().get((int) i - 1)});
    }
    Column value =
        new Column(
            "VALUE", element.type(), element.precision(), element.scale(), true, element.element());
    List<Column> columns = List.of(new Column("INDEX", SqlType.INTEGER, 0, 0, false), value);
    return new SpookyResultSet(zone, new MemoryRows(columns, rows));
  }

  @Override
  public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> types)
      throws SQLException {
    return getResultSet(index, count);
  }

  @Override
  public void free() {
    elements = null;
  }

  @Override
  public String toString() {
    List<@Nullable Object> known = elements;
    return known == null ? "freed" : Arrays.deepToString(known.toArray());
  }
}
