// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * A statement of Spooky's own, as a Calcite node: it has a position, writes itself as SQL, and
 * equals another statement if both are of one kind and write the same SQL.
 */
public abstract class Statement extends SqlCall {
  private final SqlOperator operator;
  private final List<SqlNode> operands;

  Statement(SqlParserPos position, String name, @Nullable SqlNode... operands) {
    super(position);
    this.operator = new SqlSpecialOperator(name, SqlKind.OTHER_DDL);
    List<SqlNode> present = new ArrayList<>();
    for (SqlNode operand : operands) {
      if (operand != null) {
        present.add(operand);
      }
    }
    this.operands = List.copyOf(present);
  }

  /** What kind of statement this is, in the words of SQL: {@code CREATE TABLE}, {@code COPY}. */
  public final String kindName() {
    return operator.getName();
  }

  @Override
  public final SqlOperator getOperator() {
    return operator;
  }

  /** The nodes within this statement that are present, in the order in which they were written. */
  @Override
  public final List<SqlNode> getOperandList() {
    return operands;
  }

  @Override
  public final SqlNode clone(SqlParserPos position) {
    // The tree is immutable; only its position could differ, and that of the original is better.
    return this;
  }

  @Override
  public final boolean equalsDeep(@Nullable SqlNode node, Litmus litmus) {
    if (node != null && node.getClass() == getClass() && node.toString().equals(toString())) {
      return litmus.succeed();
    }
    return litmus.fail("{} != {}", this, node);
  }

  @Override
  public abstract void unparse(SqlWriter writer, int leftPrec, int rightPrec);

  /** Writes {@code (a, b)}, or nothing for an absent list. */
  static void unparseColumns(SqlWriter writer, @Nullable SqlNodeList columns) {
    if (columns != null) {
      SqlWriter.Frame frame = writer.startList("(", ")");
      for (SqlNode column : columns) {
        writer.sep(",");
        column.unparse(writer, 0, 0);
      }
      writer.endList(frame);
    }
  }

  /** Writes {@code a, b} without parentheses. */
  static void unparseNames(SqlWriter writer, SqlNodeList names) {
    SqlWriter.Frame frame = writer.startList("", "");
    for (SqlNode name : names) {
      writer.sep(",");
      name.unparse(writer, 0, 0);
    }
    writer.endList(frame);
  }

  /** Writes a relation's name, or a query in parentheses. */
  static void unparseRelation(SqlWriter writer, SqlNode relation) {
    if (relation.isA(SqlKind.QUERY)) {
      SqlWriter.Frame frame = writer.startList("(", ")");
      relation.unparse(writer, 0, 0);
      writer.endList(frame);
    } else {
      relation.unparse(writer, 0, 0);
    }
  }
}
