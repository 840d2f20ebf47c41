// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Appender;
import dev.spooky.engine.Binding;
import dev.spooky.engine.Column;
import dev.spooky.engine.FileAccess;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.Relation;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SqlType;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.error.SqlPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A session without an engine. It understands by first word: {@code select}, {@code subscribe}
 * (both give {@link #rows}), {@code insert}, {@code create}, {@code begin}, {@code wait} (until it
 * is cancelled), {@code syntax} and {@code crash} (fail when prepared), {@code fail} (when run).
 * What runs is kept in {@link #log}.
 */
final class FakeSession implements Session {
  final List<String> log = new ArrayList<>();
  final List<@Nullable Object> bound = new ArrayList<>();
  final CountDownLatch waiting = new CountDownLatch(1);
  List<Relation> relations = List.of();
  List<Column> parameterColumns = List.of();
  FakeRows rows = new FakeRows(List.of(new Column("N", SqlType.INTEGER, 0, 0, true)), false);
  int openPrepared;
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private boolean autoCommit = true;
  private boolean inTransaction;
  private boolean closed;

  @Override
  public void setFileAccess(FileAccess access) {
    log.add("files " + access.roots());
  }

  @Override
  public Prepared prepare(String sql) {
    String word = sql.strip().split("\\W", 2)[0].toLowerCase(Locale.ROOT);
    switch (word) {
      case "syntax" ->
          throw SpookySqlException.at(new SqlPosition(1, 3, 1, 4), SqlErrorCode.SYNTAX, "no SQL");
      case "crash" -> throw new IllegalStateException("a bug");
      default -> {}
    }
    openPrepared++;
    return new FakePrepared(word, sql);
  }

  @Override
  public Outcome execute(String sql, Object... parameters) {
    return prepare(sql).execute(parameters);
  }

  @Override
  public List<String> split(String script) {
    return Arrays.stream(script.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  @Override
  public boolean isAutoCommit() {
    return autoCommit;
  }

  @Override
  public void setAutoCommit(boolean autoCommit) {
    log.add("autoCommit " + autoCommit);
    this.autoCommit = autoCommit;
  }

  @Override
  public boolean inTransaction() {
    return inTransaction;
  }

  @Override
  public void begin() {
    log.add("begin");
    inTransaction = true;
  }

  @Override
  public long commit() {
    log.add("commit");
    inTransaction = false;
    return 1;
  }

  @Override
  public void rollback() {
    log.add("rollback");
    inTransaction = false;
  }

  @Override
  public Appender appender(String table, String... columns) {
    throw new UnsupportedOperationException(table);
  }

  @Override
  public List<Relation> systemRelations() {
    return List.of();
  }

  @Override
  public List<String> schemas() {
    return List.of("public");
  }

  @Override
  public String schema() {
    return "public";
  }

  @Override
  public List<Relation> relations() {
    return relations;
  }

  @Override
  public String setting(String name) {
    return "+02:00";
  }

  @Override
  public void set(String name, String value) {
    if (name.equals("nonsense")) {
      throw SpookySqlException.of(SqlErrorCode.UNDEFINED_SETTING, name);
    }
    log.add("set " + name + "=" + value);
  }

  @Override
  public Spooky database() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cancel() {
    cancelled.countDown();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    log.add("close");
    closed = true;
  }

  private final class FakePrepared implements Prepared {
    private final String word;
    private final String sql;

    FakePrepared(String word, String sql) {
      this.word = word;
      this.sql = sql;
    }

    @Override
    public String sql() {
      return sql;
    }

    @Override
    public Kind kind() {
      return switch (word) {
        case "select" -> Kind.QUERY;
        case "subscribe" -> Kind.SUBSCRIBE;
        case "insert", "wait", "fail" -> Kind.UPDATE;
        case "create" -> Kind.DEFINITION;
        default -> Kind.CONTROL;
      };
    }

    @Override
    public List<Column> columns() {
      return kind() == Kind.QUERY || kind() == Kind.SUBSCRIBE ? rows.columns() : List.of();
    }

    @Override
    public List<Column> parameters() {
      return parameterColumns;
    }

    @Override
    public Binding bind() {
      return new FakeBinding();
    }

    @Override
    public Outcome execute(Binding binding) {
      log.add(sql);
      if (word.equals("wait")) {
        waiting.countDown();
        try {
          cancelled.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        throw SpookySqlException.of(SqlErrorCode.CANCELLED, "cancelled by a user");
      }
      if (word.equals("fail")) {
        throw SpookySqlException.of(SqlErrorCode.DIVISION_BY_ZERO);
      }
      inTransaction |= word.equals("start");
      return columns().isEmpty() ? Outcome.ofCount(sql.length()) : Outcome.ofRows(rows);
    }

    @Override
    public Outcome execute(Object... parameters) {
      return execute(bind());
    }

    @Override
    public long[] executeBatch(Binding binding) {
      if (word.equals("fail")) {
        throw SpookySqlException.of(SqlErrorCode.NOT_NULL, "a", "t");
      }
      return IntStream.range(0, binding.batchSize()).mapToLong(i -> i + 10).toArray();
    }

    @Override
    public void keepGenerated(List<String> names, List<Integer> ordinals) {}

    @Override
    public Optional<Rows> generated() {
      return Optional.empty();
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }

    @Override
    public void close() {
      openPrepared--;
    }
  }

  private final class FakeBinding implements Binding {
    private int batchSize;

    @Override
    public void setNull(int parameter) {
      bound.add(null);
    }

    @Override
    public void setBoolean(int parameter, boolean value) {
      bound.add(value);
    }

    @Override
    public void setLong(int parameter, long value) {
      bound.add(value);
    }

    @Override
    public void setDouble(int parameter, double value) {
      bound.add(value);
    }

    @Override
    public void setString(int parameter, @Nullable String value) {
      bound.add(value);
    }

    @Override
    public void setObject(int parameter, @Nullable Object value) {
      bound.add(value);
    }

    @Override
    public void clear() {
      bound.clear();
    }

    @Override
    public void addBatch() {
      batchSize++;
    }

    @Override
    public int batchSize() {
      return batchSize;
    }

    @Override
    public void clearBatch() {
      batchSize = 0;
    }
  }
}
