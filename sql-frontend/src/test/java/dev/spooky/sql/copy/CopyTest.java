// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.FileAccess;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.sql.error.SpookySqlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyTest {
  private static final String TABLE =
      "create table t (id bigint primary key, name varchar, price decimal(10, 2), ok boolean,"
          + " day date, x double default 7)";

  @TempDir private Path folder;
  private Spooky database;
  private Session session;
  private final List<String> skipped = new ArrayList<>();

  @BeforeEach
  void open() {
    database = Spooky.open();
    session = database.session();
    session.execute(TABLE);
    session.setFileAccess(
        FileAccess.below(folder)
            .withListener(
                new FileAccess.Listener() {
                  @Override
                  public void advanced(long bytes, long totalBytes, long rows) {}

                  @Override
                  public void skipped(String reason) {
                    skipped.add(reason);
                  }
                }));
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private long copy(String rest) {
    return session.execute("copy t from " + rest).updateCount();
  }

  private String rows(String query) {
    StringJoiner lines = new StringJoiner("\n");
    try (Rows rows = session.execute(query).rows().orElseThrow()) {
      while (rows.next()) {
        StringJoiner line = new StringJoiner("|");
        for (int i = 0; i < rows.columns().size(); i++) {
          line.add(String.valueOf(rows.getString(i)));
        }
        lines.add(line.toString());
      }
    }
    return lines.toString();
  }

  private String all() {
    return rows("select * from t order by id");
  }

  private SpookySqlException failure(String rest) {
    try {
      copy(rest);
    } catch (SpookySqlException e) {
      return e;
    }
    throw new AssertionError("should have failed: " + rest);
  }

  @Test
  void csv_withHeader_isTakenByName() throws IOException {
    file("a.csv", "name,id,price\r\n\"a \"\"b\"\", c\",1,1.5\r\n,2,\r\n\"\",3,2\r\n");
    assertThat(copy("'a.csv' (header)")).isEqualTo(3);
    assertThat(all())
        .isEqualTo("1|a \"b\", c|1.50|null|null|7\n2|null|null|null|null|7\n3||2.00|null|null|7");
  }

  @Test
  void csv_withoutHeader_isTakenByPlace() throws IOException {
    file("a.txt", "1;x;1.25;true;2024-02-29;NIL\n2;'y;\nz';0;f;NIL;1e3");
    assertThat(copy("'a.txt' (format csv, delimiter ';', quote '''', null 'NIL')")).isEqualTo(2);
    assertThat(all()).isEqualTo("1|x|1.25|true|2024-02-29|null\n2|y;\nz|0.00|false|null|1000");
  }

  @Test
  void csv_withColumnList_ignoresHeadersNames() throws IOException {
    file("a.csv", "Key,Label\n1,x\n");
    session.execute("copy t (id, name) from 'a.csv' (header)");
    assertThat(all()).isEqualTo("1|x|null|null|null|7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "id,name\\n1,x\\n2\\n~a.csv:3: 1 values, but 2 columns",
        "id,name\\n1,x\\n2,y,z\\n~a.csv:3: 3 values, but 2 columns",
        "id,name\\n1,x\\nno,y\\n~a.csv:3: column 'id': ",
        "id,name\\n1,\"x\\ny\"\\n,z\\n~a.csv:4: column 'id': NULL, but it is NOT NULL",
        "id,name\\n1,\"x\\ny\\n~a.csv:2: ",
        "id,price\\n1,99999999999\\n~a.csv:2: column 'price': ",
        "id,day\\n1,2023-02-29\\n~a.csv:2: column 'day': ",
        "id,ok\\n1,maybe\\n~a.csv:2: column 'ok': ",
        "id,x\\n1,x\\n~a.csv:2: column 'x': "
      })
  void badCsv_namesFileLineAndColumn_andLeavesNothing(String text, String message)
      throws IOException {
    file("a.csv", text.replace("\\n", "\n"));
    SpookySqlException e = failure("'a.csv' (header)");
    assertThat(e.detail()).startsWith(message);
    boolean doesNotFit = message.contains("NOT NULL") || text.contains("99999999999");
    assertThat(e.sqlState())
        .isEqualTo(!doesNotFit ? "22P04" : text.contains("z") ? "23502" : "22003");
    assertThat(e.position().isKnown()).isTrue();
    assertThat(all()).isEmpty();
    assertThat(session.inTransaction()).isFalse();
  }

  @Test
  void invalidUtf8_isReportedWithLineAndByte() throws IOException {
    Files.write(
        folder.resolve("a.csv"),
        "id,name\n1,ä\n2,\u00ff\n3,z\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(failure("'a.csv' (header)").detail())
        .isEqualTo("a.csv:2: invalid UTF-8 at byte 10 of the file");
    assertThat(copy("'a.csv' (header, on_error skip)")).isEqualTo(1);
    assertThat(skipped).hasSize(2);
    assertThat(all()).startsWith("3|z|");
  }

  @Test
  void skip_leavesOutBadRows_andReportsThem() throws IOException {
    file("a.csv", "id,name\n1,x\nno,y\n2\n,z\n3,w\n");
    assertThat(copy("'a.csv' (header, on_error skip)")).isEqualTo(2);
    assertThat(skipped).hasSize(3).allMatch(s -> s.startsWith("a.csv:"));
    assertThat(all()).startsWith("1|x|").contains("\n3|w|");
  }

  @Test
  void manyRows_areOneTransaction() throws IOException {
    StringBuilder text = new StringBuilder("id,name\n");
    for (int i = 0; i < 50_000; i++) {
      text.append(i).append(",n").append(i).append('\n');
    }
    file("a.csv", text + "77,again\n");
    long before = database.tick();
    assertThatThrownBy(() -> copy("'a.csv' (header)")).hasMessageContaining("duplicate key");
    assertThat(database.tick()).isEqualTo(before);
    assertThat(rows("select count(*) from t")).isEqualTo("0");
    file("b.csv", text.toString());
    assertThat(copy("'b.csv' (header)")).isEqualTo(50_000);
    assertThat(database.tick()).isEqualTo(before + 1);
    assertThat(rows("select count(*), sum(id) from t")).isEqualTo("50000|1249975000");
  }

  @Test
  void insideTransaction_failedCopy_leavesTransactionAsItWas() throws IOException {
    file("a.csv", "1,x\nno,y\n");
    session.begin();
    session.execute("insert into t (id) values (9)");
    assertThatThrownBy(() -> session.execute("copy t (id, name) from 'a.csv'"))
        .isInstanceOf(SpookySqlException.class);
    assertThat(session.inTransaction()).isTrue();
    session.commit();
    assertThat(rows("select id from t")).isEqualTo("9");
  }

  @Test
  void json_lines_areTaken() throws IOException {
    file(
        "a.json",
        """
        {"id": 1, "name": "ä\\n", "price": 1.5, "ok": true, "day": "2024-02-29", "x": 0.1}

        {"x": 12345678901234567890, "id": 2, "name": 5, "price": 7}
        """);
    assertThat(copy("'a.json'")).isEqualTo(2);
    assertThat(all())
        .isEqualTo("1|ä\n|1.50|true|2024-02-29|0.1\n2|5|7.00|null|null|1.2345678901234567e+19");
  }

  @Test
  void json_array_isTaken() throws IOException {
    file("a.json", "\n [ {\"id\": 1},\n{\"id\": 2, \"name\": null}\n]\n");
    assertThat(copy("'a.json'")).isEqualTo(2);
    file("empty.json", "[]");
    assertThat(copy("'empty.json'")).isZero();
    assertThat(rows("select id from t order by id")).isEqualTo("1\n2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{\"id\": 1}\\n{\"id\": 2~a.json:2: invalid JSON at column ",
        "{\"id\": 1}\\n{\"id\": 2} x~a.json:2: invalid JSON at column ",
        "{\"id\": 1}\\n{\"id\": 2} 3~a.json:2: more than one JSON value on the line",
        "{\"id\": 1}\\n[2]~a.json:2: the line is no JSON object",
        "{\"id\": 1}\\n{\"di\": 2}~a.json:2: field 'di' is no column of the table",
        "{\"id\": 1}\\n{\"id\": 2, \"id\": 3}~a.json:2: invalid JSON",
        "{\"id\": 1}\\n{\"id\": [2]}~a.json:2: column 'id': a JSON array",
        "{\"id\": 1}\\n{\"id\": \"x\"}~a.json:2: column 'id': ",
        "{\"id\": 1}\\n{\"id\": 1.5}~a.json:2: column 'id': ",
        "{\"id\": 1}\\n{\"id\": true}~a.json:2: column 'id': ",
        "{\"id\": 1}\\n{\"name\": \"x\"}~a.json:2: column 'id': NULL",
        "[{\"id\": 1},\\n{\"id\": 2}~a.json:2: invalid JSON",
        "[{\"id\": 1},\\n2]~a.json:2: the array's element is no object",
        "[{\"id\": 1},\\n{\"id\": \"x\"}]~a.json:2: column 'id': "
      })
  void badJson_namesFileLineAndColumn_andLeavesNothing(String text, String message)
      throws IOException {
    file("a.json", text.replace("\\n", "\n"));
    assertThat(failure("'a.json'").detail()).startsWith(message);
    assertThat(all()).isEmpty();
  }

  @Test
  void json_skip_goesOnBehindBadObject() throws IOException {
    file("a.json", "[{\"id\": 1},\n{\"id\": \"x\", \"name\": \"y\"}, 7, {\"id\": 2}]");
    assertThat(copy("'a.json' (on_error skip)")).isEqualTo(2);
    file("b.json", "{\"id\": 3}\n{\n{\"id\": 4}\n");
    assertThat(copy("'b.json' (on_error skip)")).isEqualTo(2);
    assertThat(rows("select id from t order by id")).isEqualTo("1\n2\n3\n4");
    assertThat(skipped).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "csv,'header, null ''~'''",
    "csv,'delimiter ''|'', header'",
    "json,",
    "json,as_array"
  })
  void copyTo_isTakenBackByCopyFrom(String format, String options) throws IOException {
    session.execute(
        "insert into t values (1, 'a,\"b\"|~', 1.5, true, date '2024-02-29', 0.1),"
            + " (2, '', null, null, null, null), (3, null, -7, false, date '0001-01-01', 1e300),"
            + " (4, '~', 0, false, null, -0.0), (5, u&'line\\000Abreak \\00E4', 1, true, null, 3)");
    String before = all();
    String with = "(format " + format + (options == null ? "" : ", " + options) + ")";
    assertThat(session.execute("copy t to 'out.x' " + with).updateCount()).isEqualTo(5);
    session.execute("truncate t");
    assertThat(copy("'out.x' " + with)).isEqualTo(5);
    assertThat(all()).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void copyTo_takesQueriesAndColumns() throws IOException {
    session.execute("insert into t (id, name) values (1, 'a'), (2, 'b')");
    session.execute("copy (select name, id + 1 as n from t order by id desc) to 'a.csv' (header)");
    assertThat(Files.readString(folder.resolve("a.csv"))).isEqualTo("name,n\nb,3\na,2\n");
    session.execute("copy t (id) to 'b.json' (as_array)");
    assertThat(Files.readString(folder.resolve("b.json"))).contains("{\"id\":1}", "{\"id\":2}");
  }

  @ParameterizedTest
  @CsvSource({"../x.csv", "/etc/passwd", "a/../../x.csv", "out/x.csv"})
  void files_outsideOfAllowedFolders_areRefused(String name) throws IOException {
    Path outside = Files.createTempDirectory("outside");
    Files.createSymbolicLink(folder.resolve("out"), outside);
    Files.writeString(outside.resolve("x.csv"), "1\n");
    for (String sql :
        List.of("copy t (id) from '%s' (format csv)", "copy t to '%s' (format csv)")) {
      assertThatThrownBy(() -> session.execute(sql.formatted(name)))
          .isInstanceOfSatisfying(
              SpookySqlException.class, e -> assertThat(e.sqlState()).isEqualTo("42501"));
    }
  }

  @Test
  void copy_isOffByDefault() throws IOException {
    file("a.csv", "1\n");
    try (Session other = database.session()) {
      assertThatThrownBy(() -> other.execute("copy t (id) from 'a.csv'"))
          .hasMessageContaining("COPY is switched off");
    }
  }

  @Test
  void overJdbc_copyNeedsFolderInUrl() throws IOException, SQLException {
    file("a.csv", "1\n2\n");
    for (String url : List.of("jdbc:spooky:", "jdbc:spooky:?copyFolder=" + folder)) {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("create table t (id bigint)");
        if (url.endsWith(":")) {
          assertThatThrownBy(() -> statement.execute("copy t from 'a.csv'"))
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        } else {
          assertThat(statement.executeUpdate("copy t from 'a.csv'")).isEqualTo(2);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "copy t from 'a.csv' (formatt csv)~22023",
        "copy t from 'a.csv' (format xml)~22023",
        "copy t from 'a.csv' (delimiter ';;')~22023",
        "copy t from 'a.csv' (delimiter '\"')~22023",
        "copy t from 'a.csv' (encoding 'latin1')~22023",
        "copy t from 'a.csv' (on_error maybe)~22023",
        "copy t from 'a.xyz'~22023",
        "copy t from 'nosuch.csv'~58030",
        "copy nosuch from 'a.csv'~42P01",
        "copy v from 'a.csv'~42809",
        "copy t (nosuch) from 'a.csv'~42703",
        "copy nosuch to 'b.csv'~42P01",
        "copy (select nosuch from t) to 'b.csv'~42703",
        "copy t to 'nosuch/b.csv'~58030"
      })
  void badStatement_hasItsError(String sql, String sqlState) throws IOException {
    file("a.csv", "1\n");
    session.execute("create view v as select id from t");
    assertThatThrownBy(() -> session.execute(sql))
        .isInstanceOfSatisfying(
            SpookySqlException.class, e -> assertThat(e.sqlState()).isEqualTo(sqlState));
  }

  @Test
  void byteOrderMark_isLeftOut() throws IOException {
    file("a.csv", "\uFEFFid,name\n1,x\n");
    assertThat(copy("'a.csv' (header)")).isEqualTo(1);
  }
}
