// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.tpch;

import dev.spooky.cli.print.RowsPrinter;
import dev.spooky.cli.print.Style;
import dev.spooky.cli.print.Text;
import dev.spooky.engine.Appender;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import io.trino.tpch.LineItem;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Fills the tables of TPC-H, keeps its 22 queries as views, and changes single rows. */
public final class TpchExample {
  /** The queries that are kept. */
  public static final List<String> QUERIES =
      IntStream.rangeClosed(1, 22).mapToObj(number -> "q" + number).toList();

  private static final Pattern ORDER = Pattern.compile("ORDER BY [\\w, ]+(?=;|\\s+LIMIT)");
  private static final int CHANGES = 500;

  private final PrintWriter out;
  private final Style style;

  /** Prints on {@code out}. */
  public TpchExample(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  /** A file of {@code examples/tpch}. */
  public static String sql(String file) throws IOException {
    try (InputStream in = TpchExample.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Makes the tables. */
  public static void createTables(Session session) throws IOException {
    session.split(sql("schema.sql")).forEach(session::execute);
  }

  /** Fills all tables; gives the number of rows. */
  public static long load(Session session, double scale) {
    long rows = 0;
    for (TpchTable<?> table : TpchTable.getTables()) {
      rows += TpchRows.load(session, table, scale);
    }
    return rows;
  }

  /** Does all of it; SF 1 is 8.7 million rows. */
  public void run(double scale, boolean viewsFirst) throws IOException {
    try (Spooky database = Spooky.open();
        Session session = database.session()) {
      createTables(session);
      if (viewsFirst) {
        createViews(session);
      }
      long start = System.nanoTime();
      long rows = load(session, scale);
      long nanos = System.nanoTime() - start;
      out.println(
          "%s loaded in %s, %s rows/s"
              .formatted(
                  Text.rows(rows),
                  style.bold(Text.duration(nanos)),
                  Text.count(Math.round(rows * 1e9 / nanos))));
      if (!viewsFirst) {
        createViews(session);
      }
      for (String query : QUERIES) {
        out.println();
        show(session, query);
      }
      out.println();
      change(session, scale);
    }
    out.flush();
  }

  private void createViews(Session session) throws IOException {
    for (String query : QUERIES) {
      long start = System.nanoTime();
      session.execute(session.split(sql(query + ".sql")).get(0));
      out.println(
          "%-4s defined and filled in %s"
              .formatted(query, style.bold(Text.duration(System.nanoTime() - start))));
      out.flush();
    }
  }

  private void show(Session session, String query) throws IOException {
    Matcher order = ORDER.matcher(sql(query + ".sql"));
    String select = "SELECT * FROM " + query + (order.find() ? " " + order.group() : "");
    long start = System.nanoTime();
    try (Rows rows = session.execute(select).rows().orElseThrow()) {
      long ready = System.nanoTime() - start;
      out.println(style.bold(query) + style.dim("  read in " + Text.duration(ready)));
      long count = new RowsPrinter(out, style).print(rows);
      out.println(style.dim("(" + Text.rows(count) + ")"));
    }
  }

  /** Takes line items away and puts them back, one a commit, with all views kept. */
  private void change(Session session, double scale) {
    List<LineItem> items = new ArrayList<>();
    for (LineItem item : TpchTable.LINE_ITEM.createGenerator(scale, 1, 1)) {
      items.add(item);
      if (items.size() == CHANGES) {
        break;
      }
    }
    Histogram latency = new Histogram(3);
    try (Appender removing = session.appender("lineitem", "l_orderkey", "l_linenumber");
        Appender adding = session.appender("lineitem")) {
      for (int round = 0; round < 2; round++) {
        latency.reset(); // the first round warms up
        for (LineItem item : items) {
          long start = System.nanoTime();
          removing.append(item.getOrderKey()).append(item.getLineNumber()).endDeletedRow();
          removing.flush();
          long between = System.nanoTime();
          latency.recordValue(between - start);
          TpchRows.append(adding, TpchTable.LINE_ITEM, item);
          adding.endRow();
          adding.flush();
          latency.recordValue(System.nanoTime() - between);
        }
      }
    }
    out.println(
        "One line item deleted or inserted, all %d views kept: p50 %s, p99 %s"
            .formatted(
                QUERIES.size(),
                style.bold(Text.duration(latency.getValueAtPercentile(50))),
                style.bold(Text.duration(latency.getValueAtPercentile(99)))));
  }
}
