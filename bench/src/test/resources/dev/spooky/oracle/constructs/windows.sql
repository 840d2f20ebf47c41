-- Aggregates over whole partitions, QUALIFY, the first of a partition.
SELECT a, b, SUM(b) OVER (PARTITION BY a) AS s FROM r;
SELECT a, b, COUNT(*) OVER (PARTITION BY a) AS n, MAX(b) OVER (PARTITION BY c) AS m FROM r;
SELECT a, b, COUNT(*) OVER () AS n, MIN(b) OVER () AS m FROM r;
SELECT a, b - MIN(b) OVER (PARTITION BY a) AS d FROM r WHERE b > 0;
SELECT a, COUNT(*) AS n, SUM(COUNT(*)) OVER () AS s FROM r GROUP BY a;
SELECT * FROM (SELECT a, b, MAX(b) OVER (PARTITION BY a) AS m FROM r) q WHERE b = m;
-- ask SELECT r.a, (SELECT MAX(n) FROM (SELECT a, b, COUNT(*) AS n FROM s GROUP BY a, b) x WHERE x.a = r.a) AS m FROM r
SELECT a, (SELECT MAX(x.n) FROM (SELECT s.b, COUNT(*) OVER (PARTITION BY s.b) AS n FROM s WHERE s.a = r.a) x) AS m FROM r;
-- not hsqldb
SELECT a, b, c FROM r QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY b NULLS FIRST, c NULLS FIRST) <= 2;
-- not hsqldb
SELECT a, b FROM r QUALIFY COUNT(*) OVER (PARTITION BY a) > 2;
-- not hsqldb
SELECT a, SUM(b) AS s FROM r GROUP BY a QUALIFY ROW_NUMBER() OVER (ORDER BY SUM(b) NULLS FIRST, a NULLS FIRST) = 1;
VALUES (1, 'a'), (2, NULL);
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(x, y) LEFT JOIN r ON r.a = v.x;
SELECT r.a, v.y FROM r JOIN (VALUES (1, 10), (2, 20)) AS v(x, y) ON r.a = v.x;
SELECT a FROM r WHERE b IN (VALUES (1), (2));
