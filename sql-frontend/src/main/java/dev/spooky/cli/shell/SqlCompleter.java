// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import dev.spooky.engine.Column;
import dev.spooky.engine.Relation;
import dev.spooky.engine.Session;
import java.util.List;
import java.util.Locale;
import org.jline.builtins.Completers;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Proposes commands, file names, keywords, tables, views and the columns of those that are named.
 */
final class SqlCompleter implements Completer {
  private static final List<String> KEYWORDS =
      List.of(
          "ALL",
          "AND",
          "AS",
          "ASC",
          "AVG",
          "BEGIN",
          "BETWEEN",
          "BIGINT",
          "BOOLEAN",
          "BY",
          "CASCADE",
          "CASE",
          "CAST",
          "CIRCUIT",
          "COALESCE",
          "COMMIT",
          "CONFLICT",
          "COPY",
          "COUNT",
          "CREATE",
          "CROSS",
          "CSV",
          "DATE",
          "DECIMAL",
          "DEFAULT",
          "DELETE",
          "DESC",
          "DISTINCT",
          "DOUBLE",
          "DROP",
          "ELSE",
          "END",
          "EXISTS",
          "EXPLAIN",
          "EXTRACT",
          "FALSE",
          "FORMAT",
          "FROM",
          "GROUP",
          "HAVING",
          "HEADER",
          "IN",
          "INNER",
          "INSERT",
          "INTEGER",
          "INTERVAL",
          "INTO",
          "IS",
          "JOIN",
          "JSON",
          "KEY",
          "LEFT",
          "LIKE",
          "LIMIT",
          "MATERIALIZED",
          "MAX",
          "MIN",
          "NOT",
          "NOTHING",
          "NULL",
          "OFFSET",
          "ON",
          "OR",
          "ORDER",
          "OVER",
          "PARTITION",
          "PLAN",
          "PRIMARY",
          "PROGRESS",
          "REAL",
          "REPLACE",
          "ROLLBACK",
          "ROW_NUMBER",
          "SELECT",
          "SET",
          "SHOW",
          "SMALLINT",
          "SNAPSHOT",
          "SUBSCRIBE",
          "SUM",
          "TABLE",
          "THEN",
          "TIME",
          "TIMESTAMP",
          "TO",
          "TRUE",
          "TRUNCATE",
          "UNION",
          "UPDATE",
          "USING",
          "VALUES",
          "VARCHAR",
          "VIEW",
          "WHEN",
          "WHERE",
          "WITH",
          "WITHOUT");

  private final Session session;
  private final List<String> commands;
  private final Completers.FileNameCompleter files = new Completers.FileNameCompleter();

  SqlCompleter(Session session, List<String> commands) {
    this.session = session;
    this.commands = commands;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word();
    if (word.startsWith("\\")) {
      commands.forEach(command -> candidates.add(new Candidate(command)));
    } else if (line.line().startsWith("\\i ")) {
      files.complete(reader, line, candidates);
    } else if (line.line().startsWith("\\d ")) {
      session.relations().forEach(relation -> add(candidates, relation.name(), "tables"));
    } else {
      names(line, candidates);
      keywords(word, candidates);
    }
  }

  private void names(ParsedLine line, List<Candidate> candidates) {
    List<Relation> relations = session.relations();
    relations.forEach(relation -> add(candidates, relation.name(), "tables"));
    List<Relation> named = relations.stream().filter(r -> line.words().contains(r.name())).toList();
    (named.isEmpty() ? relations : named)
        .stream()
            .flatMap(relation -> relation.columns().stream())
            .map(Column::name)
            .distinct()
            .forEach(column -> add(candidates, column, "columns"));
  }

  /** Keywords in the case in which the word was begun. */
  private static void keywords(String word, List<Candidate> candidates) {
    boolean lower = word.isEmpty() || Character.isLowerCase(word.charAt(0));
    for (String keyword : KEYWORDS) {
      add(candidates, lower ? keyword.toLowerCase(Locale.ROOT) : keyword, "keywords");
    }
  }

  private static void add(List<Candidate> candidates, String value, String group) {
    candidates.add(new Candidate(value, value, group, null, null, null, true));
  }
}
