-- A small auction site. Run it with: ./spooky run examples/auction.sql

CREATE TABLE person (
  id BIGINT NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, city VARCHAR NOT NULL, state VARCHAR NOT NULL);
CREATE TABLE auction (
  id BIGINT NOT NULL PRIMARY KEY, seller BIGINT NOT NULL, category BIGINT NOT NULL, initial BIGINT NOT NULL);
CREATE TABLE bid (
  id BIGINT NOT NULL PRIMARY KEY, auction BIGINT NOT NULL, bidder BIGINT NOT NULL, price BIGINT NOT NULL);

-- Views are kept up to date from now on, at a cost set by each change and not by the data.
CREATE MATERIALIZED VIEW bids_by_auction AS
SELECT auction, COUNT(*) AS bids, MAX(price) AS highest FROM bid GROUP BY auction;

CREATE MATERIALIZED VIEW revenue_by_state AS
SELECT p.state, COUNT(*) AS bids, SUM(b.price) AS revenue
FROM bid b JOIN auction a ON b.auction = a.id JOIN person p ON a.seller = p.id
GROUP BY p.state;

CREATE MATERIALIZED VIEW winners AS
SELECT auction, bidder, price
FROM (SELECT auction, bidder, price,
             ROW_NUMBER() OVER (PARTITION BY auction ORDER BY price DESC, id) AS place
      FROM bid)
WHERE place = 1;

INSERT INTO person VALUES
  (0, 'Ada', 'London', 'S01'), (1, 'Grace', 'New York', 'S02'), (2, 'Edsger', 'Austin', 'S03');
INSERT INTO auction VALUES (0, 0, 10, 100), (1, 1, 11, 50), (2, 1, 10, 10);
INSERT INTO bid VALUES
  (0, 0, 1, 120), (1, 0, 2, 150), (2, 1, 0, 55), (3, 1, 2, 60), (4, 2, 0, 12), (5, 0, 1, 170);

SELECT * FROM bids_by_auction ORDER BY auction;
SELECT * FROM revenue_by_state ORDER BY state;
SELECT w.auction, p.name AS winner, w.price FROM winners w JOIN person p ON w.bidder = p.id ORDER BY 1;

-- The highest bid is taken back: the views follow, the second highest bidder wins.
DELETE FROM bid WHERE id = 5;
SELECT w.auction, p.name AS winner, w.price FROM winners w JOIN person p ON w.bidder = p.id ORDER BY 1;

-- A transaction is seen as a whole or not at all.
BEGIN;
UPDATE auction SET seller = 2 WHERE id = 1;
INSERT INTO bid VALUES (6, 1, 0, 75);
COMMIT;
SELECT * FROM revenue_by_state ORDER BY state;

-- What runs to keep the view, and what it shares with others.
EXPLAIN revenue_by_state;
