// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The parameters of a statement: where they stand, and of which type they turn out to be. */
final class Parameters {
  private final TreeMap<Integer, SqlDynamicParam> nodes = new TreeMap<>();
  private final Map<Integer, RelDataType> types = new HashMap<>();

  /** Notes the parameters of a tree. */
  void collect(@Nullable SqlNode tree) {
    if (tree != null) {
      tree.accept(
          new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlDynamicParam parameter) {
              nodes.put(parameter.getIndex(), parameter);
              return null;
            }
          });
    }
  }

  /** Notes a type; the first one counts, others differ in what is cast at their place. */
  void set(int index, RelDataType type) {
    types.putIfAbsent(index, type);
  }

  /** A struct of all types, in the order of the text. */
  RelDataType rowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder row = factory.builder();
    nodes.forEach(
        (index, node) -> {
          RelDataType type = types.get(index);
          if (type == null) {
            throw SpookySqlException.at(node.getParserPosition(), SqlErrorCode.INDETERMINATE_TYPE);
          }
          row.add("?" + index, factory.createTypeWithNullability(type, true));
        });
    return row.build();
  }
}
