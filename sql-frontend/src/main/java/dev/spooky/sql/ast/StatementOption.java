// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * One {@code key = value} of a {@code WITH} clause, or {@code KEY value} of a {@code COPY}.
 *
 * @param name the key, folded to lower case unless it was quoted
 * @param value a literal or a bare word; absent if only the key was given
 */
public record StatementOption(SqlIdentifier name, @Nullable SqlNode value) {

  /** The key as text. */
  public String key() {
    return name.getSimple();
  }

  /** The value as text: a bare word as such, a literal without its quotes, else "". */
  public String text() {
    if (value instanceof SqlIdentifier) {
      return value.toString();
    }
    String text = value instanceof SqlLiteral literal ? literal.toValue() : null;
    return text == null ? "" : text;
  }

  /** Whether the option is switched on: given alone, or as true, on or 1. */
  public boolean isOn() {
    return value == null || List.of("true", "on", "1", "TRUE").contains(text());
  }

  static void unparseAll(SqlWriter writer, List<StatementOption> options) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (StatementOption option : options) {
      writer.sep(",");
      option.name.unparse(writer, 0, 0);
      if (option.value != null) {
        option.value.unparse(writer, 0, 0);
      }
    }
    writer.endList(frame);
  }
}
