-- Files in and out. Run it at the root of the project with: ./spooky run examples/copy.sql
CREATE TABLE bid (
  id BIGINT NOT NULL PRIMARY KEY, auction BIGINT NOT NULL, bidder BIGINT, price DECIMAL(10, 2), note VARCHAR);

CREATE MATERIALIZED VIEW bids_by_auction AS
SELECT auction, COUNT(*) AS bids, MAX(price) AS highest FROM bid GROUP BY auction;

-- One transaction: if a line were bad, the error would name it, and no row would be there.
COPY bid FROM 'examples/bids.csv' (FORMAT CSV, HEADER);
SELECT * FROM bid ORDER BY id;
SELECT * FROM bids_by_auction ORDER BY auction;
