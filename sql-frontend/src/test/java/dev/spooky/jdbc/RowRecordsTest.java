// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.RecordCheck;
import dev.spooky.records.SpookyRecord;
import dev.spooky.records.bytes.ByteSink;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Rows of another driver than ours, so that both ends are not our own. */
final class RowRecordsTest {
  @Test
  void rows_becomeTheRecordsOfTheirValues() throws SQLException {
    String sql =
        "SELECT * FROM (VALUES (1, CAST(1.5 AS DOUBLE), 'grüße', TRUE, CAST(12.50 AS DECIMAL(9,2)),"
            + " CAST(18446744073709551615 AS DECIMAL(20)), X'0001ff', DATE '2024-01-15'),"
            + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL))"
            + " AS t(i, d, s, b, m, u, x, dt)";
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      RowRecords records = new RowRecords(rows);
      ByteSink sink = new ByteSink();
      assertThat(rows.next()).isTrue();
      records.writeInto(sink);
      RecordCheck.strict(sink.array(), 0, sink.size());
      assertThat(sink.toByteArray())
          .isEqualTo(
              SpookyRecord.serialize(
                  SpookyObject.builder()
                      .put("I", 1)
                      .put("D", 1.5)
                      .put("S", "grüße")
                      .put("B", true)
                      .put("M", "12.50")
                      .put("U", SpookyValue.ofUnsigned(-1))
                      .put("X", "AAH/")
                      .put("DT", "2024-01-15")
                      .build()));
      assertThat(rows.next()).isTrue();
      records.writeInto(sink);
      SpookyRecord nulls = SpookyRecord.of(sink);
      assertThat(nulls.fieldCount()).isEqualTo(8);
      for (int i = 0; i < 8; i++) {
        assertThat(nulls.getFieldIn(i)).isEqualTo(SpookyValue.nullValue());
      }
    }
  }
}
