-- Joins of every kind over r(a, b, c), s(a, b, d) and t(id, a, e).
SELECT r.a, r.c, s.b FROM r LEFT JOIN s ON r.a = s.a;
SELECT r.a, s.b FROM r RIGHT JOIN s ON r.a = s.a;
SELECT r.a, r.b, s.a, s.b FROM r FULL JOIN s ON r.a = s.a;
SELECT * FROM r LEFT JOIN s ON r.a = s.a AND r.b < s.b;
SELECT * FROM r RIGHT JOIN s ON r.a = s.a AND r.b < s.b;
SELECT * FROM r FULL JOIN s ON r.a = s.a AND r.b < s.b;
SELECT * FROM r LEFT JOIN s ON r.a = s.a AND r.b = 1;
SELECT * FROM r LEFT JOIN s ON r.a = s.a AND s.b = 1;
SELECT * FROM r LEFT JOIN s ON r.a < s.a;
SELECT * FROM r RIGHT JOIN s ON r.a < s.a AND r.b IS NULL;
SELECT * FROM r FULL JOIN s ON r.a < s.a;
SELECT * FROM r FULL JOIN s ON r.a = s.a AND r.b = 2;
SELECT * FROM r FULL JOIN s ON r.a = s.a AND s.b = 2 AND r.b <> s.b;
SELECT * FROM r LEFT JOIN s ON r.a = s.a AND r.b = s.b;
SELECT * FROM r LEFT JOIN s ON r.a = s.d;
SELECT * FROM r LEFT JOIN s ON r.a = s.a WHERE s.a IS NULL;
SELECT * FROM r LEFT JOIN s ON r.a = s.a WHERE s.b = 1;
SELECT * FROM r LEFT JOIN s ON r.a = s.a WHERE COALESCE(s.b, 1) = 1;
SELECT * FROM r LEFT JOIN s ON r.a = s.a WHERE r.b > 0;
SELECT * FROM r LEFT JOIN s ON 1 = 0;
SELECT * FROM r LEFT JOIN s ON 1 = 1;
SELECT * FROM r LEFT JOIN s ON r.b > 0;
SELECT * FROM r LEFT JOIN s ON s.b > 0;
SELECT r.a, s.b, t.e FROM r LEFT JOIN s ON r.a = s.a LEFT JOIN t ON s.b = t.a;
SELECT r.a, s.b, t.e FROM r LEFT JOIN (s JOIN t ON s.b = t.a) ON r.a = s.a;
SELECT r.a, s.b, t.e FROM r RIGHT JOIN s ON r.a = s.a LEFT JOIN t ON r.b = t.a;
SELECT r.a, s.b, t.e FROM r FULL JOIN s ON r.a = s.a FULL JOIN t ON t.a = COALESCE(r.a, s.a);
SELECT x.a, y.b FROM r x LEFT JOIN r y ON x.a = y.b;
SELECT x.a, y.b FROM r x FULL JOIN r y ON x.a = y.b AND x.c = y.c;
SELECT r.a, COUNT(s.b) AS n FROM r LEFT JOIN s ON r.a = s.a GROUP BY r.a;
SELECT COUNT(*) AS n FROM r LEFT JOIN s ON r.a = s.a;
SELECT COUNT(*) AS n FROM r FULL JOIN s ON r.a = s.a AND r.b = s.b;
SELECT a FROM r JOIN s USING (a);
SELECT a, r.b, s.b FROM r LEFT JOIN s USING (a);
SELECT a, r.b, s.b FROM r RIGHT JOIN s USING (a);
-- not h2
SELECT a, r.b, s.b FROM r FULL JOIN s USING (a);
SELECT a, c, d FROM r NATURAL JOIN s;
-- ask SELECT r.a, r.b, c, d FROM r LEFT JOIN s ON r.a = s.a AND r.b = s.b
SELECT * FROM r NATURAL LEFT JOIN s;
-- ask SELECT COALESCE(r.a, s.a), COALESCE(r.b, s.b), c, d FROM r FULL JOIN s ON r.a = s.a AND r.b = s.b
SELECT * FROM r NATURAL FULL JOIN s;
SELECT t.id, s.b FROM t LEFT JOIN s ON t.id = s.a;
SELECT t.id, s.b FROM s LEFT JOIN t ON t.id = s.a;
SELECT t.id, u.id FROM t FULL JOIN t u ON t.id = u.a;
SELECT q.a, q.n, s.b FROM (SELECT a, COUNT(*) AS n FROM r GROUP BY a) q LEFT JOIN s ON q.n = s.b;
SELECT r.a FROM r LEFT JOIN s ON r.a + 1 = s.a * 2;
SELECT r.a, s.a FROM r LEFT JOIN s ON r.a = s.a OR r.b = s.b;
SELECT r.a, s.a FROM r LEFT JOIN s ON r.a = s.a AND r.c LIKE 'a%';
SELECT r.a, s.a FROM r LEFT JOIN s ON r.a IS NOT DISTINCT FROM s.a;
SELECT r.a, s.a FROM r FULL JOIN s ON r.a IS NOT DISTINCT FROM s.a AND r.b = s.b;
SELECT DISTINCT r.a, s.b FROM r LEFT JOIN s ON r.a = s.a;
SELECT x.n, y.m FROM (SELECT COUNT(*) AS n FROM r) x LEFT JOIN (SELECT MAX(a) AS m FROM s HAVING COUNT(*) > 5) y ON 1 = 1;
-- Chains of look-ups by key, which are joined from their far end.
SELECT r.a, x.e, y.e FROM r JOIN t x ON r.a = x.id JOIN t y ON x.a = y.id;
SELECT r.a, x.e, y.e FROM r JOIN t x ON r.a = x.id LEFT JOIN t y ON x.a = y.id;
SELECT r.a, x.e, y.e FROM r LEFT JOIN t x ON r.a = x.id LEFT JOIN t y ON x.a = y.id;
SELECT r.a, x.e, y.e FROM r LEFT JOIN t x ON r.a = x.id JOIN t y ON x.a = y.id;
SELECT r.a, x.a, y.a, z.a FROM r JOIN t x ON r.a = x.id JOIN t y ON x.a = y.id JOIN t z ON y.a = z.id;
SELECT r.a, x.a, y.a, z.a FROM r JOIN t x ON r.a = x.id LEFT JOIN t y ON x.a = y.id LEFT JOIN t z ON y.a = z.id WHERE y.e IS NULL OR z.e > 0;
SELECT r.a, x.a, y.a, z.a FROM r JOIN t x ON r.a = x.id JOIN t y ON r.b = y.id JOIN t z ON y.a = z.id AND x.a = z.id;
-- Joins in an order that links no neighbours.
SELECT r.a, t.e, s.d FROM r, t, s WHERE r.a = s.a AND s.b = t.id;
SELECT * FROM r, t, s WHERE s.a > r.a AND s.b = t.id;
SELECT x.a, y.a, z.a FROM r x, t y, r z, s WHERE x.a = s.a AND s.b = z.b AND y.id = z.a AND 4 / (y.id + 1000) >= 0;
SELECT q1.a, q9.e FROM r q1, t q9, s q2, t q3, s q4, t q5, s q6, t q7, s q8 WHERE q1.a = q2.a AND q2.b = q3.id AND q3.a = q4.b AND q4.a = q5.id AND q5.a = q6.a AND q6.b = q7.id AND q7.a = q8.a AND q8.b = q9.id AND q9.e > 0;
