// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.sql.error.SpookySqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The anomalies of Adya's thesis, in the form of Kleppmann's Hermitage. READ COMMITTED prevents G0,
 * G1a, G1b, G1c and OTV; SERIALIZABLE also PMP, P4, G-single, G2-item and G2. The table of
 * docs/semantics.md says so.
 */
class IsolationTest {
  private static final String READ_COMMITTED = "READ COMMITTED";
  private static final String SERIALIZABLE = "SERIALIZABLE";

  private final Spooky database = Spooky.open();
  private final Session one = database.session();
  private final Session two = database.session();
  private final Session three = database.session();

  @BeforeEach
  void fill() {
    one.execute("CREATE TABLE test (id INTEGER PRIMARY KEY, x INTEGER)");
    one.execute("INSERT INTO test VALUES (1, 10), (2, 20)");
    for (Session session : List.of(one, two, three)) {
      session.execute("SET lock_timeout = '150ms'");
    }
  }

  @AfterEach
  void close() {
    List.of(one, two, three).forEach(Session::close);
    database.close();
  }

  private static void begin(Session session, String level) {
    session.execute("BEGIN ISOLATION LEVEL " + level);
  }

  private static String read(Session session, String where) {
    List<String> all = new ArrayList<>();
    try (Rows rows =
        session.execute("SELECT id, x FROM test WHERE " + where).rows().orElseThrow()) {
      while (rows.next()) {
        all.add(rows.getLong(0) + "=" + rows.getLong(1));
      }
    }
    all.sort(null);
    return String.join(" ", all);
  }

  private static String read(Session session) {
    return read(session, "TRUE");
  }

  private static Consumer<Throwable> state(String sqlState) {
    return e -> {
      assertThat(e).isInstanceOf(SpookySqlException.class);
      assertThat(((SpookySqlException) e).sqlState()).isEqualTo(sqlState);
    };
  }

  private static void waitsInVain(Session session, String sql) {
    assertThatThrownBy(() -> session.execute(sql)).satisfies(state("55P03"));
  }

  @Test
  void g0_writesDoNotInterleave() {
    begin(one, READ_COMMITTED);
    begin(two, READ_COMMITTED);
    one.execute("UPDATE test SET x = 11 WHERE id = 1");
    waitsInVain(two, "UPDATE test SET x = 12 WHERE id = 1");
    one.execute("UPDATE test SET x = 21 WHERE id = 2");
    one.commit();
    assertThat(read(three)).isEqualTo("1=11 2=21");
    two.execute("UPDATE test SET x = 12 WHERE id = 1");
    two.execute("UPDATE test SET x = 22 WHERE id = 2");
    two.commit();
    assertThat(read(three)).isEqualTo("1=12 2=22");
  }

  @Test
  void g1a_abortedWritesAreNotRead() {
    begin(one, READ_COMMITTED);
    begin(two, READ_COMMITTED);
    one.execute("UPDATE test SET x = 101 WHERE id = 1");
    assertThat(read(two)).isEqualTo("1=10 2=20");
    one.rollback();
    assertThat(read(two)).isEqualTo("1=10 2=20");
    two.commit();
  }

  @Test
  void g1b_intermediateWritesAreNotRead() {
    begin(one, READ_COMMITTED);
    begin(two, READ_COMMITTED);
    one.execute("UPDATE test SET x = 101 WHERE id = 1");
    assertThat(read(two)).isEqualTo("1=10 2=20");
    one.execute("UPDATE test SET x = 11 WHERE id = 1");
    one.commit();
    assertThat(read(two)).isEqualTo("1=11 2=20");
    two.commit();
  }

  @Test
  void g1c_noCircularFlow() {
    begin(one, READ_COMMITTED);
    begin(two, READ_COMMITTED);
    one.execute("UPDATE test SET x = 11 WHERE id = 1");
    waitsInVain(two, "UPDATE test SET x = 22 WHERE id = 2");
    assertThat(read(one, "id = 2")).isEqualTo("2=20");
    assertThat(read(two, "id = 1")).isEqualTo("1=10");
    one.commit();
    two.commit();
  }

  @Test
  void otv_aTransactionDoesNotVanishOnceSeen() {
    begin(one, READ_COMMITTED);
    begin(three, READ_COMMITTED);
    one.execute("UPDATE test SET x = 11 WHERE id = 1");
    one.execute("UPDATE test SET x = 19 WHERE id = 2");
    one.commit();
    assertThat(read(three, "id = 1")).isEqualTo("1=11");
    begin(two, READ_COMMITTED);
    two.execute("UPDATE test SET x = 12 WHERE id = 1");
    assertThat(read(three, "id = 2")).isEqualTo("2=19");
    two.execute("UPDATE test SET x = 18 WHERE id = 2");
    assertThat(read(three)).isEqualTo("1=11 2=19");
    two.commit();
    assertThat(read(three)).isEqualTo("1=12 2=18");
    three.commit();
  }

  @Test
  void pmp_predicateReadsMove_inReadCommittedOnly() {
    begin(one, READ_COMMITTED);
    assertThat(read(one, "x = 30")).isEmpty();
    two.execute("INSERT INTO test VALUES (3, 30)");
    assertThat(read(one, "MOD(x, 3) = 0")).isEqualTo("3=30");
    one.commit();
    two.execute("DELETE FROM test WHERE id = 3");
    begin(one, SERIALIZABLE);
    assertThat(read(one, "x = 30")).isEmpty();
    waitsInVain(two, "INSERT INTO test VALUES (3, 30)");
    assertThat(read(one, "MOD(x, 3) = 0")).isEmpty();
    one.commit();
  }

  @Test
  void p4_updatesAreLost_inReadCommittedOnly() {
    begin(one, READ_COMMITTED);
    begin(two, READ_COMMITTED);
    assertThat(read(one, "id = 1")).isEqualTo("1=10");
    assertThat(read(two, "id = 1")).isEqualTo("1=10");
    one.execute("UPDATE test SET x = 11 WHERE id = 1");
    one.commit();
    two.execute("UPDATE test SET x = 11 WHERE id = 1");
    two.commit();
    assertThat(read(three, "id = 1")).isEqualTo("1=11");
    begin(one, SERIALIZABLE);
    assertThatThrownBy(() -> begin(two, SERIALIZABLE)).satisfies(state("55P03"));
    assertThat(read(one, "id = 1")).isEqualTo("1=11");
    one.execute("UPDATE test SET x = 12 WHERE id = 1");
    one.commit();
    begin(two, SERIALIZABLE);
    assertThat(read(two, "id = 1")).isEqualTo("1=12");
    two.commit();
  }

  @Test
  void gSingle_readSkew_inReadCommittedOnly() {
    begin(one, READ_COMMITTED);
    assertThat(read(one, "id = 1")).isEqualTo("1=10");
    two.execute("UPDATE test SET x = x + 2");
    assertThat(read(one, "id = 2")).isEqualTo("2=22");
    one.commit();
    begin(one, "REPEATABLE READ");
    assertThat(read(one, "id = 1")).isEqualTo("1=12");
    waitsInVain(two, "UPDATE test SET x = x + 2");
    assertThat(read(one, "id = 2")).isEqualTo("2=22");
    one.commit();
  }

  @Test
  void g2Item_writeSkew_inReadCommittedOnly() {
    begin(one, READ_COMMITTED);
    begin(two, READ_COMMITTED);
    assertThat(read(one)).isEqualTo(read(two));
    one.execute("UPDATE test SET x = 11 WHERE id = 1");
    one.commit();
    two.execute("UPDATE test SET x = 21 WHERE id = 2");
    two.commit();
    assertThat(read(three)).isEqualTo("1=11 2=21");
    begin(one, SERIALIZABLE);
    assertThat(read(one)).isEqualTo("1=11 2=21");
    waitsInVain(two, "UPDATE test SET x = 31 WHERE id = 2");
    one.commit();
  }

  @Test
  void g2_antiDependencyCycles_inReadCommittedOnly() {
    begin(one, READ_COMMITTED);
    begin(two, READ_COMMITTED);
    assertThat(read(one, "MOD(x, 3) = 0")).isEmpty();
    assertThat(read(two, "MOD(x, 3) = 0")).isEmpty();
    one.execute("INSERT INTO test VALUES (3, 30)");
    one.commit();
    two.execute("INSERT INTO test VALUES (4, 42)");
    two.commit();
    assertThat(read(three, "MOD(x, 3) = 0")).isEqualTo("3=30 4=42");
    begin(one, SERIALIZABLE);
    assertThat(read(one, "x = 60")).isEmpty();
    waitsInVain(two, "INSERT INTO test VALUES (5, 60)");
    one.execute("INSERT INTO test VALUES (6, 60)");
    one.commit();
    assertThat(read(two, "x = 60")).isEqualTo("6=60");
  }

  @Test
  void idleHolder_isRolledBack_whenAnotherWaits() {
    one.execute("SET idle_in_transaction_session_timeout = '100ms'");
    two.execute("SET lock_timeout = '10s'");
    one.begin();
    one.execute("UPDATE test SET x = 0");
    two.execute("UPDATE test SET x = x + 1");
    assertThat(read(two)).isEqualTo("1=11 2=21");
    assertThatThrownBy(() -> one.execute("UPDATE test SET x = 5")).satisfies(state("25P03"));
    one.execute("UPDATE test SET x = 7 WHERE id = 1");
    assertThat(read(two)).isEqualTo("1=7 2=21");
  }

  @Test
  void commitOfAnExpiredTransaction_saysSo() {
    one.execute("SET idle_in_transaction_session_timeout = 50");
    two.execute("SET lock_timeout = '10s'");
    one.begin();
    one.execute("UPDATE test SET x = 0");
    two.execute("UPDATE test SET x = x + 1");
    assertThatThrownBy(one::commit).satisfies(state("25P03"));
    assertThat(one.inTransaction()).isFalse();
    assertThat(read(two)).isEqualTo("1=11 2=21");
  }

  @Test
  void readOnlyTransaction_writesNothing() {
    one.execute("BEGIN READ ONLY");
    assertThat(read(one, "id = 1")).isEqualTo("1=10");
    assertThatThrownBy(() -> one.execute("DELETE FROM test")).satisfies(state("25006"));
    one.commit();
    one.execute("SET default_transaction_read_only = on");
    assertThatThrownBy(() -> one.execute("DELETE FROM test")).satisfies(state("25006"));
    one.execute("SET default_transaction_read_only = DEFAULT");
    one.execute("DELETE FROM test WHERE id = 1");
    one.begin();
    one.execute("SET TRANSACTION READ ONLY");
    assertThatThrownBy(() -> one.execute("DELETE FROM test")).satisfies(state("25006"));
    assertThatThrownBy(() -> one.execute("SET TRANSACTION READ WRITE")).satisfies(state("25001"));
    one.rollback();
    assertThatThrownBy(() -> one.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
        .satisfies(state("25P01"));
  }
}
