// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.demo;

import java.util.List;

/** Tables and views of the demo. */
final class AuctionSite {
  private AuctionSite() {}

  /** The tables, in the order in which rows refer to each other. */
  static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE person (
            id BIGINT NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, city VARCHAR NOT NULL,
            state VARCHAR NOT NULL, ts BIGINT NOT NULL)""",
          """
          CREATE TABLE auction (
            id BIGINT NOT NULL PRIMARY KEY, seller BIGINT NOT NULL, category BIGINT NOT NULL,
            initial BIGINT NOT NULL, ts BIGINT NOT NULL, expires BIGINT NOT NULL)""",
          """
          CREATE TABLE bid (
            id BIGINT NOT NULL PRIMARY KEY, auction BIGINT NOT NULL, bidder BIGINT NOT NULL,
            price BIGINT NOT NULL, ts BIGINT NOT NULL)""");

  /**
   * A view and how it is shown.
   *
   * @param name its name
   * @param title what it says
   * @param order the column to sort by, from 0
   * @param descending whether the greatest comes first
   * @param query its query
   */
  record Shown(String name, String title, int order, boolean descending, String query) {
    String definition() {
      return "CREATE MATERIALIZED VIEW " + name + " AS " + query;
    }
  }

  static final List<Shown> VIEWS =
      List.of(
          new Shown(
              "top_auctions",
              "Most wanted auctions",
              1,
              true,
              """
              SELECT auction, COUNT(*) AS bids, MAX(price) AS highest FROM bid
              GROUP BY auction ORDER BY bids DESC, auction LIMIT 10"""),
          new Shown(
              "revenue_by_state",
              "Money bid, by the seller's state",
              2,
              true,
              """
              SELECT p.state, COUNT(*) AS bids, SUM(b.price) AS revenue
              FROM bid b JOIN auction a ON b.auction = a.id JOIN person p ON a.seller = p.id
              GROUP BY p.state"""),
          new Shown(
              "price_by_category",
              "Average closing price, by category",
              1,
              true,
              """
              SELECT category, CAST(AVG(final) AS DECIMAL(10, 2)) AS average
              FROM (SELECT MAX(b.price) AS final, a.category AS category
                    FROM auction a JOIN bid b ON a.id = b.auction
                    WHERE b.ts BETWEEN a.ts AND a.expires GROUP BY a.id, a.category)
              GROUP BY category"""),
          new Shown(
              "top_bidders",
              "Busiest bidders",
              1,
              true,
              """
              SELECT bidder, COUNT(*) AS bids, SUM(price) AS spent FROM bid
              GROUP BY bidder ORDER BY bids DESC, bidder LIMIT 10"""),
          new Shown(
              "local_offers",
              "Offers of category 10 in three states",
              0,
              false,
              """
              SELECT p.state, COUNT(*) AS offers
              FROM auction a JOIN person p ON a.seller = p.id
              WHERE a.category = 10 AND p.state IN ('S01', 'S02', 'S03')
              GROUP BY p.state"""),
          new Shown(
              "totals",
              "In all",
              0,
              false,
              """
              SELECT COUNT(*) AS bids, MIN(price) AS lowest, MAX(price) AS highest,
                     CAST(AVG(price) AS DECIMAL(10, 2)) AS average
              FROM bid"""));
}
