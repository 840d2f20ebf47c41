// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.corpus;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of the records of a script. */
final class Tally {
  /** What became of one. */
  enum Outcome {
    PASSED,
    /** Another answer than the script's. */
    WRONG,
    /** An error where there should be none, or none where there should be one. */
    FAILED,
    /** Not supported, and said so. */
    REFUSED
  }

  private static final String NOT_SUPPORTED = "0A";

  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
  private final List<String> problems = new ArrayList<>();

  void passed() {
    counts.merge(Outcome.PASSED, 1, Integer::sum);
  }

  void problem(Outcome outcome, ScriptRecord record, String what) {
    counts.merge(outcome, 1, Integer::sum);
    String sql = record.sql().replaceAll("\\s+", " ");
    problems.add(
        outcome
            + "\t"
            + record.line()
            + "\t"
            + what.lines().findFirst().orElse("")
            + "\t"
            + sql.substring(0, Math.min(sql.length(), 2_000)));
  }

  void error(ScriptRecord record, SQLException error) {
    String state = String.valueOf(error.getSQLState());
    Outcome outcome = state.startsWith(NOT_SUPPORTED) ? Outcome.REFUSED : Outcome.FAILED;
    problem(outcome, record, state + " " + error.getMessage());
  }

  int count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  /** One line each: outcome, line, what was wrong, statement; between tabs. */
  List<String> problems() {
    return problems;
  }
}
