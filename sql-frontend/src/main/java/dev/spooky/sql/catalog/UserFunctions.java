// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import dev.spooky.sql.function.UserFunction;
import dev.spooky.sql.parser.SqlText;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The functions that CREATE FUNCTION has made, by their names in lower case, and the classes whose
 * methods they may be. Readers see all of them as of one moment; there is one writer at a time.
 */
public final class UserFunctions implements SqlOperatorTable {
  private volatile List<Class<?>> allowed = List.of();
  private volatile Map<String, UserFunction> functions = Map.of();

  /** All that ever were, by name; for the writer only. */
  private final Map<String, List<UserFunction>> made = new HashMap<>();

  UserFunctions() {}

  /** Allows the public static methods of classes; before the catalog is used. */
  public void allow(List<Class<?>> classes) {
    allowed = List.copyOf(classes);
  }

  /** The classes whose methods may be functions. */
  public List<Class<?>> allowed() {
    return allowed;
  }

  /** The function of a name in any case; null if there is none. */
  public @Nullable UserFunction find(String name) {
    return functions.get(key(name));
  }

  /** The name without the number that tells a function from earlier ones. */
  private static String key(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int mark = lower.indexOf(UserFunction.MARK);
    return mark < 0 ? lower : lower.substring(0, mark);
  }

  /**
   * Makes a method a function under a name that is free. Where the name was another method's
   * before, operators that still run call that one; so expressions of the two must not look alike.
   *
   * @throws IllegalArgumentException that says what is wrong with the method
   */
  public void add(String name, Method method) {
    String key = key(name);
    List<UserFunction> before = made.computeIfAbsent(key, k -> new ArrayList<>());
    UserFunction function = null;
    for (UserFunction earlier : before) {
      function = earlier.method().equals(method) ? earlier : function;
    }
    if (function == null) {
      String unique = before.isEmpty() ? key : key + UserFunction.MARK + (before.size() + 1);
      function = UserFunction.of(unique, method);
      before.add(function);
    }
    Map<String, UserFunction> changed = new HashMap<>(functions);
    changed.put(key, function);
    functions = Map.copyOf(changed);
  }

  /** Takes a function away. */
  public void remove(String name) {
    Map<String, UserFunction> changed = new HashMap<>(functions);
    changed.remove(key(name));
    functions = Map.copyOf(changed);
  }

  /** The views whose texts call a function. */
  public static List<Entry> dependents(String name, Catalog catalog) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : catalog.all()) {
      String sql =
          entry instanceof PlainView plain
              ? plain.sql()
              : entry instanceof MaterializedView view ? view.sql() : null;
      if (sql != null && calls(SqlText.parseStatement(sql), name)) {
        found.add(entry);
      }
    }
    return found;
  }

  private static boolean calls(SqlNode tree, String name) {
    boolean[] found = new boolean[1];
    tree.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            found[0] |= call.getOperator().getName().equalsIgnoreCase(name);
            return super.visit(call);
          }
        });
    return found[0];
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    UserFunction function =
        syntax == SqlSyntax.FUNCTION && name.isSimple() ? find(name.getSimple()) : null;
    if (function != null) {
      found.add(function);
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return List.copyOf(functions.values());
  }
}
