// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code CREATE [OR REPLACE] [MATERIALIZED] VIEW [IF NOT EXISTS] name [(columns)] AS query}. */
public final class CreateView extends Statement {
  private final SqlIdentifier name;
  private final boolean replace;
  private final boolean materialized;
  private final boolean ifNotExists;
  private final @Nullable SqlNodeList columns;
  private final List<StatementOption> options;
  private final SqlNode query;
  private final SqlParserPos queryStretch;

  private CreateView(SqlParserPos position, Builder from, SqlNode query, SqlParserPos stretch) {
    super(position, from.materialized ? "CREATE MATERIALIZED VIEW" : "CREATE VIEW", query);
    this.name = from.name;
    this.replace = from.replace;
    this.materialized = from.materialized;
    this.ifNotExists = from.ifNotExists;
    this.columns = from.columns;
    this.options = from.options;
    this.query = query;
    this.queryStretch = stretch;
  }

  /** Starts a view of that name. */
  public static Builder named(SqlIdentifier name) {
    return new Builder(name);
  }

  /** The view's name. */
  public SqlIdentifier name() {
    return name;
  }

  /** Whether OR REPLACE was written. */
  public boolean replace() {
    return replace;
  }

  /** Whether the view's rows are kept. */
  public boolean materialized() {
    return materialized;
  }

  /** Whether a view of this name that exists already is left as it is. */
  public boolean ifNotExists() {
    return ifNotExists;
  }

  /** Names for the columns; absent if the query names them. */
  public @Nullable SqlNodeList columns() {
    return columns;
  }

  /** What stands in {@code WITH (...)}. */
  public List<StatementOption> options() {
    return options;
  }

  /** The query after AS. */
  public SqlNode query() {
    return query;
  }

  /** Where the query's text stands, from its first to its last character. */
  public SqlParserPos queryStretch() {
    return queryStretch;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(replace ? "CREATE OR REPLACE" : "CREATE");
    writer.keyword(materialized ? "MATERIALIZED VIEW" : "VIEW");
    if (ifNotExists) {
      writer.keyword("IF NOT EXISTS");
    }
    name.unparse(writer, 0, 0);
    unparseColumns(writer, columns);
    if (!options.isEmpty()) {
      writer.keyword("WITH");
      StatementOption.unparseAll(writer, options);
    }
    writer.keyword("AS");
    query.unparse(writer, 0, 0);
  }

  /** Gathers the parts of a view's definition. */
  public static final class Builder {
    private final SqlIdentifier name;
    private boolean replace;
    private boolean materialized;
    private boolean ifNotExists;
    private @Nullable SqlNodeList columns;
    private List<StatementOption> options = List.of();
    private @Nullable SqlNode query;
    private SqlParserPos queryStretch = SqlParserPos.ZERO;

    private Builder(SqlIdentifier name) {
      this.name = name;
    }

    /** Sets whether OR REPLACE was written. */
    public Builder replace(boolean value) {
      replace = value;
      return this;
    }

    /** Sets whether MATERIALIZED was written. */
    public Builder materialized(boolean value) {
      materialized = value;
      return this;
    }

    /** Sets whether IF NOT EXISTS was written. */
    public Builder ifNotExists(boolean value) {
      ifNotExists = value;
      return this;
    }

    /** Sets the list of column names. */
    public Builder columns(@Nullable SqlNodeList names) {
      columns = names;
      return this;
    }

    /** Sets the options. */
    public Builder options(List<StatementOption> list) {
      options = List.copyOf(list);
      return this;
    }

    /** Adds what was written as {@code ON ERROR SUSPEND} to the options, as {@code on_error}. */
    public Builder on(@Nullable SqlIdentifier event, @Nullable SqlIdentifier action) {
      if (event != null) {
        List<StatementOption> all = new ArrayList<>(options);
        String key = "on_" + event.getSimple();
        all.add(new StatementOption(new SqlIdentifier(key, event.getParserPosition()), action));
        options = List.copyOf(all);
      }
      return this;
    }

    /** Sets the query and the place of its text. */
    public Builder query(SqlNode node, SqlParserPos stretch) {
      query = node;
      queryStretch = stretch;
      return this;
    }

    /** The finished statement. */
    public CreateView build(SqlParserPos position) {
      return new CreateView(position, this, Objects.requireNonNull(query), queryStretch);
    }
  }
}
