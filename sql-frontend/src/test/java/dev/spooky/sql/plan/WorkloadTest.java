// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The auction site's views and TPC-H's queries plan. */
class WorkloadTest {
  private final Database database =
      new Database()
          .define(
              "CREATE TABLE person (id BIGINT NOT NULL PRIMARY KEY, name TEXT, city TEXT, state"
                  + " TEXT, ts BIGINT)",
              "CREATE TABLE auction (id BIGINT NOT NULL PRIMARY KEY, seller BIGINT, category"
                  + " BIGINT, initial BIGINT, ts BIGINT, expires BIGINT)",
              "CREATE TABLE bid (id BIGINT NOT NULL PRIMARY KEY, auction BIGINT, bidder BIGINT,"
                  + " price BIGINT, ts BIGINT)",
              "CREATE TABLE lineitem (l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT,"
                  + " l_linenumber INT, l_quantity DECIMAL(15, 2), l_extendedprice DECIMAL(15, 2),"
                  + " l_discount DECIMAL(15, 2), l_tax DECIMAL(15, 2), l_returnflag CHAR(1),"
                  + " l_linestatus CHAR(1), l_shipdate DATE, l_commitdate DATE, l_receiptdate DATE,"
                  + " l_shipinstruct CHAR(25), l_shipmode CHAR(10), l_comment VARCHAR(44))",
              "CREATE TABLE orders (o_orderkey BIGINT, o_custkey BIGINT, o_orderstatus CHAR(1),"
                  + " o_totalprice DECIMAL(15, 2), o_orderdate DATE, o_orderpriority CHAR(15),"
                  + " o_clerk CHAR(15), o_shippriority INT, o_comment VARCHAR(79))",
              "CREATE TABLE customer (c_custkey BIGINT, c_name VARCHAR(25), c_address VARCHAR(40),"
                  + " c_nationkey BIGINT, c_phone CHAR(15), c_acctbal DECIMAL(15, 2), c_mktsegment"
                  + " CHAR(10), c_comment VARCHAR(117))",
              "CREATE TABLE supplier (s_suppkey BIGINT, s_name CHAR(25), s_nationkey BIGINT)",
              "CREATE TABLE nation (n_nationkey BIGINT, n_name CHAR(25), n_regionkey BIGINT)",
              "CREATE TABLE region (r_regionkey BIGINT, r_name CHAR(25))",
              "CREATE TABLE part (p_partkey BIGINT, p_brand CHAR(10), p_type VARCHAR(25), p_size"
                  + " INT, p_container CHAR(10))");

  static Stream<String> auction() {
    return Stream.of(
        "SELECT auction, price FROM bid WHERE MOD(auction,123)=0",
        "SELECT p.name,p.city,p.state,a.id FROM auction a JOIN person p ON a.seller=p.id WHERE"
            + " a.category=10 AND p.state IN ('S01','S02','S03')",
        "SELECT category, AVG(final) FROM (SELECT MAX(b.price) AS final, a.category AS category"
            + " FROM auction a JOIN bid b ON a.id=b.auction WHERE b.ts BETWEEN a.ts AND a.expires"
            + " GROUP BY a.id,a.category) GROUP BY category",
        "SELECT bidder, COUNT(*), SUM(price), MAX(price) FROM bid GROUP BY bidder",
        "SELECT auction, COUNT(*) AS c FROM bid GROUP BY auction ORDER BY c DESC, auction LIMIT 10",
        "SELECT * FROM (SELECT b.*, ROW_NUMBER() OVER (PARTITION BY auction ORDER BY price DESC,"
            + " id) AS rn FROM bid b) WHERE rn=1",
        "SELECT DISTINCT auction, bidder FROM bid",
        "SELECT p.state, COUNT(*), SUM(b.price) FROM bid b JOIN auction a ON b.auction=a.id JOIN"
            + " person p ON a.seller=p.id GROUP BY p.state");
  }

  static Stream<String> tpch() {
    return Stream.of(
        "select l_returnflag, l_linestatus, sum(l_quantity) as sum_qty, sum(l_extendedprice) as"
            + " sum_base_price, sum(l_extendedprice * (1 - l_discount)) as sum_disc_price,"
            + " sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)) as sum_charge,"
            + " avg(l_quantity) as avg_qty, avg(l_extendedprice) as avg_price, avg(l_discount) as"
            + " avg_disc, count(*) as count_order from lineitem where l_shipdate <= date"
            + " '1998-12-01' - interval '90' day group by l_returnflag, l_linestatus order by"
            + " l_returnflag, l_linestatus",
        "select l_orderkey, sum(l_extendedprice * (1 - l_discount)) as revenue, o_orderdate,"
            + " o_shippriority from customer, orders, lineitem where c_mktsegment = 'BUILDING' and"
            + " c_custkey = o_custkey and l_orderkey = o_orderkey and o_orderdate < date"
            + " '1995-03-15' and l_shipdate > date '1995-03-15' group by l_orderkey, o_orderdate,"
            + " o_shippriority order by revenue desc, o_orderdate limit 10",
        "select n_name, sum(l_extendedprice * (1 - l_discount)) as revenue from customer, orders,"
            + " lineitem, supplier, nation, region where c_custkey = o_custkey and l_orderkey ="
            + " o_orderkey and l_suppkey = s_suppkey and c_nationkey = s_nationkey and s_nationkey"
            + " = n_nationkey and n_regionkey = r_regionkey and r_name = 'ASIA' and o_orderdate >="
            + " date '1994-01-01' and o_orderdate < date '1994-01-01' + interval '1' year group by"
            + " n_name order by revenue desc",
        "select sum(l_extendedprice * l_discount) as revenue from lineitem where l_shipdate >= date"
            + " '1994-01-01' and l_shipdate < date '1994-01-01' + interval '1' year and l_discount"
            + " between .06 - 0.01 and .06 + 0.01 and l_quantity < 24",
        "select c_custkey, c_name, sum(l_extendedprice * (1 - l_discount)) as revenue, c_acctbal,"
            + " n_name, c_address, c_phone, c_comment from customer, orders, lineitem, nation where"
            + " c_custkey = o_custkey and l_orderkey = o_orderkey and o_orderdate >= date"
            + " '1993-10-01' and o_orderdate < date '1993-10-01' + interval '3' month and"
            + " l_returnflag = 'R' and c_nationkey = n_nationkey group by c_custkey, c_name,"
            + " c_acctbal, c_phone, n_name, c_address, c_comment order by revenue desc limit 20",
        "select l_shipmode, sum(case when o_orderpriority = '1-URGENT' or o_orderpriority ="
            + " '2-HIGH' then 1 else 0 end) as high_line_count, sum(case when o_orderpriority <>"
            + " '1-URGENT' and o_orderpriority <> '2-HIGH' then 1 else 0 end) as low_line_count"
            + " from orders, lineitem where o_orderkey = l_orderkey and l_shipmode in ('MAIL',"
            + " 'SHIP') and l_commitdate < l_receiptdate and l_shipdate < l_commitdate and"
            + " l_receiptdate >= date '1994-01-01' and l_receiptdate < date '1994-01-01' + interval"
            + " '1' year group by l_shipmode order by l_shipmode",
        "select 100.00 * sum(case when p_type like 'PROMO%' then l_extendedprice * (1 -"
            + " l_discount) else 0 end) / sum(l_extendedprice * (1 - l_discount)) as promo_revenue"
            + " from lineitem, part where l_partkey = p_partkey and l_shipdate >= date"
            + " '1995-09-01' and l_shipdate < date '1995-09-01' + interval '1' month",
        "select sum(l_extendedprice * (1 - l_discount)) as revenue from lineitem, part where"
            + " (p_partkey = l_partkey and p_brand = 'Brand#12' and p_container in ('SM CASE', 'SM"
            + " BOX') and l_quantity >= 1 and l_quantity <= 1 + 10 and p_size between 1 and 5 and"
            + " l_shipmode in ('AIR', 'AIR REG') and l_shipinstruct = 'DELIVER IN PERSON') or"
            + " (p_partkey = l_partkey and p_brand = 'Brand#23' and p_size between 1 and 10)");
  }

  @ParameterizedTest
  @MethodSource({"auction", "tpch"})
  void view_plansAsItselfAndThroughAMacro(String sql) {
    QueryPlan plan = database.query(sql);
    assertThat(plan.parameters().getFieldCount()).isZero();
    assertThat(plan.names()).doesNotContainNull().allMatch(name -> !name.startsWith("EXPR$"));
    database.define("CREATE VIEW macro AS " + sql, "CREATE MATERIALIZED VIEW kept AS " + sql);
    assertThat(database.query("SELECT * FROM macro").names()).isEqualTo(plan.names());
    assertThat(database.query("SELECT * FROM kept").names()).isEqualTo(plan.names());
  }
}
