// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** The columns that an expression over one row names. */
final class ColumnNames {
  private ColumnNames() {}

  static Set<String> in(SqlNode expression) {
    Set<String> names = new HashSet<>();
    expression.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier id) {
            names.add(id.names.get(id.names.size() - 1));
            return null;
          }
        });
    return names;
  }

  static SqlNode renamed(SqlNode expression, String column, String to) {
    SqlNode renamed =
        expression.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlIdentifier id) {
                int last = id.names.size() - 1;
                if (!id.names.get(last).equals(column)) {
                  return id;
                }
                List<String> names = new ArrayList<>(id.names);
                names.set(last, to);
                return new SqlIdentifier(names, id.getParserPosition());
              }

              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                CallCopyingArgHandler handler = new CallCopyingArgHandler(call, false);
                call.getOperator().acceptCall(this, call, false, handler);
                return handler.result();
              }
            });
    if (renamed == null) {
      throw new IllegalStateException("nothing is left of " + expression);
    }
    return renamed;
  }
}
