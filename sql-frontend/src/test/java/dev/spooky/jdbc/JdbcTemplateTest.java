// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Spooky;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The driver under Spring's templates. */
class JdbcTemplateTest {
  private final Spooky keep = Spooky.open("spring");
  private final DriverManagerDataSource source =
      new DriverManagerDataSource("jdbc:spooky:mem:spring");
  private final JdbcTemplate jdbc = new JdbcTemplate(source);

  record Item(long id, String name, BigDecimal price, LocalDate since) {}

  @BeforeEach
  void define() {
    jdbc.execute(
        "CREATE TABLE item (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
            + " name VARCHAR(20) NOT NULL UNIQUE, price DECIMAL(10, 2), since DATE)");
    jdbc.execute("CREATE MATERIALIZED VIEW total AS SELECT SUM(price) AS s FROM item");
  }

  @AfterEach
  void close() {
    keep.close();
  }

  private void insert(String name, String price) {
    jdbc.update(
        "INSERT INTO item (name, price, since) VALUES (?, ?, ?)",
        name,
        new BigDecimal(price),
        LocalDate.of(2024, 2, 29));
  }

  @Test
  void queries_giveObjects() {
    insert("pen", "1.50");
    insert("ink", "7.25");
    List<Item> items =
        jdbc.query("SELECT * FROM item ORDER BY id", new DataClassRowMapper<>(Item.class));
    assertThat(items)
        .containsExactly(
            new Item(1, "pen", new BigDecimal("1.50"), LocalDate.of(2024, 2, 29)),
            new Item(2, "ink", new BigDecimal("7.25"), LocalDate.of(2024, 2, 29)));
    assertThat(jdbc.queryForObject("SELECT s FROM total", BigDecimal.class))
        .isEqualByComparingTo("8.75");
    assertThat(jdbc.queryForMap("SELECT name, price FROM item WHERE id = ?", 2))
        .containsEntry("name", "ink");
    assertThat(
            new NamedParameterJdbcTemplate(jdbc)
                .queryForList(
                    "SELECT name FROM item WHERE name IN (:names) ORDER BY name",
                    Map.of("names", List.of("ink", "pen", "nib")),
                    String.class))
        .containsExactly("ink", "pen");
  }

  @Test
  void keys_areGiven() {
    GeneratedKeyHolder keys = new GeneratedKeyHolder();
    jdbc.update(
        connection -> {
          PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO item (name) VALUES ('a')", new String[] {"id"});
          return insert;
        },
        keys);
    assertThat(keys.getKey()).isEqualTo(1L);
    Number next =
        new SimpleJdbcInsert(source)
            .withTableName("item")
            .usingGeneratedKeyColumns("id")
            .executeAndReturnKey(Map.of("name", "b", "price", new BigDecimal("2")));
    assertThat(next).isEqualTo(2L);
    assertThat(
            jdbc.batchUpdate(
                "INSERT INTO item (name) VALUES (?)",
                List.of(new Object[] {"c"}, new Object[] {"d"})))
        .containsExactly(1, 1);
  }

  @Test
  void errors_areSpringsOwn() {
    insert("pen", "1");
    assertThatThrownBy(() -> insert("pen", "1")).isInstanceOf(DuplicateKeyException.class);
    assertThatThrownBy(() -> jdbc.update("INSERT INTO item (name) VALUES (NULL)"))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThatThrownBy(() -> jdbc.queryForList("SELECT nothing FROM item"))
        .isInstanceOf(BadSqlGrammarException.class);
    assertThatThrownBy(() -> jdbc.queryForMap("SELECT * FROM item WHERE id = -1"))
        .isInstanceOf(EmptyResultDataAccessException.class);
  }

  @Test
  void transactions_nestBySavepoints() {
    DataSourceTransactionManager manager = new DataSourceTransactionManager(source);
    TransactionTemplate outer = new TransactionTemplate(manager);
    TransactionTemplate inner = new TransactionTemplate(manager);
    inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    outer.executeWithoutResult(
        status -> {
          insert("kept", "1");
          inner.executeWithoutResult(
              nested -> {
                insert("undone", "2");
                nested.setRollbackOnly();
              });
          insert("kept too", "4");
        });
    assertThat(jdbc.queryForList("SELECT name FROM item ORDER BY id", String.class))
        .containsExactly("kept", "kept too");
    assertThatThrownBy(
            () ->
                outer.executeWithoutResult(
                    status -> {
                      insert("gone", "9");
                      throw new IllegalStateException("rolls back");
                    }))
        .hasMessage("rolls back");
    assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM item", Long.class)).isEqualTo(2);
  }
}
