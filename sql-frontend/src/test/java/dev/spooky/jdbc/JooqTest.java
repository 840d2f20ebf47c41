// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Spooky;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.codegen.GenerationTool;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver under jOOQ: plain SQL, its view of the metadata, and its code generator. */
class JooqTest {
  private static final String URL = "jdbc:spooky:mem:jooq";

  private final Spooky keep = Spooky.open("jooq");

  static {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  @BeforeEach
  void define() {
    keep.execute("CREATE TABLE author (id INT PRIMARY KEY, name VARCHAR(50) NOT NULL)");
    keep.execute(
        "CREATE TABLE book (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title VARCHAR,"
            + " author_id INT NOT NULL REFERENCES author (id), price DECIMAL(8, 2),"
            + " sold TIMESTAMP, UNIQUE (title))");
    keep.execute(
        "CREATE MATERIALIZED VIEW sales AS SELECT author_id, SUM(price) AS total FROM book"
            + " GROUP BY author_id");
  }

  @AfterEach
  void close() {
    keep.close();
  }

  @Test
  void plainSql_runs() throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL)) {
      DSLContext jooq = DSL.using(connection, SQLDialect.DEFAULT);
      assertThat(jooq.execute("INSERT INTO author VALUES (?, ?)", 1, "Lem")).isEqualTo(1);
      jooq.execute("INSERT INTO book (title, author_id, price) VALUES (?, ?, ?)", "Solaris", 1, 9);
      jooq.transaction(
          inner ->
              DSL.using(inner)
                  .execute("INSERT INTO book (title, author_id, price) VALUES ('Fiasko', 1, 8)"));
      assertThatThrownBy(
              () ->
                  jooq.transaction(
                      inner -> {
                        DSL.using(inner).execute("DELETE FROM book");
                        throw new IllegalStateException("rolls back");
                      }))
          .hasMessageContaining("rolls back");
      Result<Record> rows =
          jooq.fetch("SELECT a.name, s.total FROM sales s JOIN author a ON a.id = s.author_id");
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).get("name", String.class)).isEqualTo("Lem");
      assertThat(rows.get(0).get("total", Integer.class)).isEqualTo(17);
      assertThatThrownBy(() -> jooq.fetch("SELECT nothing FROM book"))
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("nothing");
    }
  }

  @Test
  void metadata_isRead() throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL)) {
      DSLContext jooq = DSL.using(connection, SQLDialect.DEFAULT);
      List<Table<?>> tables =
          jooq.meta().filterSchemas(s -> s.getName().equals("public")).getTables();
      assertThat(tables.stream().map(Table::getName)).contains("author", "book", "sales");
      Table<?> book =
          tables.stream().filter(t -> t.getName().equals("book")).findFirst().orElseThrow();
      assertThat(book.getPrimaryKey()).isNotNull();
      assertThat(book.getReferences()).hasSize(1);
      assertThat(book.field("price").getDataType().scale()).isEqualTo(2);
      assertThat(book.field("author_id").getDataType().nullable()).isFalse();
    }
  }

  @Test
  void codeGenerator_makesTheTables(@TempDir Path folder) throws Exception {
    GenerationTool.generate(
        new Configuration()
            .withLogging(Logging.ERROR)
            .withJdbc(new Jdbc().withDriver("dev.spooky.jdbc.SpookyDriver").withUrl(URL))
            .withGenerator(
                new Generator()
                    .withDatabase(
                        new Database()
                            .withName("org.jooq.meta.jdbc.JDBCDatabase")
                            .withIncludes(".*")
                            .withInputSchema("public"))
                    .withTarget(
                        new Target()
                            .withPackageName("generated")
                            .withDirectory(folder.toString()))));
    String book = text(folder, "Book.java");
    assertThat(book).contains("AUTHOR_ID", "SQLDataType.NUMERIC(8, 2)", "identity(true)");
    assertThat(text(folder, "Sales.java")).contains("TOTAL");
    assertThat(text(folder, "Keys.java")).contains("PK_AUTHOR", "PK_BOOK");
  }

  private static String text(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().equals(name))
              .findFirst()
              .orElseThrow();
      return Files.readString(file);
    }
  }
}
