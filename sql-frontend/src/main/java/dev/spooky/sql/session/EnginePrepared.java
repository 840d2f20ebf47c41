// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Binding;
import dev.spooky.engine.Column;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.Rows;
import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.catalog.SearchPath;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.InsertedRows;
import dev.spooky.sql.parser.SqlText;
import dev.spooky.sql.plan.Errors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A statement of a session; planned anew when a definition has changed since. */
final class EnginePrepared implements Prepared {
  private static final int MOST_ATTEMPTS = 10;

  private final EngineSession session;
  private final String sql;
  private final SqlNode node;
  private Executable executable;
  private long version;
  private SearchPath path;
  private volatile @Nullable Rows running;
  private @Nullable InsertedRows inserted;

  EnginePrepared(EngineSession session, String sql) {
    this.session = session;
    this.sql = sql;
    this.node = SqlText.parseStatement(sql);
    this.version = catalogVersion();
    this.path = session.scope().catalog().path();
    this.executable = compile();
  }

  private long catalogVersion() {
    return session.engine().database().catalog().version();
  }

  private Executable compile() {
    return guarded(() -> Statements.compile(SqlText.parseStatement(sql), sql, session.scope()));
  }

  private Executable executable() {
    long now = catalogVersion();
    SearchPath along = session.scope().catalog().path();
    if (now != version || !along.equals(path)) {
      executable = compile();
      version = now;
      path = along;
    }
    return executable;
  }

  /** Runs again what met a relation that another session has altered since it was planned. */
  private <T> T current(Supplier<T> action) {
    for (int attempt = 1; ; attempt++) {
      try {
        return action.get();
      } catch (SpookySqlException e) {
        boolean stale = e.code() == SqlErrorCode.UNDEFINED_RELATION && catalogVersion() != version;
        if (!stale || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Turns what planning and lowering throw into errors with SQLSTATE and position. */
  private <T> T guarded(Supplier<T> action) {
    try {
      return action.get();
    } catch (SpookySqlException e) {
      throw e;
    } catch (NotSupportedException e) {
      throw Errors.translate(e, node);
    } catch (StackOverflowError e) {
      throw SpookySqlException.of(SqlErrorCode.NESTING_TOO_DEEP).withCause(e);
    } catch (RuntimeException e) {
      throw Errors.translate(e, node);
    }
  }

  @Override
  public String sql() {
    return sql;
  }

  @Override
  public Kind kind() {
    return executable.kind();
  }

  @Override
  public List<Column> columns() {
    return executable.columns();
  }

  @Override
  public List<Column> parameters() {
    return Definitions.parameters(parameterTypes());
  }

  private RelDataType parameterTypes() {
    RelDataType types = executable.parameters();
    return types == null ? session.engine().types().builder().build() : types;
  }

  @Override
  public Binding bind() {
    return new ParameterBinding(parameterTypes());
  }

  private void begin() {
    session.start(sql);
    InsertedRows wanted = inserted;
    if (wanted != null) {
      wanted.clear();
    }
    session.collect(wanted);
  }

  @Override
  public void keepGenerated(List<String> names, List<Integer> ordinals) {
    inserted = new InsertedRows(names, ordinals);
  }

  @Override
  public Optional<Rows> generated() {
    InsertedRows rows = inserted;
    return Optional.ofNullable(rows == null ? null : rows.rows(session.engine().tick()));
  }

  @Override
  public Outcome execute(Binding binding) {
    begin();
    ParameterBinding values = (ParameterBinding) binding;
    Outcome outcome;
    try {
      outcome =
          guarded(
              () ->
                  current(
                      () -> {
                        Executable current = executable();
                        values.checkTypes(parameterTypes());
                        return current.run(session, values.single());
                      }));
    } finally {
      session.collect(null);
      session.end();
    }
    running = outcome.rows().orElse(null);
    return outcome;
  }

  @Override
  public Outcome execute(Object... parameters) {
    Binding binding = bind();
    int expected = parameterTypes().getFieldCount();
    if (parameters.length != expected) {
      throw SpookySqlException.of(SqlErrorCode.PARAMETER_COUNT, expected, parameters.length);
    }
    for (int i = 0; i < parameters.length; i++) {
      binding.setObject(i, parameters[i]);
    }
    return execute(binding);
  }

  @Override
  public long[] executeBatch(Binding binding) {
    begin();
    ParameterBinding values = (ParameterBinding) binding;
    try {
      return guarded(
          () ->
              current(
                  () -> {
                    Executable current = executable();
                    values.checkTypes(parameterTypes());
                    return current.runBatch(session, values.batch());
                  }));
    } finally {
      session.collect(null);
      session.end();
      values.clearBatch();
    }
  }

  @Override
  public void cancel() {
    session.cancel();
    Rows rows = running;
    if (rows != null) {
      rows.cancel();
    }
  }

  @Override
  public void close() {
    Rows rows = running;
    if (rows != null) {
      rows.close();
    }
  }
}
