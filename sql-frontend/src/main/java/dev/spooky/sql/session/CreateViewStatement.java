// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.sql.ast.CreateView;
import dev.spooky.sql.ast.StatementOption;
import dev.spooky.sql.catalog.Definitions;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.MaterializedView;
import dev.spooky.sql.catalog.PlainView;
import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.Definer;
import dev.spooky.sql.exec.HydrationProgress;
import dev.spooky.sql.exec.ViewBuilder;
import dev.spooky.sql.parser.SqlText;
import dev.spooky.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** CREATE [OR REPLACE] [MATERIALIZED] VIEW. */
record CreateViewStatement(
    CreateView statement, QueryPlan plan, String text, boolean suspends, Scope scope) {

  static Executable of(CreateView statement, String sql, Scope scope) {
    QueryPlan plan = scope.frontend().query(statement.query(), sql).withoutHiddenColumns();
    if (plan.parameters().getFieldCount() > 0) {
      throw SpookySqlException.unsupported(
          "a parameter in a view", statement.getParserPosition(), "write the value");
    }
    Statements.refuseNonDeterminism(plan);
    Statements.refuseSystemViews(plan, "a view over");
    QueryPlan named =
        new QueryPlan(
            plan.plan(),
            names(statement, plan),
            plan.collation(),
            plan.parameters(),
            plan.dependencies());
    CreateViewStatement create =
        new CreateViewStatement(
            statement,
            named,
            statement.materialized()
                ? Definitions.keptText(
                    SqlText.stretch(sql, statement.queryStretch()), scope.catalog())
                : scope.frontend().frozen(statement, sql),
            suspends(statement),
            scope);
    return new ControlStatement(Prepared.Kind.DEFINITION, create::run);
  }

  private static boolean suspends(CreateView statement) {
    boolean suspends = false;
    for (StatementOption option : statement.options()) {
      SqlParserPos position = option.name().getParserPosition();
      if (!option.key().equals("on_error") || !statement.materialized()) {
        throw SpookySqlException.at(
            position,
            SqlErrorCode.INVALID_OPTION,
            "%s option '%s' does not exist"
                .formatted(statement.materialized() ? "view" : "plain view", option.key()));
      }
      String action = option.text().toLowerCase(Locale.ROOT);
      if (!action.equals("abort") && !action.equals("suspend")) {
        throw SpookySqlException.at(
            position, SqlErrorCode.INVALID_OPTION, "ON ERROR is ABORT or SUSPEND");
      }
      suspends = action.equals("suspend");
    }
    return suspends;
  }

  private static List<String> names(CreateView statement, QueryPlan plan) {
    List<String> names = new ArrayList<>(plan.names());
    SqlNodeList columns = statement.columns();
    if (columns != null) {
      if (columns.size() > names.size()) {
        throw SpookySqlException.at(
            columns.getParserPosition(),
            SqlErrorCode.COLUMN_COUNT,
            "view has %d column names, but its query gives %d columns"
                .formatted(columns.size(), names.size()));
      }
      for (int i = 0; i < columns.size(); i++) {
        names.set(i, ((SqlIdentifier) columns.get(i)).getSimple());
      }
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        SqlNode at = columns == null ? statement.query() : columns;
        throw SpookySqlException.at(at.getParserPosition(), SqlErrorCode.DUPLICATE_COLUMN, name);
      }
    }
    return names;
  }

  private void run(EngineSession session) {
    Database database = scope.database();
    Definer definer = new Definer(database);
    if (!statement.materialized()) {
      database.define(
          session,
          () -> {
            Replaced replaced = check(database);
            if (replaced.goOn()) {
              definer.replaceView(replaced.old(), plainView(name()));
            }
            return true;
          });
    } else if (database.betweenTicks(() -> check(database)).goOn()) {
      Definer.ViewDefinition definition = new Definer.ViewDefinition(name(), plan, text);
      new ViewBuilder(database, plan, session.zone(), suspends)
          .build(
              new HydrationProgress(name().toString(), session::checkCancelled),
              built -> {
                Replaced replaced = check(database);
                if (!replaced.goOn()) {
                  throw SpookySqlException.of(SqlErrorCode.DUPLICATE_RELATION, name());
                }
                definer.replaceView(replaced.old(), definition, built);
                return true;
              });
    }
  }

  private RelationName name() {
    return scope.catalog().newName(statement.name());
  }

  /** What the view takes the place of, and whether there is something to do. */
  private record Replaced(@Nullable Entry old, boolean goOn) {}

  private Replaced check(Database database) {
    SqlParserPos position = statement.name().getParserPosition();
    if (statement.materialized() && !suspends) {
      refuseSuspending(plan.dependencies(), database, position);
    }
    Entry old = scope.catalog().find(name());
    if (old == null) {
      return new Replaced(null, true);
    }
    if (statement.ifNotExists()) {
      return new Replaced(old, false);
    }
    if (!statement.replace()) {
      throw SpookySqlException.at(position, SqlErrorCode.DUPLICATE_RELATION, name());
    }
    if (old instanceof TableEntry) {
      throw SpookySqlException.at(position, SqlErrorCode.WRONG_RELATION_KIND, name(), "view");
    }
    if (plan.dependencies().contains(old)) {
      throw SpookySqlException.at(
          position, SqlErrorCode.INVALID_DEFINITION, "view would be defined by itself");
    }
    return new Replaced(old, true);
  }

  private static void refuseSuspending(
      Set<Entry> dependencies, Database database, SqlParserPos position) {
    for (Entry entry : dependencies) {
      if (entry instanceof MaterializedView view && database.suspends(view)) {
        throw SpookySqlException.at(
            position,
            SqlErrorCode.INVALID_DEFINITION,
            "view '%s' is ON ERROR SUSPEND, so what is built on it must be too"
                .formatted(view.label()));
      }
      refuseSuspending(entry.dependencies(), database, position);
    }
  }

  private PlainView plainView(RelationName name) {
    RelDataTypeFactory.Builder builder = scope.types().builder();
    List<RelDataTypeField> fields = plan.plan().getRowType().getFieldList();
    for (int i = 0; i < fields.size(); i++) {
      builder.add(plan.names().get(i), fields.get(i).getType());
    }
    RelDataType rowType = builder.build();
    return new PlainView(name, rowType, text, plan.dependencies());
  }
}
