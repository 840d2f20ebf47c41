// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Copies a tree, because the validator rewrites the one that it is given. */
final class TreeCopy extends SqlShuttle {
  private final @Nullable SqlParserPos everywhere;

  private TreeCopy(@Nullable SqlParserPos everywhere) {
    this.everywhere = everywhere;
  }

  /** The same tree. */
  @SuppressWarnings("unchecked")
  static <N extends SqlNode> N of(N node) {
    return (N) copy(node, new TreeCopy(null));
  }

  /** The same tree without places, for text that is not the statement's own. */
  static SqlNode placeless(SqlNode node) {
    return copy(node, new TreeCopy(SqlParserPos.ZERO));
  }

  private static SqlNode copy(SqlNode node, TreeCopy copier) {
    SqlNode copy = node.accept(copier);
    if (copy == null) {
      throw new IllegalStateException("copy of " + node.getKind() + " is empty");
    }
    return copy;
  }

  private SqlParserPos place(SqlNode node) {
    return everywhere == null ? node.getParserPosition() : everywhere;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    CallCopyingArgHandler handler = new CallCopyingArgHandler(call, true);
    call.getOperator().acceptCall(this, call, false, handler);
    SqlNode copy = handler.result();
    return everywhere == null ? copy : copy.clone(everywhere);
  }

  @Override
  public SqlNode visit(SqlNodeList list) {
    SqlNodeList copy = new SqlNodeList(place(list));
    for (SqlNode node : list) {
      copy.add(node == null ? null : node.accept(this));
    }
    return copy;
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    return everywhere == null
        ? id.clone(id.getParserPosition())
        : new SqlIdentifier(id.names, everywhere);
  }

  @Override
  public SqlNode visit(SqlLiteral literal) {
    return everywhere == null ? literal : literal.clone(everywhere);
  }

  @Override
  public SqlNode visit(SqlDataTypeSpec type) {
    return everywhere == null ? type : type.clone(everywhere);
  }

  @Override
  public SqlNode visit(SqlIntervalQualifier qualifier) {
    return qualifier;
  }
}
