// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Binding;
import dev.spooky.engine.Column;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement: its setters write straight into the engine's {@link Binding}, and a batch
 * is one call of the engine, so one tick.
 */
final class SpookyPreparedStatement extends ParameterStreams {
  private final Prepared prepared;
  private final Binding binding;
  private final List<Column> parameters;
  private final ParameterValues values;

  SpookyPreparedStatement(SpookyConnection connection, Prepared prepared, KeyColumns keys) {
    super(connection);
    this.prepared = prepared;
    keys.keep(prepared);
    keyed(prepared);
    this.binding = prepared.bind();
    this.parameters = prepared.parameters();
    this.values = new ParameterValues(connection::zone);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    checkOpen();
    checkKind(prepared, true);
    execute();
    return currentRows();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    checkOpen();
    checkKind(prepared, false);
    execute();
    return results().count();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return toInt(executeLargeUpdate());
  }

  @Override
  public boolean execute() throws SQLException {
    checkOpen();
    discardResults();
    Outcome outcome = run(prepared, () -> prepared.execute(binding));
    keep(prepared, outcome);
    return results().rows() != null;
  }

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    checkKind(prepared, false);
    try {
      binding.addBatch();
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    binding.clearBatch();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    discardResults();
    int size = binding.batchSize();
    if (size == 0) {
      return new long[0];
    }
    try {
      return run(prepared, () -> prepared.executeBatch(binding));
    } catch (SQLException e) {
      binding.clearBatch();
      throw StatementBatch.nothingStands(size, e);
    }
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return StatementBatch.toInts(executeLargeBatch());
  }

  @Override
  public void clearParameters() throws SQLException {
    checkOpen();
    binding.clear();
  }

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    List<Column> columns = prepared.columns();
    return columns.isEmpty() ? null : new ResultColumns(columns);
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    return new ParameterColumns(parameters);
  }

  @Override
  void checkParameter(int parameter) throws SQLException {
    checkOpen();
    if (parameter < 1 || parameter > parameters.size()) {
      throw ParameterColumns.noSuchParameter(parameter, parameters.size());
    }
  }

  @Override
  void set(int parameter, @Nullable Object value) throws SQLException {
    checkParameter(parameter);
    try {
      if (value == null) {
        binding.setNull(parameter - 1);
      } else {
        Object plain = values.toEngine(value, parameters.get(parameter - 1));
        binding.setObject(parameter - 1, plain);
      }
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  @Override
  public void setNull(int parameter, int type) throws SQLException {
    set(parameter, null);
  }

  @Override
  public void setNull(int parameter, int type, @Nullable String typeName) throws SQLException {
    set(parameter, null);
  }

  @Override
  public void setBoolean(int parameter, boolean x) throws SQLException {
    checkParameter(parameter);
    try {
      binding.setBoolean(parameter - 1, x);
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  @Override
  public void setByte(int parameter, byte x) throws SQLException {
    setLong(parameter, x);
  }

  @Override
  public void setShort(int parameter, short x) throws SQLException {
    setLong(parameter, x);
  }

  @Override
  public void setInt(int parameter, int x) throws SQLException {
    setLong(parameter, x);
  }

  @Override
  public void setLong(int parameter, long x) throws SQLException {
    checkParameter(parameter);
    try {
      binding.setLong(parameter - 1, x);
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  @Override
  public void setFloat(int parameter, float x) throws SQLException {
    setDouble(parameter, x);
  }

  @Override
  public void setDouble(int parameter, double x) throws SQLException {
    checkParameter(parameter);
    try {
      binding.setDouble(parameter - 1, x);
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  @Override
  public void setString(int parameter, @Nullable String x) throws SQLException {
    checkParameter(parameter);
    try {
      binding.setString(parameter - 1, x);
    } catch (RuntimeException e) {
      throw SqlErrors.translate(e);
    }
  }

  @Override
  public void setNString(int parameter, @Nullable String x) throws SQLException {
    setString(parameter, x);
  }

  @Override
  public void setBigDecimal(int parameter, @Nullable BigDecimal x) throws SQLException {
    set(parameter, x);
  }

  @Override
  public void setBytes(int parameter, byte @Nullable [] x) throws SQLException {
    set(parameter, x);
  }

  @Override
  public void setURL(int parameter, @Nullable URL x) throws SQLException {
    set(parameter, x);
  }

  @Override
  public void setDate(int parameter, @Nullable Date x) throws SQLException {
    setDate(parameter, x, null);
  }

  @Override
  public void setDate(int parameter, @Nullable Date x, @Nullable Calendar calendar)
      throws SQLException {
    if (x == null || calendar == null) {
      set(parameter, x);
    } else {
      set(parameter, moment(x, calendar).toLocalDate());
    }
  }

  @Override
  public void setTime(int parameter, @Nullable Time x) throws SQLException {
    setTime(parameter, x, null);
  }

  @Override
  public void setTime(int parameter, @Nullable Time x, @Nullable Calendar calendar)
      throws SQLException {
    if (x == null || calendar == null) {
      set(parameter, x);
    } else {
      set(parameter, moment(x, calendar).toLocalTime());
    }
  }

  private static LocalDateTime moment(java.util.Date x, Calendar calendar) {
    return ParameterValues.local(Instant.ofEpochMilli(x.getTime()), calendar);
  }

  @Override
  public void setTimestamp(int parameter, @Nullable Timestamp x) throws SQLException {
    set(parameter, x);
  }

  @Override
  public void setTimestamp(int parameter, @Nullable Timestamp x, @Nullable Calendar calendar)
      throws SQLException {
    checkParameter(parameter);
    JdbcType type = JdbcType.of(parameters.get(parameter - 1));
    if (x == null || calendar == null || type == JdbcType.TIMESTAMP_WITH_TIME_ZONE) {
      set(parameter, x);
    } else {
      set(parameter, ParameterValues.local(x.toInstant(), calendar));
    }
  }

  @Override
  public void setObject(int parameter, @Nullable Object x) throws SQLException {
    if (x instanceof String text) {
      setString(parameter, text);
    } else {
      set(parameter, x);
    }
  }

  @Override
  public void setObject(int parameter, @Nullable Object x, int type) throws SQLException {
    checkType(parameter, type);
    setObject(parameter, x);
  }

  @Override
  public void setObject(int parameter, @Nullable Object x, int type, int scaleOrLength)
      throws SQLException {
    checkType(parameter, type);
    boolean scaled = type == Types.DECIMAL || type == Types.NUMERIC;
    if (scaled && x instanceof BigDecimal decimal) {
      set(parameter, decimal.setScale(scaleOrLength, RoundingMode.HALF_UP));
    } else {
      setObject(parameter, x);
    }
  }

  @Override
  public void setObject(int parameter, @Nullable Object x, @Nullable SQLType type)
      throws SQLException {
    setObject(parameter, x, code(type));
  }

  @Override
  public void setObject(
      int parameter, @Nullable Object x, @Nullable SQLType type, int scaleOrLength)
      throws SQLException {
    setObject(parameter, x, code(type), scaleOrLength);
  }

  private static int code(@Nullable SQLType type) throws SQLException {
    Integer code = type == null ? null : type.getVendorTypeNumber();
    if (code == null) {
      throw SqlErrors.of(SqlErrors.BAD_ARGUMENT, "the parameter's type is null");
    }
    return code;
  }

  /** The engine knows a parameter's type; the one given is but checked for being possible. */
  private void checkType(int parameter, int type) throws SQLException {
    checkParameter(parameter);
    switch (type) {
      case Types.ARRAY,
          Types.DATALINK,
          Types.DISTINCT,
          Types.REF,
          Types.REF_CURSOR,
          Types.ROWID,
          Types.SQLXML,
          Types.STRUCT ->
          throw SqlErrors.unsupported("a parameter of the JDBC type " + type);
      default -> {}
    }
  }

  @Override
  void release() throws SQLException {
    super.release();
    prepared.close();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(type, this, prepared);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.find(type, this, prepared) != null;
  }
}
