// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query's words. Some can be taken out as long as parentheses stay in pairs; whether what is left
 * is a query, the engine says.
 */
final class SqlTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^']|'')*'|[A-Za-z_][A-Za-z_0-9.]*|[0-9.]+(?:E[+-]?[0-9]+)?|<>|<=|>=|\\|\\||\\S");

  /** Without these, engines may rightly give other answers. */
  private static final Pattern DECIDING =
      Pattern.compile("ORDER|BY|NULLS|FIRST|LAST|DESC|CAST|AS|DECIMAL|IGNORE");

  private final List<String> words;
  private final boolean careful;

  private SqlTokens(List<String> words, boolean careful) {
    this.words = words;
    this.careful = careful;
  }

  /**
   * The words of a query.
   *
   * @param careful whether only what follows no ORDER BY and is in no cast is taken out
   */
  static SqlTokens of(String sql, boolean careful) {
    List<String> words = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(sql);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return new SqlTokens(words, careful);
  }

  /** Parts between commas outside of parentheses and quotes. */
  static List<String> split(String sql) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      quoted ^= c == '\'';
      if (!quoted) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ',' && depth == 0) {
          parts.add(sql.substring(from, i).trim());
          from = i + 1;
        }
      }
    }
    parts.add(sql.substring(from).trim());
    return parts;
  }

  int size() {
    return words.size();
  }

  String text() {
    return String.join(" ", words);
  }

  /** The same without a run of words; null if that leaves half a pair of parentheses. */
  @Nullable SqlTokens without(int at, int count) {
    int depth = 0;
    for (String word : words.subList(at, at + count)) {
      depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
      if (depth < 0 || (careful && DECIDING.matcher(word).matches())) {
        return null;
      }
    }
    if (depth != 0 || (careful && isOrdering(at))) {
      return null;
    }
    List<String> rest = new ArrayList<>(words);
    rest.subList(at, at + count).clear();
    return new SqlTokens(rest, careful);
  }

  /** Whether the word belongs to an ORDER BY, whose terms must stay all that tell rows apart. */
  private boolean isOrdering(int at) {
    int depth = 0;
    for (int i = at; i >= 0; i--) {
      String word = words.get(i);
      depth += word.equals(")") ? 1 : word.equals("(") ? -1 : 0;
      if (depth < 0 || word.equals("SELECT")) {
        return false;
      }
      if (word.equals("ORDER")) {
        return true;
      }
    }
    return false;
  }
}
