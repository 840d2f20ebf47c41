// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

import dev.spooky.engine.RowView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The eight views: their SQL text, the tables that they read, and how their rows are summed up. */
public enum AuctionView {
  /** A filter. */
  V1("SELECT auction, price FROM bid WHERE MOD(auction,123)=0", AuctionTable.BID) {
    @Override
    public void add(RowView row, Checksum sum) {
      addLongs(row, 2, sum);
      sum.end(row.getLong(0), row.getLong(1));
    }
  },
  /** A join of two tables that are not bid. */
  V2(
      "SELECT p.name,p.city,p.state,a.id FROM auction a JOIN person p ON a.seller=p.id"
          + " WHERE a.category=10 AND p.state IN ('S01','S02','S03')",
      AuctionTable.PERSON,
      AuctionTable.AUCTION) {
    @Override
    public void add(RowView row, Checksum sum) {
      for (int i = 0; i < 3; i++) {
        sum.column(text(row, i));
      }
      sum.column(row.getLong(3)).end(row.getLong(3), 0);
    }
  },
  /** An average of maxima: Nexmark's query 4. */
  V3(
      "SELECT category, AVG(final) FROM (SELECT MAX(b.price) AS final, a.category AS category"
          + " FROM auction a JOIN bid b ON a.id=b.auction WHERE b.ts BETWEEN a.ts AND a.expires"
          + " GROUP BY a.id,a.category) GROUP BY category",
      AuctionTable.AUCTION,
      AuctionTable.BID) {
    @Override
    public void add(RowView row, Checksum sum) {
      BigDecimal average = Objects.requireNonNull(row.getDecimal(1));
      long floor = average.setScale(0, RoundingMode.FLOOR).longValueExact();
      sum.column(row.getLong(0)).column(floor).end(0, 0);
    }
  },
  /** A grouping with three aggregates. */
  V4("SELECT bidder, COUNT(*), SUM(price), MAX(price) FROM bid GROUP BY bidder", AuctionTable.BID) {
    @Override
    public void add(RowView row, Checksum sum) {
      addLongs(row, 4, sum);
      sum.end(row.getLong(2), row.getLong(3));
    }
  },
  /** The first ten of a grouping. */
  V5(
      "SELECT auction, COUNT(*) AS c FROM bid GROUP BY auction ORDER BY c DESC, auction LIMIT 10",
      AuctionTable.BID) {
    @Override
    public void add(RowView row, Checksum sum) {
      addLongs(row, 2, sum);
      sum.end(row.getLong(0), row.getLong(1));
    }
  },
  /** The first row per group: Nexmark's query 9. */
  V6(
      "SELECT * FROM (SELECT b.*, ROW_NUMBER() OVER (PARTITION BY auction ORDER BY price DESC, id)"
          + " AS rn FROM bid b) WHERE rn=1",
      AuctionTable.BID) {
    @Override
    public void add(RowView row, Checksum sum) {
      addLongs(row, 5, sum);
      sum.end(row.getLong(0), row.getLong(3));
    }
  },
  /** A DISTINCT that keeps nearly all rows. */
  V7("SELECT DISTINCT auction, bidder FROM bid", AuctionTable.BID) {
    @Override
    public void add(RowView row, Checksum sum) {
      addLongs(row, 2, sum);
      sum.end(row.getLong(0), row.getLong(1));
    }
  },
  /** A join of three tables, grouped. */
  V8(
      "SELECT p.state, COUNT(*), SUM(b.price) FROM bid b JOIN auction a ON b.auction=a.id"
          + " JOIN person p ON a.seller=p.id GROUP BY p.state",
      AuctionTable.PERSON,
      AuctionTable.AUCTION,
      AuctionTable.BID) {
    @Override
    public void add(RowView row, Checksum sum) {
      sum.column(text(row, 0)).column(row.getLong(1)).column(row.getLong(2));
      sum.end(row.getLong(1), row.getLong(2));
    }
  };

  private final String query;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<AuctionTable> tables;

  AuctionView(String query, AuctionTable... tables) {
    this.query = query;
    this.tables = List.of(tables);
  }

  /** The SELECT. */
  public String query() {
    return query;
  }

  /** The statement that makes the view. */
  public String definition() {
    return "CREATE MATERIALIZED VIEW " + viewName() + " AS " + query;
  }

  /** Its name in the database. */
  public String viewName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The tables that it reads. */
  public List<AuctionTable> tables() {
    return tables;
  }

  /** Adds a row of the view to a checksum. */
  public abstract void add(RowView row, Checksum sum);

  private static void addLongs(RowView row, int columns, Checksum sum) {
    for (int i = 0; i < columns; i++) {
      sum.column(row.getLong(i));
    }
  }

  private static String text(RowView row, int column) {
    return Objects.requireNonNull(row.getString(column));
  }
}
