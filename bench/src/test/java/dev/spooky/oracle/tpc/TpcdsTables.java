// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.tpc;

import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import io.trino.tpcds.column.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The 24 tables of TPC-DS with a sample of the generated rows: of the facts and the customers some
 * whole orders, of the dimensions what these refer to.
 */
final class TpcdsTables {
  /** Tables of which whole orders are kept: their column of order numbers. */
  private static final Map<Table, String> ORDERS =
      Map.of(
          Table.STORE_SALES, "ss_ticket_number",
          Table.STORE_RETURNS, "sr_ticket_number",
          Table.CATALOG_SALES, "cs_order_number",
          Table.CATALOG_RETURNS, "cr_order_number",
          Table.WEB_SALES, "ws_order_number",
          Table.WEB_RETURNS, "wr_order_number");

  /**
   * Dimensions too large to be kept whole, by their key; others' columns end with it, or with
   * "…_sk" words alike.
   */
  private static final Map<Table, String> REFERRED =
      Map.of(
          Table.CUSTOMER_DEMOGRAPHICS, "cdemo_sk",
          Table.TIME_DIM, "time_sk");

  private final Map<Table, List<@Nullable Object[]>> rows = new HashMap<>();
  private final Map<String, Set<Object>> referred = new HashMap<>();

  /** The tables at a scale, with one of so many orders and stocks. */
  static List<TestTable> sample(double scale, int oneOf, Random random) {
    TpcdsTables sample = new TpcdsTables();
    Session session = Session.getDefaultSession().withScale(scale);
    List<Table> tables =
        Table.getBaseTables().stream().filter(table -> table != Table.DBGEN_VERSION).toList();
    long salt = random.nextLong();
    for (Table table : tables) {
      if (!REFERRED.containsKey(table) && !ORDERS.containsKey(table)) {
        sample.read(
            table, session, row -> table != Table.INVENTORY || keep(row[1], salt, 4 * oneOf));
      }
    }
    ORDERS.forEach(
        (table, column) -> {
          int at = table.getColumn(column).getPosition();
          sample.read(table, session, row -> keep(row[at], salt, oneOf));
        });
    REFERRED.forEach(
        (table, key) ->
            sample.read(
                table,
                session,
                row ->
                    sample.referred.getOrDefault(key, Set.of()).contains(String.valueOf(row[0]))));
    return tables.stream()
        .map(
            table ->
                new TestTable(
                    table.getName(), create(table), sample.rows.getOrDefault(table, List.of())))
        .toList();
  }

  private static boolean keep(@Nullable Object key, long salt, int oneOf) {
    return Math.floorMod(String.valueOf(key).hashCode() * 0x9E3779B97F4A7C15L + salt >>> 20, oneOf)
        == 0;
  }

  private void read(Table table, Session session, Predicate<@Nullable Object[]> kept) {
    List<@Nullable Object[]> into = new ArrayList<>();
    Column[] columns = table.getColumns();
    for (List<List<String>> produced : Results.constructResults(table, session.withTable(table))) {
      if (produced.isEmpty()) {
        continue;
      }
      List<String> texts = produced.get(0);
      @Nullable Object[] row = new Object[columns.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = value(columns[i].getType(), texts.get(i));
      }
      if (kept.test(row)) {
        into.add(row);
        refer(columns, row);
      }
    }
    rows.put(table, into);
  }

  private void refer(Column[] columns, @Nullable Object[] row) {
    for (int i = 0; i < row.length; i++) {
      for (String key : REFERRED.values()) {
        if (columns[i].getName().endsWith(key)) {
          referred.computeIfAbsent(key, word -> new HashSet<>()).add(String.valueOf(row[i]));
        }
      }
    }
  }

  private static @Nullable Object value(ColumnType type, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (type.getBase()) {
      case INTEGER -> Integer.valueOf(text);
      case IDENTIFIER -> Long.valueOf(text);
      case DATE -> LocalDate.parse(text);
      case DECIMAL -> new BigDecimal(text).setScale(type.getScale().orElse(0));
      case VARCHAR, CHAR, TIME -> text;
    };
  }

  private static String create(Table table) {
    List<String> columns = new ArrayList<>();
    for (Column column : table.getColumns()) {
      columns.add(column.getName() + " " + type(column.getType()));
    }
    String key = ORDERS.get(table);
    String item = table.getColumns()[0].getName();
    if (key != null) {
      item =
          Arrays.stream(table.getColumns())
              .map(Column::getName)
              .filter(name -> name.endsWith("_item_sk"))
              .collect(Collectors.joining());
      key = item + ", " + key;
    } else if (table == Table.INVENTORY) {
      key = "inv_date_sk, inv_item_sk, inv_warehouse_sk";
    } else {
      key = item;
    }
    return "CREATE TABLE %s (%s, PRIMARY KEY (%s))"
        .formatted(table.getName(), String.join(", ", columns), key);
  }

  private static String type(ColumnType type) {
    String name = type.getBase().name().toUpperCase(Locale.ROOT);
    return switch (type.getBase()) {
      case IDENTIFIER -> "BIGINT";
      case INTEGER, DATE -> name;
      case TIME -> "VARCHAR(20)";
      case DECIMAL ->
          "DECIMAL(%d, %d)".formatted(type.getPrecision().orElseThrow(), type.getScale().orElse(0));
      case VARCHAR, CHAR -> "%s(%d)".formatted(name, type.getPrecision().orElseThrow());
    };
  }
}
