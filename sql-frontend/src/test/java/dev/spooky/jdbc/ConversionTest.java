// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spooky.engine.Column;
import dev.spooky.engine.SqlType;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values in and out, of every type, as every Java type that makes sense. */
class ConversionTest {
  private static final LocalDateTime MOMENT = LocalDateTime.of(2024, 2, 29, 13, 14, 15, 123456000);
  private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

  private final FakeSession session = new FakeSession();
  private final SpookyConnection connection =
      new SpookyConnection(session, "jdbc:spooky:", () -> {});

  private ResultSet row(@Nullable Object... typesAndValues) throws SQLException {
    List<Column> columns = new ArrayList<>();
    @Nullable Object[] values = new @Nullable Object[typesAndValues.length / 2];
    for (int i = 0; i < values.length; i++) {
      SqlType type = (SqlType) typesAndValues[2 * i];
      columns.add(new Column("C" + (i + 1), type, type == SqlType.DECIMAL ? 9 : 0, 0, true));
      values[i] = typesAndValues[2 * i + 1];
    }
    session.rows = new FakeRows(columns, false);
    session.rows.queue.add(values);
    ResultSet rows = connection.createStatement().executeQuery("select");
    assertThat(rows.next()).isTrue();
    return rows;
  }

  @Test
  void numbers() throws SQLException {
    ResultSet rows =
        row(
            SqlType.INTEGER,
            300,
            SqlType.DECIMAL,
            new BigDecimal("2.5"),
            SqlType.DOUBLE,
            4.0,
            SqlType.VARCHAR,
            " 12 ",
            SqlType.BOOLEAN,
            true,
            SqlType.BIGINT,
            null);
    assertThat(rows.getInt(1)).isEqualTo(300);
    assertThat(rows.getShort("c1")).isEqualTo((short) 300);
    assertThat(rows.getDouble(2)).isEqualTo(2.5);
    assertThat(rows.getBigDecimal(2)).isEqualByComparingTo("2.5");
    assertThat(rows.getLong(3)).isEqualTo(4);
    assertThat(rows.getInt(4)).isEqualTo(12);
    assertThat(rows.getInt(5)).isOne();
    assertThat(rows.getBoolean(1)).isTrue();
    assertThat(rows.getObject(1)).isEqualTo(300);
    assertThat(rows.getObject(3, BigInteger.class)).isEqualTo(BigInteger.valueOf(4));
    assertThat(rows.getObject(1, Long.class)).isEqualTo(300L);
    assertThat(rows.getLong(6)).isZero();
    assertThat(rows.wasNull()).isTrue();
    assertThat(rows.getObject(6, Long.class)).isNull();
    assertThat(rows.getInt(1)).isEqualTo(300);
    assertThat(rows.wasNull()).isFalse();
    assertThatThrownBy(() -> rows.getByte(1)).isInstanceOf(SQLDataException.class);
    assertThatThrownBy(() -> rows.getInt(2)).isInstanceOf(SQLDataException.class);
    assertThatThrownBy(() -> rows.getDate(1)).isInstanceOf(SQLSyntaxErrorException.class);
    assertThatThrownBy(() -> rows.getArray(1)).isInstanceOf(SQLSyntaxErrorException.class);
    assertThatThrownBy(() -> rows.getInt(7)).hasMessageContaining("column 7");
    assertThatThrownBy(() -> rows.getInt("x")).hasMessageContaining("'x'");
    assertThatThrownBy(() -> rows.getObject(1, Thread.class)).hasMessageContaining("Thread");
  }

  @Test
  void times() throws SQLException {
    ResultSet rows =
        row(
            SqlType.DATE,
            MOMENT.toLocalDate(),
            SqlType.TIME,
            MOMENT.toLocalTime(),
            SqlType.TIMESTAMP,
            MOMENT,
            SqlType.TIMESTAMP_WITH_TIME_ZONE,
            MOMENT.atOffset(ZoneOffset.UTC),
            SqlType.VARCHAR,
            "2024-02-29 13:14:15.123456",
            SqlType.VARCHAR,
            "2024-02-29T13:14:15+01:00");
    assertThat(rows.getObject(1)).isEqualTo(Date.valueOf(MOMENT.toLocalDate()));
    assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(MOMENT.toLocalDate());
    assertThat(rows.getTime(2).toLocalTime()).isEqualTo(LocalTime.of(13, 14, 15));
    assertThat(rows.getTime(2).getTime() % 1000).isEqualTo(123);
    assertThat(rows.getObject(2, LocalTime.class)).isEqualTo(MOMENT.toLocalTime());
    assertThat(rows.getTimestamp(3)).isEqualTo(Timestamp.valueOf(MOMENT));
    assertThat(rows.getDate(3)).isEqualTo(Date.valueOf(MOMENT.toLocalDate()));
    assertThat(rows.getObject(3, LocalDateTime.class)).isEqualTo(MOMENT);
    // The session's zone is +02:00.
    assertThat(rows.getObject(3, OffsetDateTime.class))
        .isEqualTo(MOMENT.atOffset(ZoneOffset.ofHours(2)));
    assertThat(rows.getObject(4, LocalDateTime.class)).isEqualTo(MOMENT.plusHours(2));
    assertThat(rows.getObject(4)).isEqualTo(MOMENT.atOffset(ZoneOffset.UTC));
    assertThat(rows.getTimestamp(4).toInstant()).isEqualTo(MOMENT.toInstant(ZoneOffset.UTC));
    assertThat(rows.getObject(4, Instant.class)).isEqualTo(MOMENT.toInstant(ZoneOffset.UTC));
    assertThat(rows.getObject(5, LocalDateTime.class)).isEqualTo(MOMENT);
    assertThat(rows.getObject(6, OffsetDateTime.class).getOffset())
        .isEqualTo(ZoneOffset.ofHours(1));
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    assertThat(rows.getTimestamp(3, tokyo).toInstant())
        .isEqualTo(MOMENT.toInstant(ZoneOffset.ofHours(9)));
    assertThat(rows.getDate(3, tokyo).getTime())
        .isEqualTo(
            MOMENT.toLocalDate().atStartOfDay().toInstant(ZoneOffset.ofHours(9)).toEpochMilli());
  }

  @Test
  void textsAndBytes() throws SQLException, IOException {
    byte[] bytes = {1, 2, 3};
    ResultSet rows = row(SqlType.VARCHAR, "grün", SqlType.VARBINARY, bytes, SqlType.UUID, ID);
    assertThat(rows.getBytes(1)).isEqualTo("grün".getBytes(StandardCharsets.UTF_8));
    assertThat(new BufferedReader(rows.getCharacterStream(1)).readLine()).isEqualTo("grün");
    assertThat(rows.getClob(1).getSubString(2, 3)).isEqualTo("rün");
    assertThat(rows.getBinaryStream(2)).hasBinaryContent(bytes);
    assertThat(rows.getBlob(2).getBytes(2, 9)).containsExactly(2, 3);
    assertThat(rows.getObject(3)).isEqualTo(ID);
    assertThat(rows.getObject("C3", UUID.class)).isEqualTo(ID);
    assertThat(rows.getObject(1, Map.of("VARCHAR", byte[].class))).isInstanceOf(byte[].class);
    assertThatThrownBy(() -> rows.getBoolean(1)).isInstanceOf(SQLDataException.class);
  }

  @Test
  void metadata_agreesWithWhatGetObjectGives() throws SQLException {
    ResultSet rows =
        row(
            SqlType.TINYINT,
            1,
            SqlType.DECIMAL,
            BigDecimal.ONE,
            SqlType.TIMESTAMP,
            MOMENT,
            SqlType.INTERVAL_DAY_TIME,
            Duration.ofSeconds(1),
            SqlType.REAL,
            1f);
    ResultSetMetaData meta = rows.getMetaData();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      assertThat(rows.getObject(i).getClass().getName()).isEqualTo(meta.getColumnClassName(i));
    }
    assertThat(meta.getColumnType(2)).isEqualTo(Types.DECIMAL);
    assertThat(meta.getPrecision(2)).isEqualTo(9);
    assertThatThrownBy(() -> meta.getColumnName(9)).isInstanceOf(SQLException.class);
  }

  private List<Object> bind(SqlType type, Binder binder) throws SQLException {
    session.bound.clear();
    session.parameterColumns = List.of(new Column("?1", type, 0, 0, true));
    PreparedStatement statement = connection.prepareStatement("insert ?");
    binder.bind(statement);
    return session.bound;
  }

  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  @Test
  void parameters_ofTimes() throws SQLException {
    Timestamp timestamp = Timestamp.valueOf(MOMENT);
    assertThat(bind(SqlType.TIMESTAMP, s -> s.setTimestamp(1, timestamp))).containsExactly(MOMENT);
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    Timestamp utc = Timestamp.from(MOMENT.toInstant(ZoneOffset.UTC));
    assertThat(bind(SqlType.TIMESTAMP, s -> s.setTimestamp(1, utc, tokyo)))
        .containsExactly(MOMENT.plusHours(9));
    assertThat(bind(SqlType.TIMESTAMP_WITH_TIME_ZONE, s -> s.setTimestamp(1, utc)))
        .containsExactly(MOMENT.atOffset(ZoneOffset.UTC));
    assertThat(bind(SqlType.DATE, s -> s.setDate(1, Date.valueOf("2024-02-29"))))
        .containsExactly(LocalDate.of(2024, 2, 29));
    assertThat(bind(SqlType.TIME, s -> s.setTime(1, Time.valueOf("13:14:15"))))
        .containsExactly(LocalTime.of(13, 14, 15));
    assertThat(bind(SqlType.TIMESTAMP_WITH_TIME_ZONE, s -> s.setObject(1, MOMENT)))
        .containsExactly(MOMENT.atOffset(ZoneOffset.ofHours(2)));
    assertThat(bind(SqlType.TIMESTAMP, s -> s.setObject(1, MOMENT.toInstant(ZoneOffset.UTC))))
        .containsExactly(MOMENT.plusHours(2));
    assertThat(bind(SqlType.TIMESTAMP, s -> s.setObject(1, MOMENT.toLocalDate())))
        .containsExactly(MOMENT.toLocalDate().atStartOfDay());
  }

  @Test
  void parameters_ofOtherTypes() throws SQLException {
    assertThat(bind(SqlType.INTEGER, s -> s.setShort(1, (short) 5))).containsExactly(5L);
    assertThat(bind(SqlType.INTEGER, s -> s.setNull(1, Types.INTEGER)))
        .isEqualTo(Arrays.asList((Object) null));
    assertThat(
            bind(
                SqlType.DECIMAL, s -> s.setObject(1, new BigDecimal("1.255"), JDBCType.DECIMAL, 2)))
        .containsExactly(new BigDecimal("1.26"));
    assertThat(bind(SqlType.VARCHAR, s -> s.setObject(1, 'x'))).containsExactly("x");
    assertThat(bind(SqlType.VARCHAR, s -> s.setObject(1, 12))).containsExactly("12");
    assertThat(bind(SqlType.VARCHAR, s -> s.setCharacterStream(1, new StringReader("abc"), 2)))
        .containsExactly("ab");
    byte[] bytes = {1, 2, 3};
    assertThat(bind(SqlType.VARBINARY, s -> s.setBlob(1, new ByteArrayInputStream(bytes))))
        .containsExactly(bytes);
    assertThat(bind(SqlType.VARBINARY, s -> s.setBlob(1, new MemoryBlob(bytes))))
        .containsExactly(bytes);
    assertThatThrownBy(() -> bind(SqlType.VARCHAR, s -> s.setString(2, "")))
        .hasMessageContaining("parameter 2");
    SQLException refused =
        catchThrowableOfType(
            SQLException.class, () -> bind(SqlType.VARCHAR, s -> s.setObject(1, new Thread())));
    assertThat(refused.getSQLState()).isEqualTo("42846");
    assertThatThrownBy(
            () ->
                bind(SqlType.VARCHAR, s -> s.setAsciiStream(1, new ByteArrayInputStream(bytes), 9)))
        .hasMessageContaining("ended after 3");
  }
}
