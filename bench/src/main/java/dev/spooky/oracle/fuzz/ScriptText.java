// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

/** A failing script as text for {@code spooky run}, with what was found as comments. */
final class ScriptText {
  private ScriptText() {}

  static String of(long seed, Script script, Difference found) {
    StringBuilder text = new StringBuilder();
    text.append("-- seed ").append(seed).append(", oracle ").append(found.oracle());
    if (script.hashMask() != -1) {
      text.append(", hashes cut to mask ").append(script.hashMask());
    }
    text.append('\n');
    found.text().lines().forEach(line -> text.append("-- ").append(line).append('\n'));
    script.statements().forEach(sql -> text.append(sql).append(";\n"));
    if (!found.queries().isEmpty()) {
      text.append("-- these must give the same rows, as ").append(said(found)).append('\n');
    }
    found.queries().forEach(sql -> text.append(sql).append(";\n"));
    return text.toString();
  }

  private static String said(Difference found) {
    return switch (found.oracle()) {
      case RECOMPUTATION, PARTITION, BUG -> "a script shows it";
      case SUBSCRIBER -> "the subscriber's sum, above, must";
      case OUTSIDE -> "must the other engine's, above";
      case ORDER -> "must those for the same rows in another order, above";
      case ONE_TRANSACTION -> "must those after one transaction of all statements, above";
    };
  }
}
