// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.parser;

/** Tells the generated parser a query from a name where either may stand. */
final class QueryStart {
  private QueryStart() {}

  /** Whether a query begins with this token. */
  static boolean is(Token token) {
    return switch (token.kind) {
      case GeneratedSqlParserConstants.SELECT,
          GeneratedSqlParserConstants.VALUES,
          GeneratedSqlParserConstants.WITH,
          GeneratedSqlParserConstants.TABLE,
          GeneratedSqlParserConstants.LPAREN ->
          true;
      default -> false;
    };
  }
}
