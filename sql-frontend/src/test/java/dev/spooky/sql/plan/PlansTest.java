// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.spooky.engine.Column;
import dev.spooky.engine.Relation;
import dev.spooky.planner.StoredRelation;
import dev.spooky.sql.ast.CreateTable;
import dev.spooky.sql.ast.CreateView;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.PlainView;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.parser.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What statements become: shapes, types, labels, parameters, views. */
class PlansTest {
  private final Database database =
      new Database()
          .define(
              "CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, a INT, b VARCHAR(10) NOT NULL DEFAULT"
                  + " 'x', d DATE, n DECIMAL(10, 2), f DOUBLE, c CHAR(5), ts TIMESTAMP(3))",
              "CREATE TABLE s (id BIGINT, initial INT, value INT, year INT, rank INT, count INT)");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT a FROM t WHERE b = 'x'|Project a / Filter =(b, 'x') / Scan t",
        "SELECT a + 1 AS k, COUNT(*) FROM t GROUP BY k|Aggregate by k: COUNT() / Project +(a, 1) AS"
            + " k / Scan t",
        "SELECT MAX(a) AS a FROM t GROUP BY a|Project a_0 AS a / Aggregate by a: MAX(a) / Project a"
            + " / Scan t",
        "SELECT DISTINCT a FROM t|Distinct a / Project a / Scan t",
        "SELECT a FROM t ORDER BY b LIMIT 3|Sort by b limit 3 / Project a, b / Scan t",
        "SELECT a FROM t ORDER BY a DESC NULLS LAST|Sort by a DESC NULLS LAST / Project a / Scan t",
        "SELECT a FROM t UNION ALL SELECT rank FROM s|Union all / Project a / Scan t / Project rank"
            + " / Scan s",
        "SELECT 1 FROM t WHERE n = '1.505'|Project 1 / Filter =(CAST(n):DECIMAL(11, 3), 1.505) /"
            + " Scan t",
        "SELECT 1 FROM t WHERE id = -7|Project 1 / Filter =(id, -7) / Scan t",
        "SELECT 1/0|Project /(1, 0) / Values 0",
      })
  void query_becomesPlan(String sql, String plan) {
    String lines = PlanText.of(database.query(sql).plan()).strip().replaceAll("\n *", " / ");
    assertThat(lines.replaceAll("[\\[\\]]", "")).isEqualTo(plan);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1, 2147483648, 9223372036854775808, 1.5, 1e0|INTEGER,BIGINT,DECIMAL(19;"
            + " 0),DECIMAL(2; 1),DOUBLE",
        "SELECT 'a', UPPER('b'), CASE WHEN TRUE THEN 'a' ELSE 'bb' END|VARCHAR,VARCHAR,VARCHAR",
        "SELECT SUM(a), SUM(id), SUM(n), SUM(f), COUNT(*) FROM t|BIGINT,DECIMAL(38; 0),DECIMAL(38;"
            + " 2),DOUBLE,BIGINT",
        "SELECT AVG(a), AVG(n), AVG(f), MIN(b), MAX(d) FROM t|DECIMAL(38; 16),DECIMAL(38;"
            + " 16),DOUBLE,VARCHAR(10),DATE",
        "SELECT MOD(id, 123), 7 / 2, id + a FROM t|BIGINT,INTEGER,BIGINT",
        "SELECT now(), CURRENT_TIMESTAMP, LOCALTIMESTAMP,"
            + " CURRENT_DATE|TIMESTAMP_WITH_LOCAL_TIME_ZONE(6),TIMESTAMP_WITH_LOCAL_TIME_ZONE(6),TIMESTAMP(6),DATE",
        "SELECT COALESCE(d, '2020-01-01'), date_trunc('month', ts) FROM t|DATE,TIMESTAMP(3)",
        "SELECT '€ä😀', U&'\\20AC'|VARCHAR,VARCHAR",
      })
  void query_hasTypes(String sql, String types) {
    List<String> found = new ArrayList<>();
    database
        .query(sql)
        .plan()
        .getRowType()
        .getFieldList()
        .forEach(field -> found.add(field.getType().toString().replace(',', ';')));
    assertThat(String.join(",", found)).isEqualTo(types);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT a, a, t.a AS z, COUNT(*), MAX(b), a + 1, CAST(a AS BIGINT), COALESCE(a, 1) FROM t"
            + " GROUP BY a|a,a,z,count,max,column6,a,coalesce",
        "SELECT initial, value, year, rank, count FROM s|initial,value,year,rank,count",
        "SELECT s.*, 1 FROM s|id,initial,value,year,rank,count,column7",
        "VALUES (1, 'a')|column1,column2",
        "WITH q AS (SELECT a FROM t) SELECT a AS \"B\" FROM q ORDER BY 1|B",
      })
  void query_hasLabels(String sql, String labels) {
    assertThat(String.join(",", database.query(sql).names())).isEqualTo(labels);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1 FROM t WHERE a = ? AND b LIKE ? AND d BETWEEN ? AND ?|INTEGER,VARCHAR,DATE,DATE",
        "SELECT 1 FROM t WHERE a IN (?, ?) LIMIT ?|INTEGER,INTEGER,INTEGER",
        "SELECT a + ?, CONCAT(?, b), COALESCE(?, d), UPPER(?) FROM t|INTEGER,VARCHAR,DATE,VARCHAR",
        "SELECT 1 FROM t WHERE n > ? AND c = ?|DECIMAL(38; 10),VARCHAR",
        "SELECT CAST(? AS DATE)|DATE",
        "SELECT 1 FROM t WHERE ? IS NULL OR a = ?|VARCHAR,INTEGER",
      })
  void query_typesParameters(String sql, String types) {
    assertThat(parameters(database.query(sql).parameters())).isEqualTo(types);
  }

  private static String parameters(org.apache.calcite.rel.type.RelDataType row) {
    List<String> found = new ArrayList<>();
    row.getFieldList().forEach(field -> found.add(field.getType().toString().replace(',', ';')));
    return String.join(",", found);
  }

  @Test
  void query_hidesSortColumns() {
    QueryPlan plan = database.query("SELECT a FROM t ORDER BY b DESC, a LIMIT 3");
    assertThat(plan.names()).containsExactly("a");
    assertThat(plan.hasHiddenColumns()).isTrue();
    assertThat(plan.collation()).hasToString("[1 DESC, 0]");
    QueryPlan visible = plan.withoutHiddenColumns();
    assertThat(visible.plan().getRowType().getFieldCount()).isEqualTo(1);
    assertThat(visible.collation().getFieldCollations()).isEmpty();
    assertThat(PlanText.of(visible.plan())).startsWith("Project a\n  Sort by b DESC, a limit 3");
  }

  @Test
  void query_leavesItsTreeAlone_andCanBePlannedAgain() {
    String sql = "SELECT *, COALESCE(a, 1) FROM t WHERE b = ? AND d = '2020-01-01' ORDER BY 1";
    SqlNode tree = SqlText.parseStatement(sql);
    String before = SqlText.toSql(tree);
    String first = Database.text(database.frontend.query(tree, sql).plan());
    assertThat(SqlText.toSql(tree)).isEqualTo(before);
    assertThat(Database.text(database.frontend.query(tree, sql).plan())).isEqualTo(first);
  }

  @Test
  void scan_leadsToItsEntry() {
    List<StoredRelation> found = new ArrayList<>();
    RelNode plan = database.query("SELECT 1 FROM public.t").plan();
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        if (node instanceof TableScan scan) {
          found.add(scan.getTable().unwrap(StoredRelation.class));
        }
        super.visit(node, ordinal, parent);
      }
    }.go(plan);
    assertThat(found).hasSize(1);
    assertThat((Object) found.get(0)).isSameAs(database.catalog.find("t"));
  }

  @Test
  void views_freezeTheirStars_throughViewsToo() {
    database.define(
        "CREATE VIEW v AS SELECT * FROM s JOIN (SELECT id, a FROM t) AS q USING (id)",
        "CREATE VIEW w (one) AS SELECT v.*, 2 AS two FROM v");
    TableEntry old = (TableEntry) Objects.requireNonNull(database.catalog.find("s"));
    database.catalog.replace(
        old,
        database.table(
            (CreateTable)
                SqlText.parseStatement(
                    "CREATE TABLE s (id BIGINT, initial INT, value INT, year INT, rank INT, count"
                        + " INT, added INT)")));
    assertThat(database.query("SELECT * FROM w").names())
        .containsExactly("one", "initial", "value", "year", "rank", "count", "a", "two");
    assertThat(((PlainView) Objects.requireNonNull(database.catalog.find("w"))).sql())
        .startsWith("SELECT \"v\".\"id\", \"v\".\"initial\",")
        .endsWith(", 2 AS two FROM v");
    assertThat(database.query("SELECT 1 FROM w").dependencies())
        .containsExactly(database.catalog.find("w"));
    assertThat(database.catalog.dependents(Objects.requireNonNull(database.catalog.find("s"))))
        .extracting(Entry::name)
        .containsExactly("v", "w");
  }

  @Test
  void view_errorsInsideHaveNoPlaceOfAnotherText() {
    database.define("CREATE VIEW v AS SELECT now() AS moment FROM t");
    NonDeterminism.Finding finding =
        NonDeterminism.find(database.query("SELECT moment FROM v").plan()).orElseThrow();
    assertThat(finding.function()).isEqualTo("NOW");
    assertThat(finding.position().getLineNum()).isZero();
    assertThat(NonDeterminism.find(database.query("SELECT now()").plan()).orElseThrow().position())
        .hasToString("line 1, column 8");
    assertThat(NonDeterminism.find(database.query("SELECT a FROM t").plan())).isEmpty();
  }

  @Test
  void insert_literalsBecomeOneRelation() {
    InsertPlan plan = database.insert("INSERT INTO t (id, b) VALUES (1, 'a'), (-2, DEFAULT)");
    assertThat(plan.source()).isInstanceOf(Values.class);
    assertThat(plan.source().getRowType().getFieldNames())
        .isEqualTo(plan.table().rowType().getFieldNames());
    assertThat(Database.text(plan.source()))
        .contains("{ 1, null, _UTF-8'a'")
        .contains("{ -2, null, _UTF-8'x'");
  }

  @Test
  void insert_manyRowsOfLiterals_areCastTogether() {
    String row = "(1, 2, 'a', '2020-01-01', 1.5, 1, 'c', NULL), ";
    String sql =
        "INSERT INTO t VALUES " + row.repeat(2000) + "(2, NULL, 'b', NULL, 2, 2, 'd', NULL)";
    RelNode source = database.insert(sql).source();
    assertThat(PlanText.of(source).lines()).hasSizeLessThan(10);
  }

  @Test
  void insert_typesParametersByColumns_inRowsQueriesAndConflicts() {
    InsertPlan plan =
        database.insert(
            "INSERT INTO t (id, b, n) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET a = ?, b ="
                + " excluded.b || t.b WHERE t.a < ?");
    assertThat(parameters(plan.parameters()))
        .isEqualTo("BIGINT,VARCHAR,DECIMAL(10; 2),INTEGER,INTEGER");
    ConflictPlan conflict = Objects.requireNonNull(plan.conflict());
    assertThat(conflict.keyColumns()).containsExactly(0);
    assertThat(conflict.values().get(0)).hasToString("$0");
    assertThat(conflict.values().get(1)).hasToString("?3");
    assertThat(conflict.values().get(2)).hasToString("||($10, $2)");
    assertThat(conflict.condition()).hasToString("<($1, ?4)");
    assertThat(
            parameters(database.insert("INSERT INTO t (id, d) SELECT id, ? FROM s").parameters()))
        .isEqualTo("DATE");
  }

  @Test
  void insert_tooLongTextIsNotCut() {
    InsertPlan plan =
        database.insert("INSERT INTO t (id, b, c) SELECT id, 'far too long', 'abcdefg' FROM s");
    assertThat(Database.text(plan.source()))
        .contains("'far too long'")
        .doesNotContain("VARCHAR(10)")
        .doesNotContain("CHAR(5)");
  }

  @Test
  void update_givesOldAndNewColumns() {
    ModifyPlan plan =
        database.modify("UPDATE t SET a = a + 1, d = '2020-01-01', b = DEFAULT WHERE id = ?");
    assertThat(plan.isUpdate()).isTrue();
    assertThat(plan.source().getRowType().getFieldCount()).isEqualTo(16);
    assertThat(PlanText.of(plan.source()))
        .startsWith("Project id, a, b, d, n, f, c, ts, id AS id0, +(a, 1) AS a0, 'x' AS b0, CAST(")
        .contains("Filter =(id, ?0)");
    assertThat(parameters(plan.parameters())).isEqualTo("BIGINT");
    ModifyPlan none = database.modify("DELETE FROM t AS x WHERE x.a IS NULL");
    assertThat(none.source().getRowType().getFieldCount()).isEqualTo(8);
    assertThat(none.dependencies()).isEqualTo(Set.of(Objects.requireNonNull(none.table())));
  }

  @Test
  void definitions_showEntriesInPublicTerms() {
    Relation relation =
        Definitions.relation(Objects.requireNonNull(database.catalog.find("t")), database.catalog);
    assertThat(relation.primaryKey()).containsExactly("id");
    assertThat(relation.defaults()).contains("'x'");
    assertThat(relation.columns()).extracting(Column::name).startsWith("id", "a", "b");
    assertThat(relation.columns().get(2).precision()).isEqualTo(10);
    assertThat(relation.columns().get(4).scale()).isEqualTo(2);
  }

  @Test
  void frozenText_parsesToTheSamePlan() {
    for (String query :
        List.of(
            "SELECT * FROM t",
            "SELECT t.*, s.* FROM t, s",
            "SELECT * FROM (SELECT * FROM t)",
            "WITH q AS (SELECT * FROM s) SELECT q.*, COUNT(*) FROM q GROUP BY id, initial, value,"
                + " year, rank, count",
            "SELECT * FROM (VALUES (1, 'a')) AS x(k, v)")) {
      String sql = "CREATE VIEW fresh AS " + query + " ;";
      String frozen = database.frontend.frozen((CreateView) SqlText.parseStatement(sql), sql);
      assertThat(frozen.replace("COUNT(*)", "")).doesNotContain("*");
      assertThatCode(() -> database.query(frozen)).as(frozen).doesNotThrowAnyException();
      assertThat(Database.text(database.query(frozen).plan()))
          .isEqualTo(Database.text(database.query(query).plan()));
    }
  }
}
