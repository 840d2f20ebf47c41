// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Appender;
import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.records.row.FieldKind;
import dev.spooky.records.row.RowWriter;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import dev.spooky.sql.catalog.ColumnRule;
import dev.spooky.sql.catalog.IdentitySequence;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.error.SqlPosition;
import dev.spooky.sql.error.ValueErrors;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/** Rows of one table, written straight into a delta. */
public final class BulkAppender implements Appender {
  /**
   * Which columns are given, in which order, and what the others are; columns in neither list are
   * NULL.
   *
   * @param given ordinals of the given columns
   * @param others ordinals of columns with a default
   * @param defaults their values
   */
  public record Target(int[] given, List<Integer> others, List<@Nullable Object> defaults) {}

  private final Database database;
  private final TableEntry table;
  private final Target target;
  private final Supplier<@Nullable Transaction> transaction;
  private final List<RelDataTypeField> fields;
  private final int[] given;
  private final boolean[] plainLong;
  private final boolean[] plainDouble;
  private final boolean[] plainText;
  private final boolean[] set;
  private final RowWriter writer;
  private final Delta rows;
  private int next;

  /** Appends to {@code table}, in the transaction that is open at each flush, if there is one. */
  public BulkAppender(
      Database database,
      TableEntry table,
      Target target,
      Supplier<@Nullable Transaction> transaction) {
    this.database = database;
    this.table = table;
    this.target = target;
    this.transaction = transaction;
    this.fields = table.rowType().getFieldList();
    this.given = target.given().clone();
    this.plainLong = new boolean[fields.size()];
    this.plainDouble = new boolean[fields.size()];
    this.plainText = new boolean[fields.size()];
    this.set = new boolean[fields.size()];
    this.writer = new RowWriter(RowLayouts.layout(table.rowType()));
    this.rows = new Delta(writer.layout());
    for (int i = 0; i < plainLong.length; i++) {
      switch (fields.get(i).getType().getSqlTypeName()) {
        case BIGINT -> plainLong[i] = true;
        case DOUBLE, FLOAT -> plainDouble[i] = writer.layout().slot(i).kind() == FieldKind.F64;
        case VARCHAR -> plainText[i] = fields.get(i).getType().getPrecision() < 0;
        default -> {}
      }
    }
    writer.begin();
  }

  private int column() {
    if (next >= given.length) {
      throw SpookySqlException.of(
          SqlErrorCode.COLUMN_COUNT, "row has more than " + given.length + " values");
    }
    int column = given[next++];
    set[column] = true;
    return column;
  }

  private void convert(int column, @Nullable Object value) {
    try {
      RowValues.setObject(writer, column, fields.get(column).getType(), value);
    } catch (ValueException e) {
      throw wrong(column, e);
    }
  }

  private SpookySqlException wrong(int column, ValueException e) {
    RelDataType type = fields.get(column).getType();
    String name = fields.get(column).getName();
    next--;
    set[column] = false;
    if (e.kind() == Errors.Kind.NULL_VALUE) {
      return SpookySqlException.of(SqlErrorCode.NOT_NULL, name, table.name());
    }
    return ValueErrors.of(e.kind(), e.reason(), SqlPosition.UNKNOWN)
        .in("column '%s' of type %s".formatted(name, type));
  }

  @Override
  public Appender appendNull() {
    int column = column();
    if (!writer.layout().slot(column).isNullable()) {
      next--;
      set[column] = false;
      throw SpookySqlException.of(
          SqlErrorCode.NOT_NULL, fields.get(column).getName(), table.name());
    }
    return this;
  }

  @Override
  public Appender append(boolean value) {
    int column = column();
    if (writer.layout().slot(column).kind() == FieldKind.BOOL) {
      writer.setBool(column, value);
    } else {
      convert(column, value);
    }
    return this;
  }

  @Override
  public Appender append(long value) {
    int column = column();
    if (plainLong[column]) {
      writer.setLong(column, value);
    } else {
      convert(column, value);
    }
    return this;
  }

  @Override
  public Appender append(double value) {
    int column = column();
    if (plainDouble[column]) {
      writer.setDouble(column, value);
    } else {
      convert(column, value);
    }
    return this;
  }

  @Override
  public Appender append(@Nullable String value) {
    if (value == null) {
      return appendNull();
    }
    int column = column();
    if (plainText[column]) {
      writer.setString(column, value);
    } else {
      convert(column, value);
    }
    return this;
  }

  @Override
  public Appender appendObject(@Nullable Object value) {
    if (value == null) {
      return appendNull();
    }
    convert(column(), value);
    return this;
  }

  @Override
  public void endRow() {
    end(1);
  }

  @Override
  public void endDeletedRow() {
    end(-1);
  }

  private void end(long weight) {
    if (next != given.length) {
      throw SpookySqlException.of(
          SqlErrorCode.COLUMN_COUNT,
          "row has %d values, but %d columns are to be given".formatted(next, given.length));
    }
    for (int i = 0; i < target.others().size(); i++) {
      int column = target.others().get(i);
      set[column] = true;
      convert(column, target.defaults().get(i));
    }
    generate(weight);
    boolean keyOnly = weight < 0 && !table.keyColumns().isEmpty();
    for (int i = 0; i < set.length; i++) {
      boolean needed = !keyOnly || table.keyColumns().contains(i);
      if (needed && !set[i] && !writer.layout().slot(i).isNullable()) {
        throw SpookySqlException.of(SqlErrorCode.NOT_NULL, fields.get(i).getName(), table.name());
      }
      set[i] = false;
    }
    writer.finish();
    rows.add(writer, weight);
    writer.begin();
    next = 0;
  }

  private void generate(long weight) {
    List<ColumnRule> rules = table.definition().rules();
    for (int i = 0; i < set.length; i++) {
      IdentitySequence sequence = rules.get(i).identity();
      boolean own = rules.get(i).generated() != null || rules.get(i).always() && weight > 0;
      if (own && set[i]) {
        throw SpookySqlException.of(
            SqlErrorCode.GENERATED_ALWAYS,
            "column '%s' of table '%s' is GENERATED ALWAYS"
                .formatted(fields.get(i).getName(), table.name()));
      }
      if (sequence != null && !set[i] && weight > 0) {
        Assignment.number(writer, i, sequence, table);
        set[i] = true;
      }
      set[i] |= rules.get(i).generated() != null;
    }
  }

  @Override
  public int pendingRows() {
    return rows.count();
  }

  @Override
  public long flush() {
    if (rows.isEmpty()) {
      return database.tick();
    }
    try {
      database.limit().checkGrowth("this flush", TableChanges.growthBytes(rows));
      Transaction open = transaction.get();
      if (open != null) {
        try {
          open.beginWriting();
          BulkChanges.apply(complete(), current(), database, open);
        } finally {
          open.exit();
        }
        return -1;
      }
      return commit();
    } finally {
      rows.clear();
    }
  }

  /** The table as it is now, which may have got another name or other constraints since. */
  private TableEntry current() {
    TableEntry now = database.catalog().table(table.number());
    if (now == null) {
      throw SpookySqlException.of(SqlErrorCode.UNDEFINED_RELATION, table.name());
    }
    if (!now.id().equals(table.id())) {
      throw SpookySqlException.of(
          SqlErrorCode.OBJECT_IN_USE,
          "table '" + now.name() + "' was altered since this appender was made");
    }
    return now;
  }

  private Delta complete() {
    return GeneratedValues.completed(table, rows);
  }

  private long commit() {
    Transaction own = new Transaction(database);
    try {
      own.beginWriting();
      return BulkChanges.commit(complete(), current(), database, own);
    } finally {
      own.rollback();
      database.hub().deliver();
    }
  }

  @Override
  public void close() {
    flush();
  }
}
