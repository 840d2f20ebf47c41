// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import dev.spooky.sql.ast.StatementOption;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the options of a COPY say.
 *
 * @param format how the file is written
 * @param header whether the first line of a CSV names the columns
 * @param delimiter what stands between the values of a CSV
 * @param quote what stands around a CSV's values that need it
 * @param nullText what stands, without quotes, for NULL in a CSV
 * @param skipBadRows whether bad rows are left out instead of ending the statement
 * @param array whether written JSON is one array instead of one object a line
 */
record CopyOptions(
    Format format,
    boolean header,
    char delimiter,
    char quote,
    String nullText,
    boolean skipBadRows,
    boolean array) {

  private static final List<String> KNOWN =
      List.of("format", "header", "delimiter", "quote", "null", "encoding", "on_error", "as_array");

  /** How a file is written. */
  enum Format {
    /** Values between delimiters, as RFC 4180 has it. */
    CSV,
    /** An object a line, or an array of objects. */
    JSON
  }

  static CopyOptions of(List<StatementOption> options, String file) {
    options.forEach(CopyOptions::checkKnown);
    checkEncoding(options);
    Format format = format(options, file);
    CopyOptions result =
        new CopyOptions(
            format,
            find(options, "header").map(StatementOption::isOn).orElse(false),
            character(options, "delimiter", ','),
            character(options, "quote", '"'),
            find(options, "null").map(StatementOption::text).orElse(""),
            skips(options),
            find(options, "as_array").map(StatementOption::isOn).orElse(false));
    if (result.delimiter == result.quote) {
      throw bad(options.get(0), "DELIMITER and QUOTE must differ");
    }
    return result;
  }

  private static void checkKnown(StatementOption option) {
    if (!KNOWN.contains(option.key())) {
      throw bad(
          option,
          "COPY has no option '%s'; it has %s"
              .formatted(option.key(), String.join(", ", KNOWN).toUpperCase(Locale.ROOT)));
    }
  }

  private static void checkEncoding(List<StatementOption> options) {
    Optional<StatementOption> encoding = find(options, "encoding");
    if (encoding.isPresent() && !List.of("utf8", "utf-8").contains(lower(encoding.get().text()))) {
      throw bad(encoding.get(), "ENCODING can only be UTF8");
    }
  }

  private static Format format(List<StatementOption> options, String file) {
    Optional<StatementOption> option = find(options, "format");
    if (option.isEmpty()) {
      return byEnding(file);
    }
    return switch (lower(option.get().text())) {
      case "csv" -> Format.CSV;
      case "json" -> Format.JSON;
      default -> throw bad(option.get(), "FORMAT must be CSV or JSON");
    };
  }

  private static Format byEnding(String file) {
    String name = lower(file);
    if (name.endsWith(".csv")) {
      return Format.CSV;
    }
    if (name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return Format.JSON;
    }
    throw SpookySqlException.of(
            SqlErrorCode.INVALID_OPTION, "the ending of '" + file + "' does not tell its format")
        .withHint("add (FORMAT CSV) or (FORMAT JSON)");
  }

  private static boolean skips(List<StatementOption> options) {
    Optional<StatementOption> option = find(options, "on_error");
    return option.isPresent()
        && switch (lower(option.get().text())) {
          case "stop" -> false;
          case "skip" -> true;
          default -> throw bad(option.get(), "ON_ERROR must be STOP or SKIP");
        };
  }

  private static char character(List<StatementOption> options, String key, char otherwise) {
    Optional<StatementOption> option = find(options, key);
    if (option.isEmpty()) {
      return otherwise;
    }
    String text = option.get().text().equals("\\t") ? "\t" : option.get().text();
    if (text.length() != 1 || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
      throw bad(option.get(), key.toUpperCase(Locale.ROOT) + " must be one character");
    }
    return text.charAt(0);
  }

  private static Optional<StatementOption> find(List<StatementOption> options, String key) {
    return options.stream().filter(option -> option.key().equals(key)).findFirst();
  }

  private static SpookySqlException bad(StatementOption option, String what) {
    return SpookySqlException.at(
        option.name().getParserPosition(), SqlErrorCode.INVALID_OPTION, what);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
