// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

/** Types of generated columns. */
public enum Type {
  INTEGER("INTEGER"),
  BIGINT("BIGINT"),
  DECIMAL("DECIMAL(10, 2)"),
  DOUBLE("DOUBLE PRECISION"),
  VARCHAR("VARCHAR(40)"),
  BOOLEAN("BOOLEAN"),
  DATE("DATE"),
  TIMESTAMP("TIMESTAMP"),
  INTEGERS("INTEGER ARRAY");

  private static final Type[] SCALARS = {
    INTEGER, BIGINT, DECIMAL, DOUBLE, VARCHAR, BOOLEAN, DATE, TIMESTAMP
  };

  private final String sql;

  Type(String sql) {
    this.sql = sql;
  }

  /** The types that all engines have. */
  static Type[] scalars() {
    return SCALARS.clone();
  }

  String sql() {
    return sql;
  }

  boolean isNumeric() {
    return this == INTEGER || this == BIGINT || this == DECIMAL || this == DOUBLE;
  }
}
