// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.engine.Prepared;
import dev.spooky.sql.ast.CreateFunction;
import dev.spooky.sql.ast.DropRelations;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.UserFunctions;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Definer;
import dev.spooky.sql.function.UserFunction;
import dev.spooky.sql.plan.SqlFrontend;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** CREATE FUNCTION and DROP FUNCTION. */
final class FunctionStatement {
  private FunctionStatement() {}

  static Executable of(CreateFunction statement, Scope scope) {
    return new ControlStatement(
        Prepared.Kind.DEFINITION,
        session ->
            scope
                .database()
                .define(
                    session,
                    () -> {
                      create(statement, scope.catalog().functions());
                      return true;
                    }));
  }

  private static void create(CreateFunction statement, UserFunctions functions) {
    String name = statement.name().getSimple();
    if (name.indexOf(UserFunction.MARK) >= 0) {
      throw SpookySqlException.at(
          statement.name().getParserPosition(),
          SqlErrorCode.INVALID_NAME,
          "name of a function must not contain " + UserFunction.MARK);
    } else if (SqlFrontend.hasFunction(name)) {
      throw SpookySqlException.at(
          statement.name().getParserPosition(),
          SqlErrorCode.DUPLICATE_OBJECT,
          "built-in function '" + name + "'");
    } else if (functions.find(name) != null) {
      if (statement.ifNotExists()) {
        return;
      }
      throw SpookySqlException.at(
          statement.name().getParserPosition(),
          SqlErrorCode.DUPLICATE_OBJECT,
          "function '" + name + "'");
    }
    try {
      functions.add(name, method(statement, functions));
    } catch (IllegalArgumentException e) {
      throw SpookySqlException.at(
              statement.method().getParserPosition(),
              SqlErrorCode.INVALID_DEFINITION,
              "method cannot be a function: " + e.getMessage())
          .withCause(e);
    }
  }

  /** The method that is named. Only classes that the program has given are looked at. */
  private static Method method(CreateFunction statement, UserFunctions functions) {
    String text = ((SqlLiteral) statement.method()).getValueAs(String.class);
    int point = text.lastIndexOf('.');
    String className = text.substring(0, Math.max(0, point));
    List<Method> methods = new ArrayList<>();
    boolean known = false;
    for (Class<?> type : functions.allowed()) {
      if (type.getName().equals(className) || className.equals(type.getCanonicalName())) {
        known = true;
        for (Method method : type.getMethods()) {
          boolean isStatic = Modifier.isStatic(method.getModifiers()) && !method.isSynthetic();
          if (isStatic && method.getName().equals(text.substring(point + 1))) {
            methods.add(method);
          }
        }
      }
    }
    if (!known) {
      throw SpookySqlException.at(
              statement.method().getParserPosition(),
              SqlErrorCode.NOT_ALLOWED,
              "class '%s' is not among those whose methods may be functions".formatted(className))
          .withHint("the program gives them: SpookyOptions.withFunctionClasses");
    } else if (methods.size() != 1) {
      throw SpookySqlException.at(
          statement.method().getParserPosition(),
          SqlErrorCode.UNDEFINED_FUNCTION,
          "class '%s' has %s public static methods '%s', not one"
              .formatted(
                  className, methods.isEmpty() ? "no" : methods.size(), text.substring(point + 1)));
    }
    return methods.get(0);
  }

  /** Inside of a definition. */
  static void drop(DropRelations statement, Scope scope) {
    UserFunctions functions = scope.catalog().functions();
    for (SqlNode node : statement.names()) {
      SqlIdentifier name = (SqlIdentifier) node;
      UserFunction function = name.isSimple() ? functions.find(name.getSimple()) : null;
      if (function == null) {
        if (!statement.ifExists()) {
          throw SpookySqlException.at(
              name.getParserPosition(), SqlErrorCode.UNDEFINED_OBJECT, "function '" + name + "'");
        }
        continue;
      }
      List<Entry> dependents = UserFunctions.dependents(name.getSimple(), scope.catalog());
      if (!dependents.isEmpty() && !statement.cascade()) {
        throw SpookySqlException.of(
                SqlErrorCode.DEPENDENT_OBJECTS,
                name.getSimple(),
                "'" + dependents.get(0).label() + "'")
            .withHint("DROP … CASCADE drops both");
      }
      new Definer(scope.database()).drop(dependents, statement.cascade());
      functions.remove(name.getSimple());
    }
  }
}
