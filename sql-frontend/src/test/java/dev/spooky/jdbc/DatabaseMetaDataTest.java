// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Column;
import dev.spooky.engine.Relation;
import dev.spooky.engine.SqlType;
import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseMetaDataTest {
  private final FakeSession session = new FakeSession();
  private final SpookyConnection connection =
      new SpookyConnection(session, "jdbc:spooky:mem:shop", () -> {});
  private DatabaseMetaData meta;

  @BeforeEach
  void define() throws SQLException {
    meta = connection.getMetaData();
    session.relations =
        List.of(
            relation(Relation.Kind.TABLE, "order_line", "id", "line"),
            relation(Relation.Kind.TABLE, "orders"),
            relation(Relation.Kind.MATERIALIZED_VIEW, "order%"),
            relation(Relation.Kind.VIEW, "v"));
  }

  private static Relation relation(Relation.Kind kind, String name, String... key) {
    return new Relation(
        "public",
        name,
        kind,
        List.of(
            new Column("line", SqlType.INTEGER, 0, 0, false),
            new Column("id", SqlType.BIGINT, 0, 0, false),
            new Column("price", SqlType.DECIMAL, 12, 2, true),
            new Column("note", SqlType.VARCHAR, 20, 0, true),
            new Column("at", SqlType.TIMESTAMP, 6, 0, true)),
        List.of(key),
        List.of("", "", "0.00", "", ""),
        kind == Relation.Kind.TABLE ? "" : "SELECT 1");
  }

  private static List<String> column(ResultSet rows, String label) throws SQLException {
    List<String> values = new ArrayList<>();
    while (rows.next()) {
      values.add(rows.getString(label));
    }
    return values;
  }

  @Test
  void everyMethod_answers() throws Throwable {
    for (Method method : ReflectiveCalls.methods(DatabaseMetaData.class)) {
      if (method.getName().equals("unwrap")) {
        continue;
      }
      Object answer = ReflectiveCalls.call(meta, method);
      assertThat(answer).as(method.toString()).isNotNull();
      if (answer instanceof ResultSet rows) {
        assertThat(rows.getMetaData().getColumnCount()).as(method.toString()).isPositive();
        rows.close();
      }
    }
  }

  @Test
  void getTables_byPatternAndType() throws SQLException {
    assertThat(column(meta.getTables(null, null, "%", null), "TABLE_NAME"))
        .containsExactly("order%", "order_line", "orders", "v");
    assertThat(column(meta.getTables("", "pub%", "order_%", null), "TABLE_NAME"))
        .containsExactly("order%", "order_line", "orders");
    assertThat(column(meta.getTables(null, null, "order\\_%", null), "table_name"))
        .containsExactly("order_line");
    assertThat(column(meta.getTables(null, null, null, new String[] {"VIEW"}), "TABLE_NAME"))
        .containsExactly("v");
    assertThat(column(meta.getTables(null, "other", null, null), "TABLE_NAME")).isEmpty();
    assertThat(column(meta.getTables("other", null, null, null), "TABLE_NAME")).isEmpty();
    assertThat(column(meta.getTableTypes(), "TABLE_TYPE"))
        .containsExactly("MATERIALIZED VIEW", "SYSTEM VIEW", "TABLE", "VIEW");
    assertThat(column(meta.getSchemas(), "TABLE_SCHEM")).containsExactly("public");
  }

  @Test
  void getColumns_describesThem() throws SQLException {
    ResultSet rows = meta.getColumns(null, null, "order\\_line", "price");
    assertThat(rows.next()).isTrue();
    assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.DECIMAL);
    assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(12);
    assertThat(rows.getInt("DECIMAL_DIGITS")).isEqualTo(2);
    assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(3);
    assertThat(rows.getString("COLUMN_DEF")).isEqualTo("0.00");
    assertThat(rows.getString("IS_NULLABLE")).isEqualTo("YES");
    assertThat(rows.next()).isFalse();
    assertThat(column(meta.getColumns(null, null, "order\\_line", null), "COLUMN_NAME"))
        .containsExactly("line", "id", "price", "note", "at");
  }

  @Test
  void keys_areOrderedAsJdbcWants() throws SQLException {
    ResultSet rows = meta.getPrimaryKeys(null, null, "order_line");
    assertThat(rows.next()).isTrue();
    assertThat(rows.getString("COLUMN_NAME")).isEqualTo("id");
    assertThat(rows.getShort("KEY_SEQ")).isEqualTo((short) 1);
    assertThat(rows.next()).isTrue();
    assertThat(rows.getString("COLUMN_NAME")).isEqualTo("line");
    assertThat(rows.next()).isFalse();
    assertThat(column(meta.getIndexInfo(null, null, "order_line", true, true), "COLUMN_NAME"))
        .containsExactly("id", "line");
    assertThat(column(meta.getPrimaryKeys(null, null, "orders"), "COLUMN_NAME")).isEmpty();
  }

  @Test
  void getTypeInfo_isOrderedByCode() throws SQLException {
    List<String> codes = column(meta.getTypeInfo(), "DATA_TYPE");
    assertThat(codes.stream().map(Integer::valueOf).toList()).isSorted().hasSize(20);
  }
}
