// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

class MetaDataTest {
  @Test
  void keysIndexesAndComments_comeFromTheCatalog() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:spooky:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE p (a INT, b INT, CONSTRAINT pk PRIMARY KEY (b, a), c INT UNIQUE)");
      statement.execute(
          "CREATE TABLE f (id INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, x INT, y INT, z INT"
              + " GENERATED ALWAYS AS (x + 1) STORED, CONSTRAINT fk FOREIGN KEY (x, y) REFERENCES p"
              + " (a, b) ON DELETE CASCADE ON UPDATE SET NULL)");
      statement.execute("CREATE INDEX fx ON f (x)");
      statement.execute("COMMENT ON TABLE f IS 'all f'");
      statement.execute("COMMENT ON COLUMN f.x IS 'the x'");
      DatabaseMetaData meta = connection.getMetaData();
      String link =
          "PKTABLE_NAME PKCOLUMN_NAME FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ UPDATE_RULE"
              + " DELETE_RULE FK_NAME PK_NAME";
      List<String> links = List.of("p|a|f|x|1|2|0|fk|pk", "p|b|f|y|2|2|0|fk|pk");
      assertThat(rows(meta.getImportedKeys(null, null, "f"), link)).isEqualTo(links);
      assertThat(rows(meta.getExportedKeys(null, "public", "p"), link)).isEqualTo(links);
      assertThat(rows(meta.getCrossReference(null, null, "p", null, null, "f"), link))
          .isEqualTo(links);
      assertThat(rows(meta.getImportedKeys(null, null, "p"), link)).isEmpty();
      assertThat(rows(meta.getPrimaryKeys(null, null, "p"), "COLUMN_NAME KEY_SEQ PK_NAME"))
          .containsExactly("a|2|pk", "b|1|pk");
      String index = "NON_UNIQUE INDEX_NAME ORDINAL_POSITION COLUMN_NAME";
      assertThat(rows(meta.getIndexInfo(null, null, "p", true, true), index))
          .containsExactly("false|pk|1|b", "false|pk|2|a", "false|p_c_key|1|c");
      assertThat(rows(meta.getIndexInfo(null, null, "f", false, true), index))
          .containsExactly("false|f_pkey|1|id", "true|fx|1|x");
      assertThat(
              rows(
                  meta.getColumns(null, null, "f", null),
                  "COLUMN_NAME REMARKS IS_AUTOINCREMENT IS_GENERATEDCOLUMN"))
          .containsExactly("id|null|YES|NO", "x|the x|NO|NO", "y|null|NO|NO", "z|null|NO|YES");
      assertThat(rows(meta.getTables(null, null, "f", null), "REMARKS")).containsExactly("all f");
    }
  }

  private static List<String> rows(ResultSet result, String columns) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (result) {
      while (result.next()) {
        StringJoiner row = new StringJoiner("|");
        for (String column : columns.split(" ", -1)) {
          row.add(result.getString(column));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }
}
