// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.print;

import dev.spooky.engine.Column;
import dev.spooky.engine.SqlType;

/** SQL types as one writes them. */
public final class TypeText {
  private TypeText() {}

  /** A column's type with its precision. */
  public static String of(Column column) {
    return switch (column.type()) {
      case DECIMAL -> "DECIMAL(%d, %d)".formatted(column.precision(), column.scale());
      case CHAR, VARCHAR, BINARY, VARBINARY ->
          column.precision() > 0
              ? column.type() + "(" + column.precision() + ")"
              : column.type().name();
      case TIMESTAMP_WITH_TIME_ZONE -> "TIMESTAMP WITH TIME ZONE";
      case INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
      case INTERVAL_DAY_TIME -> "INTERVAL DAY TO SECOND";
      case ARRAY -> {
        Column element = column.element();
        yield element == null ? "ARRAY" : of(element) + " ARRAY";
      }
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          REAL,
          DOUBLE,
          DATE,
          TIME,
          TIMESTAMP,
          UUID,
          NULL ->
          column.type().name();
    };
  }

  /** Whether values stand at the right edge. */
  public static boolean isNumber(SqlType type) {
    return switch (type) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> true;
      case BOOLEAN,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_WITH_TIME_ZONE,
          INTERVAL_YEAR_MONTH,
          INTERVAL_DAY_TIME,
          UUID,
          ARRAY,
          NULL ->
          false;
    };
  }
}
