// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.parser;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Boils the hundreds of tokens that the grammar would take at a place down to a short list. */
final class Expectations {
  private static final int MOST = 6;

  /** Tokens that are only taken where an expression may begin. */
  private static final Set<String> EXPRESSION_STARTS = Set.of("EXISTS", "CURSOR", "STREAM");

  /** Tokens that may go on any query or expression: true, and of no help. */
  private static final Set<String> CONTINUATIONS =
      Set.of("EXCEPT", "FETCH", "INTERSECT", "LIMIT", "OFFSET", "ORDER", "MINUS", "UNION");

  /** Words worth naming where there are too many to list, the likeliest first. */
  private static final List<String> LIKELY =
      List.of(
          ")",
          ",",
          "FROM",
          "WHERE",
          "GROUP",
          "AS",
          "ON",
          "SET",
          "VALUES",
          "SELECT",
          "TABLE",
          "VIEW",
          "MATERIALIZED",
          "INTO",
          "TO",
          "BY",
          "KEY",
          "THEN",
          "END",
          "JOIN",
          "(",
          ";");

  private Expectations() {}

  /** At most six alternatives as a phrase; empty if there is nothing to say. */
  static String of(Collection<String> tokenNames) {
    Set<String> expected = new LinkedHashSet<>();
    tokenNames.forEach(name -> expected.add(plain(name)));
    if (expected.stream().anyMatch(EXPRESSION_STARTS::contains)) {
      return "an expression";
    }
    List<String> named = new ArrayList<>();
    if (expected.contains("<IDENTIFIER>")) {
      named.add("a name");
    }
    if (expected.contains(")") || expected.contains("<EOF>")) {
      expected.removeAll(CONTINUATIONS);
    }
    List<String> candidates = expected.size() <= 2 * MOST ? List.copyOf(expected) : LIKELY;
    for (String candidate : candidates) {
      if (named.size() < MOST && expected.contains(candidate)) {
        addToken(named, candidate);
      }
    }
    if (expected.contains("<EOF>") && named.size() < MOST) {
      named.add("the end");
    }
    int last = named.size() - 1;
    return last <= 0
        ? String.join("", named)
        : String.join(", ", named.subList(0, last)) + " or " + named.get(last);
  }

  private static String plain(String token) {
    return token.startsWith("\"") && token.endsWith("\"") && token.length() > 2
        ? token.substring(1, token.length() - 1)
        : token;
  }

  private static void addToken(List<String> named, String token) {
    if (token.equals("<QUOTED_STRING>")) {
      named.add("a string");
    } else if (token.equals("<UNSIGNED_INTEGER_LITERAL>")) {
      named.add("a number");
    } else if (!token.startsWith("<") || token.length() <= 2) {
      named.add(Character.isLetter(token.charAt(0)) ? token : "'" + token + "'");
    }
  }
}
