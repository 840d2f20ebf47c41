// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.demo;

import dev.spooky.cli.print.Style;
import dev.spooky.cli.print.TextTable;
import dev.spooky.cli.print.TypeText;
import dev.spooky.engine.Change;
import dev.spooky.engine.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A view's rows as its subscription tells them: kept by adding and taking away, never read. */
final class LiveView {
  private final AuctionSite.Shown shown;
  private final List<Column> columns;
  private final Map<List<@Nullable String>, Long> rows = new HashMap<>();
  private long changes;

  LiveView(AuctionSite.Shown shown, List<Column> columns) {
    this.shown = shown;
    this.columns = columns;
  }

  String title() {
    return shown.title();
  }

  /** Applies a change. */
  synchronized void apply(Change change) {
    while (change.next()) {
      List<@Nullable String> row = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        row.add(change.getString(i));
      }
      rows.merge(row, change.weight(), (a, b) -> a + b == 0 ? null : a + b);
      changes++;
    }
  }

  /** Rows that came or went so far. */
  synchronized long changes() {
    return changes;
  }

  /** The first rows in the order in which they are shown. */
  TextTable table(int limit, Style style) {
    TextTable table =
        new TextTable(
            columns.stream()
                .map(c -> new TextTable.Heading(c.name(), TypeText.isNumber(c.type())))
                .toList(),
            style);
    sorted().stream().limit(limit).forEach(table::add);
    return table;
  }

  private synchronized List<List<@Nullable String>> sorted() {
    List<List<@Nullable String>> sorted = new ArrayList<>(rows.keySet());
    boolean number = TypeText.isNumber(columns.get(shown.order()).type());
    Comparator<List<@Nullable String>> byOrder =
        number ? Comparator.comparing(this::number) : Comparator.comparing(this::text);
    sorted.sort((shown.descending() ? byOrder.reversed() : byOrder).thenComparing(List::toString));
    return sorted;
  }

  private BigDecimal number(List<@Nullable String> row) {
    String value = row.get(shown.order());
    return value == null ? BigDecimal.ZERO : new BigDecimal(value);
  }

  private String text(List<@Nullable String> row) {
    return String.valueOf(row.get(shown.order()));
  }
}
