// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import dev.spooky.engine.Change;
import dev.spooky.engine.RowView;
import dev.spooky.engine.Rows;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A multiset of rows in a form that compares between engines: exact numbers by value, averages and
 * floating ones to 9 digits of the 10 decimals that the other engine gives, texts quoted, NULL
 * bare.
 */
@NullMarked
public final class Bag {
  private static final MathContext DIGITS = new MathContext(9);

  /** Decimals of the other engine's averages; no exact number of the tests has as many. */
  private static final int DECIMALS = 10;

  private final Map<String, Long> rows = new TreeMap<>();

  /** The rows of a result, which is closed. */
  public static Bag of(Rows rows) {
    Bag bag = new Bag();
    try (rows) {
      while (rows.next()) {
        bag.add(text(rows), 1);
      }
    }
    return bag;
  }

  /** The rows of a JDBC result, which is closed. */
  public static Bag of(ResultSet results) throws SQLException {
    Bag bag = new Bag();
    try (results) {
      int columns = results.getMetaData().getColumnCount();
      while (results.next()) {
        StringJoiner row = new StringJoiner(", ");
        for (int i = 1; i <= columns; i++) {
          row.add(text(results.getObject(i)));
        }
        bag.add(row.toString(), 1);
      }
    }
    return bag;
  }

  /**
   * Adds a change; a row that comes twice in it or with weight 0, or goes without having been
   * there, is a fault.
   */
  public void apply(Change change) {
    if (change.isSnapshot()) {
      rows.clear();
    }
    Bag seen = new Bag();
    while (change.next()) {
      String row = exactText(change);
      seen.add(row, 1);
      if (seen.rows.getOrDefault(row, 0L) > 1 || change.weight() == 0) {
        throw new AssertionError("change is not consolidated: " + row + " × " + change.weight());
      }
      add(text(change), change.weight());
      if (rows.getOrDefault(text(change), 0L) < 0) {
        throw new AssertionError("a row goes that was not there: " + row);
      }
    }
  }

  /** Adds the rows of another bag. */
  public void addAll(Bag other) {
    other.rows.forEach(this::add);
  }

  private void add(String row, long weight) {
    long now = rows.merge(row, weight, Long::sum);
    if (now == 0) {
      rows.remove(row);
    }
  }

  private static String text(RowView row) {
    StringJoiner text = new StringJoiner(", ");
    for (int i = 0; i < row.columns().size(); i++) {
      text.add(text(row.getObject(i)));
    }
    return text.toString();
  }

  private static String exactText(RowView row) {
    StringJoiner text = new StringJoiner(", ");
    for (int i = 0; i < row.columns().size(); i++) {
      text.add(String.valueOf(row.getObject(i)));
    }
    return text.toString();
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number)
          ? number(approximately(new BigDecimal(number)))
          : Double.toString(number);
    } else if (value instanceof Number) {
      BigDecimal number = new BigDecimal(value.toString());
      return number(number.scale() < DECIMALS ? number : approximately(number));
    } else if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime().toString();
    } else if (value instanceof Date date) {
      return date.toLocalDate().toString();
    } else if (value instanceof String) {
      return "'" + value + "'";
    } else if (value instanceof List<?> list) {
      return list.stream().map(Bag::text).toList().toString();
    } else if (value instanceof Array array) {
      return elements(array);
    }
    return value.toString();
  }

  private static String elements(Array array) {
    try {
      return text(Arrays.asList((Object[]) array.getArray()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigDecimal approximately(BigDecimal value) {
    return value.setScale(DECIMALS, RoundingMode.HALF_UP).round(DIGITS);
  }

  private static String number(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** Number of rows, repeated ones counted as often as they come. */
  public long rowCount() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A short text of what differs, "" if nothing does. */
  public String difference(Bag other) {
    StringJoiner text = new StringJoiner("\n");
    int shown = 0;
    Map<String, Long> all = new TreeMap<>(rows);
    other.rows.forEach((row, weight) -> all.merge(row, -weight, Long::sum));
    for (Map.Entry<String, Long> entry : all.entrySet()) {
      if (entry.getValue() != 0 && shown++ < 10) {
        text.add(
            "  " + (entry.getValue() > 0 ? "+" : "") + entry.getValue() + " × " + entry.getKey());
      }
    }
    return shown > 10 ? text + "\n  … " + (shown - 10) + " more" : text.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bag bag && rows.equals(bag.rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }

  @Override
  public String toString() {
    return rows.toString();
  }
}
