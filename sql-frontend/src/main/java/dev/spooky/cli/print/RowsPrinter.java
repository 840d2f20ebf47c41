// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.print;

import dev.spooky.engine.Column;
import dev.spooky.engine.RowView;
import dev.spooky.engine.Rows;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Prints results as tables: the width of the columns is that of the first rows' values. */
public final class RowsPrinter {
  /** Rows that are looked at before the first line is printed. */
  private static final int SAMPLE_ROWS = 1_000;

  /** How often a live result looks whether it is to end. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final PrintWriter out;
  private final Style style;

  /** Prints on {@code out}. */
  public RowsPrinter(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  /** Prints a result to its end; gives the number of its rows. */
  public long print(Rows rows) {
    TextTable table = table(rows.columns());
    boolean headed = false;
    long count = 0;
    while (rows.next()) {
      table.add(values(rows));
      count++;
      if (table.size() >= SAMPLE_ROWS) {
        print(table, !headed);
        headed = true;
      }
    }
    print(table, !headed);
    return count;
  }

  /**
   * Prints a live result, change by change, until {@code stopped} or its end.
   *
   * @return the number of its rows
   */
  public long printLive(Rows rows, BooleanSupplier stopped) {
    TextTable table = table(rows.columns());
    boolean headed = false;
    long count = 0;
    while (!stopped.getAsBoolean() && !rows.isEnded()) {
      boolean more = rows.next(table.size() == 0 ? PATIENCE : Duration.ZERO);
      if (more) {
        table.add(change(rows));
        count++;
      }
      if (table.size() > 0 && (!more || table.size() >= SAMPLE_ROWS)) {
        print(table, !headed);
        headed = true;
      }
    }
    return count;
  }

  private void print(TextTable table, boolean head) {
    if (head) {
      List<String> rowsFirst = table.takeRows();
      table.head().forEach(out::println);
      rowsFirst.forEach(out::println);
    } else {
      table.takeRows().forEach(out::println);
    }
    out.flush();
  }

  private TextTable table(List<Column> columns) {
    return new TextTable(
        columns.stream()
            .map(column -> new TextTable.Heading(column.name(), TypeText.isNumber(column.type())))
            .toList(),
        style);
  }

  private static List<@Nullable String> values(RowView row) {
    List<@Nullable String> values = new ArrayList<>(row.columns().size());
    for (int i = 0; i < row.columns().size(); i++) {
      values.add(row.getString(i));
    }
    return values;
  }

  /** A change's values: the weight with its sign. */
  private static List<@Nullable String> change(RowView row) {
    List<@Nullable String> values = values(row);
    long weight = row.getLong(1);
    values.set(1, weight > 0 ? "+" + weight : Long.toString(weight));
    return values;
  }
}
