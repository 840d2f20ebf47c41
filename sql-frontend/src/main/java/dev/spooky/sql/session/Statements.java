// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.sql.ast.AlterTable;
import dev.spooky.sql.ast.BeginTransaction;
import dev.spooky.sql.ast.Cancel;
import dev.spooky.sql.ast.CommentOn;
import dev.spooky.sql.ast.CommitTransaction;
import dev.spooky.sql.ast.CopyFrom;
import dev.spooky.sql.ast.CopyTo;
import dev.spooky.sql.ast.CreateFunction;
import dev.spooky.sql.ast.CreateIndex;
import dev.spooky.sql.ast.CreateSchema;
import dev.spooky.sql.ast.CreateTable;
import dev.spooky.sql.ast.CreateView;
import dev.spooky.sql.ast.DropRelations;
import dev.spooky.sql.ast.Explain;
import dev.spooky.sql.ast.Insert;
import dev.spooky.sql.ast.ReleaseSavepoint;
import dev.spooky.sql.ast.RenameView;
import dev.spooky.sql.ast.RollbackTransaction;
import dev.spooky.sql.ast.SetSavepoint;
import dev.spooky.sql.ast.SetVariable;
import dev.spooky.sql.ast.ShowVariable;
import dev.spooky.sql.ast.Subscribe;
import dev.spooky.sql.ast.TruncateTables;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.exec.Database;
import dev.spooky.sql.exec.PreparedInsert;
import dev.spooky.sql.exec.PreparedModify;
import dev.spooky.sql.exec.PreparedQuery;
import dev.spooky.sql.plan.InsertPlan;
import dev.spooky.sql.plan.ModifyPlan;
import dev.spooky.sql.plan.NonDeterminism;
import dev.spooky.sql.plan.QueryPlan;
import dev.spooky.sql.plan.SqlFrontend;
import java.util.List;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.parser.SqlParserPos;

/** From syntax trees to what can be run: the dispatcher. */
final class Statements {
  private final Scope scope;
  private final String sql;

  private Statements(Scope scope, String sql) {
    this.scope = scope;
    this.sql = sql;
  }

  /** Validates and plans a statement. */
  static Executable compile(SqlNode node, String sql, Scope scope) {
    return new Statements(scope, sql).compile(node);
  }

  private Executable compile(SqlNode node) {
    SqlFrontend frontend = scope.frontend();
    Database database = scope.database();
    if (node.isA(SqlKind.QUERY)) {
      return new QueryStatement(new PreparedQuery(database, frontend.query(node, sql)));
    } else if (node instanceof Insert insert) {
      InsertPlan plan = frontend.insert(insert, sql);
      return new ChangeStatement(
          plan.parameters(),
          insert.table().getParserPosition(),
          new PreparedInsert(database, plan)::run);
    } else if (node instanceof SqlUpdate update) {
      ModifyPlan plan = frontend.update(update, sql);
      return modify(plan, update.getTargetTable());
    } else if (node instanceof SqlDelete delete) {
      ModifyPlan plan = frontend.delete(delete, sql);
      return modify(plan, delete.getTargetTable());
    } else if (node instanceof Subscribe subscribe) {
      return SubscribeStatement.of(subscribe, sql, scope);
    } else if (node instanceof Explain explain) {
      return ExplainStatement.of(explain, sql, scope);
    } else if (node instanceof TruncateTables truncate) {
      return TruncateStatement.of(truncate, scope);
    } else if (node instanceof CopyFrom copy) {
      return CopyStatement.of(copy, scope.catalog());
    } else if (node instanceof CopyTo copy) {
      return CopyStatement.of(copy);
    }
    return definition(node);
  }

  private Executable modify(ModifyPlan plan, SqlNode table) {
    return new ChangeStatement(
        plan.parameters(),
        table.getParserPosition(),
        new PreparedModify(scope.database(), plan)::run);
  }

  private Executable definition(SqlNode node) {
    if (node instanceof CreateSchema create) {
      return SchemaStatement.of(create, scope);
    } else if (node instanceof CreateFunction create) {
      return FunctionStatement.of(create, scope);
    } else if (node instanceof CreateTable create) {
      return CreateTableStatement.of(create, scope);
    } else if (node instanceof CreateView create) {
      return CreateViewStatement.of(create, sql, scope);
    } else if (node instanceof DropRelations drop) {
      return DropStatement.of(drop, scope);
    } else if (node instanceof CreateIndex index) {
      return IndexStatement.of(index, scope);
    } else if (node instanceof AlterTable alter) {
      return AlterStatement.of(alter, scope);
    } else if (node instanceof RenameView rename) {
      return AlterStatement.of(rename, scope);
    } else if (node instanceof CommentOn comment) {
      return AlterStatement.of(comment, scope);
    }
    return node instanceof Cancel cancel ? CancelStatement.of(cancel, scope) : control(node);
  }

  private static Executable control(SqlNode node) {
    if (node instanceof BeginTransaction begin) {
      return TransactionStatement.begin(begin);
    } else if (node instanceof SetSavepoint
        || node instanceof ReleaseSavepoint
        || (node instanceof RollbackTransaction back && back.savepoint() != null)) {
      return TransactionStatement.savepoint(node);
    } else if (node instanceof CommitTransaction) {
      return new ControlStatement(Prepared.Kind.CONTROL, EngineSession::commit);
    } else if (node instanceof RollbackTransaction) {
      return new ControlStatement(Prepared.Kind.CONTROL, EngineSession::rollback);
    } else if (node instanceof SetVariable set) {
      return new ControlStatement(Prepared.Kind.CONTROL, session -> set(session, set));
    } else if (node instanceof ShowVariable show) {
      String name = show.name().getSimple();
      return new TextStatement(name, session -> List.of(session.setting(name)));
    }
    throw SpookySqlException.unsupported(
        "statement " + node.getKind().sql, node.getParserPosition(), "see the list in README.md");
  }

  private static void set(EngineSession session, SetVariable set) {
    String name = String.join(".", set.name().names);
    boolean path = name.equals(Settings.SEARCH_PATH);
    session.set(name, path ? SettingValues.schemas(set.value()) : SettingValues.text(set.value()));
  }

  /** Refuses what would have to follow changes of the system's own views, which tell of none. */
  static void refuseSystemViews(QueryPlan plan, String what) {
    for (Entry entry : plan.dependencies()) {
      if (entry instanceof SystemView view) {
        throw SpookySqlException.unsupported(
            what + " system view '" + view.label() + "'",
            SqlParserPos.ZERO,
            "read it with SELECT when it is needed");
      }
    }
  }

  /** Refuses functions whose value changes without any row changing. */
  static void refuseNonDeterminism(QueryPlan plan) {
    NonDeterminism.refuse(plan.plan());
  }
}
