// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.parser;

import dev.spooky.sql.ast.ScriptStatement;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.error.SqlPosition;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.LexicalState;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.util.SourceStringReader;

/**
 * SQL text to syntax trees and back. Unquoted names are folded to lower case, names between double
 * quotes are kept; every fault of the text is a {@link SpookySqlException} with its place.
 */
public final class SqlText {
  /** The longest text that is looked at, in characters. */
  public static final int DEFAULT_MAX_LENGTH = 16 << 20;

  /** The longest name of a table, column or alias, in characters. */
  public static final int MAX_NAME_LENGTH = 256;

  private static final SqlDialect DIALECT =
      new AnsiSqlDialect(AnsiSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("\""));

  private SqlText() {}

  /** Parses exactly one statement; a semicolon may follow it. */
  public static SqlNode parseStatement(String sql) {
    List<ScriptStatement> statements = parse(sql, DEFAULT_MAX_LENGTH);
    if (statements.size() == 1) {
      return statements.get(0).node();
    }
    if (statements.isEmpty()) {
      throw SpookySqlException.at(
          new SqlPosition(1, 1, 1, 1), SqlErrorCode.SYNTAX, "statement is empty");
    }
    throw SpookySqlException.at(
            statements.get(1).stretch(), SqlErrorCode.SYNTAX, "more than one statement")
        .withHint("run them one by one, or as a script");
  }

  /** Parses statements between semicolons. */
  public static List<SqlNode> parseScript(String sql) {
    return parse(sql, DEFAULT_MAX_LENGTH).stream().map(ScriptStatement::node).toList();
  }

  /** Parses statements between semicolons, with the place and parameter count of each. */
  public static List<ScriptStatement> parse(String sql, int maxLength) {
    if (sql.length() > maxLength) {
      throw SpookySqlException.of(SqlErrorCode.STATEMENT_TOO_LONG, sql.length(), maxLength);
    }
    if (sql.isEmpty()) {
      return List.of();
    }
    TextLimits.check(sql);
    GeneratedSqlParser parser = parser(sql);
    List<ScriptStatement> statements = new ArrayList<>();
    try {
      parser.Script(statements);
      return statements;
    } catch (StackOverflowError e) {
      throw SyntaxErrors.tooDeep(parser);
    } catch (SpookySqlException e) {
      throw e;
    } catch (Exception | TokenMgrError e) {
      throw SyntaxErrors.explain(sql, parser, e);
    }
  }

  /** The part of a text that a position spans. */
  public static String stretch(String sql, SqlParserPos position) {
    int start = SqlParserUtil.lineColToIndex(sql, position.getLineNum(), position.getColumnNum());
    int end =
        SqlParserUtil.lineColToIndex(sql, position.getEndLineNum(), position.getEndColumnNum());
    return sql.substring(start, Math.min(end + 1, sql.length()));
  }

  /** Writes a tree as SQL on one line, every name quoted; it parses to the same tree again. */
  public static String toSql(SqlNode node) {
    return node.toSqlString(
            config ->
                config
                    .withDialect(DIALECT)
                    .withQuoteAllIdentifiers(true)
                    .withAlwaysUseParentheses(false)
                    .withSelectListItemsOnSeparateLines(false)
                    .withUpdateSetListNewline(false)
                    .withClauseStartsLine(false)
                    .withIndentation(0))
        .getSql();
  }

  private static GeneratedSqlParser parser(String sql) {
    // The factory sizes the parser's buffer to the text; the constructor's would grow step by step.
    GeneratedSqlParser parser =
        (GeneratedSqlParser) GeneratedSqlParser.FACTORY.getParser(new SourceStringReader(sql));
    parser.setTabSize(1);
    parser.setUnquotedCasing(Casing.TO_LOWER);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setIdentifierMaxLength(MAX_NAME_LENGTH);
    parser.setConformance(SpookyConformance.INSTANCE);
    parser.switchTo(LexicalState.DQID);
    return parser;
  }
}
