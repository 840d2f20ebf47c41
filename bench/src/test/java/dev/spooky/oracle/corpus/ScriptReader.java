// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a script of sqllogictest (sqlite.org/sqllogictest, "About"), as the engine {@code
 * postgresql}, whose dialect is ours.
 */
final class ScriptReader {
  private static final String ENGINE = "postgresql";
  private static final String RESULT = "----";

  private final String[] lines;
  private final List<ScriptRecord> records = new ArrayList<>();
  private int at;

  private ScriptReader(String text) {
    this.lines = text.split("\r?\n");
  }

  /** The records of a script that are meant for us. */
  static List<ScriptRecord> read(String text) {
    ScriptReader reader = new ScriptReader(text);
    reader.readAll();
    return reader.records;
  }

  private void readAll() {
    boolean ours = true;
    while (at < lines.length) {
      String[] words = lines[at].split("#", 2)[0].strip().split("\\s+");
      int line = ++at;
      switch (words[0]) {
        case "" -> {}
        case "skipif" -> ours &= !words[1].equals(ENGINE);
        case "onlyif" -> ours &= words[1].equals(ENGINE);
        case "hash-threshold" -> {}
        case "halt" -> {
          if (ours) {
            return;
          }
          ours = true;
        }
        case "statement" -> {
          String sql = block();
          if (ours) {
            records.add(new ScriptRecord.Step(line, sql, words[1].equals("ok")));
          }
          ours = true;
        }
        case "query" -> {
          ScriptRecord query = query(line, words);
          if (ours) {
            records.add(query);
          }
          ours = true;
        }
        default -> throw new IllegalArgumentException("line " + line + ": " + lines[line - 1]);
      }
    }
  }

  private ScriptRecord query(int line, String[] words) {
    String sql = block();
    List<String> expected = new ArrayList<>();
    if (at < lines.length && lines[at].equals(RESULT)) {
      at++;
      while (at < lines.length && !lines[at].isEmpty()) {
        expected.add(lines[at++]);
      }
    }
    String sort = words.length > 2 ? words[2].toUpperCase(Locale.ROOT) : "NOSORT";
    return new ScriptRecord.Query(line, sql, words[1], ScriptRecord.Sort.valueOf(sort), expected);
  }

  /** The lines up to an empty one or the result. */
  private String block() {
    StringBuilder sql = new StringBuilder();
    while (at < lines.length && !lines[at].isBlank() && !lines[at].equals(RESULT)) {
      sql.append(sql.isEmpty() ? "" : "\n").append(lines[at++]);
    }
    return sql.toString();
  }
}
