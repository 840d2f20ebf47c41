// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** What the parameters of a prepared statement are. */
final class ParameterColumns implements ParameterMetaData {
  private final List<Column> parameters;

  ParameterColumns(List<Column> parameters) {
    this.parameters = parameters;
  }

  private Column at(int parameter) throws SQLException {
    if (parameter < 1 || parameter > parameters.size()) {
      throw noSuchParameter(parameter, parameters.size());
    }
    return parameters.get(parameter - 1);
  }

  static SQLException noSuchParameter(int parameter, int count) {
    return SqlErrors.of(
        SqlErrors.NO_SUCH_INDEX,
        "parameter " + parameter + " does not exist: the statement has " + count);
  }

  private JdbcType type(int parameter) throws SQLException {
    return JdbcType.of(at(parameter));
  }

  @Override
  public int getParameterCount() {
    return parameters.size();
  }

  @Override
  public int isNullable(int parameter) throws SQLException {
    return at(parameter).nullable() ? parameterNullable : parameterNoNulls;
  }

  @Override
  public boolean isSigned(int parameter) throws SQLException {
    return type(parameter).isNumeric();
  }

  @Override
  public int getPrecision(int parameter) throws SQLException {
    return type(parameter).precision(at(parameter));
  }

  @Override
  public int getScale(int parameter) throws SQLException {
    return type(parameter).scale(at(parameter));
  }

  @Override
  public int getParameterType(int parameter) throws SQLException {
    return type(parameter).code();
  }

  @Override
  public String getParameterTypeName(int parameter) throws SQLException {
    return type(parameter).typeName(at(parameter));
  }

  @Override
  public String getParameterClassName(int parameter) throws SQLException {
    return type(parameter).javaClass().getName();
  }

  @Override
  public int getParameterMode(int parameter) throws SQLException {
    at(parameter);
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(type, this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.find(type, this) != null;
  }
}
