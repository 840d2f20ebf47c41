// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.sql.catalog.SearchPath;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.exec.Transaction;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of a session; {@link #ALL} lists them. */
final class Settings {
  /** The setting of {@link SearchPath}. */
  static final String SEARCH_PATH = "search_path";

  private static final String STATEMENT_TIMEOUT = "statement_timeout";

  /** The names of all settings with what they are, by name. */
  static final Map<String, String> ALL =
      new TreeMap<>(
          Map.of(
              "timezone",
              "zone in which instants are shown and texts are read",
              SEARCH_PATH,
              "schemas in which names without a schema are looked for",
              STATEMENT_TIMEOUT,
              "how long a statement may run; 0 is without end",
              "default_transaction_isolation",
              "level of transactions that do not say",
              "default_transaction_read_only",
              "whether transactions that do not say may write",
              "lock_timeout",
              "how long to wait for the place of the writer",
              "idle_in_transaction_session_timeout",
              "how long a transaction may be idle while another waits to write"));

  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|min|h|)");

  private ZoneId zone = ZoneOffset.UTC;
  private Transaction.Mode mode = Transaction.Mode.DEFAULT;
  private SearchPath path = SearchPath.DEFAULT;
  private long statementMillis;

  ZoneId zone() {
    return zone;
  }

  /** Where names without a schema are looked for. */
  SearchPath path() {
    return path;
  }

  /** How long a statement may run, in milliseconds; 0 for ever. */
  long statementMillis() {
    return statementMillis;
  }

  /** How transactions run that do not say. */
  Transaction.Mode mode() {
    return mode;
  }

  String get(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case SEARCH_PATH -> path.text();
      case STATEMENT_TIMEOUT -> statementMillis + "ms";
      case "timezone", "time_zone" -> zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
      case "default_transaction_isolation", "transaction_isolation" -> isolation(mode);
      case "default_transaction_read_only", "transaction_read_only" ->
          mode.readOnly() ? "on" : "off";
      case "lock_timeout" -> mode.timeouts().lock() + "ms";
      case "idle_in_transaction_session_timeout" -> mode.timeouts().idle() + "ms";
      default -> throw SpookySqlException.of(SqlErrorCode.UNDEFINED_SETTING, name);
    };
  }

  void set(String name, String value) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case SEARCH_PATH -> path = SearchPath.parse(value);
      case STATEMENT_TIMEOUT -> statementMillis = value.isEmpty() ? 0 : millis(name, value);
      case "timezone", "time_zone" -> zone = zone(value);
      case "default_transaction_isolation",
          "default_transaction_read_only",
          "lock_timeout",
          "idle_in_transaction_session_timeout" ->
          mode = mode(mode, name, value);
      default -> throw SpookySqlException.of(SqlErrorCode.UNDEFINED_SETTING, name);
    }
  }

  /** The name of a mode's isolation level. */
  static String isolation(Transaction.Mode mode) {
    return mode.serializable() ? "serializable" : "read committed";
  }

  /** A mode with one of its settings changed; an empty value is the default. */
  static Transaction.Mode mode(Transaction.Mode mode, String name, String value) {
    Transaction.Timeouts old = mode.timeouts();
    Transaction.Timeouts standard = Transaction.Timeouts.DEFAULT;
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "default_transaction_isolation", "transaction_isolation" ->
          new Transaction.Mode(serializable(value), mode.readOnly(), old);
      case "default_transaction_read_only", "transaction_read_only" ->
          new Transaction.Mode(mode.serializable(), isOn(name, value), old);
      case "lock_timeout" -> {
        long lock = value.isEmpty() ? standard.lock() : millis(name, value);
        Transaction.Timeouts changed = new Transaction.Timeouts(lock, old.idle());
        yield new Transaction.Mode(mode.serializable(), mode.readOnly(), changed);
      }
      default -> {
        long idle = value.isEmpty() ? standard.idle() : millis(name, value);
        Transaction.Timeouts changed = new Transaction.Timeouts(old.lock(), idle);
        yield new Transaction.Mode(mode.serializable(), mode.readOnly(), changed);
      }
    };
  }

  private static boolean serializable(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "serializable", "repeatable read" -> true;
      case "read committed", "read uncommitted", "" -> false;
      default ->
          throw SpookySqlException.of(
              SqlErrorCode.INVALID_OPTION, "isolation level '" + value + "' does not exist");
    };
  }

  private static boolean isOn(String name, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "on", "true", "1", "yes" -> true;
      case "off", "false", "0", "no", "" -> false;
      default ->
          throw SpookySqlException.of(
              SqlErrorCode.INVALID_OPTION, "setting '" + name + "' is on or off");
    };
  }

  private static long millis(String name, String value) {
    Matcher text = DURATION.matcher(value.toLowerCase(Locale.ROOT).strip());
    if (!text.matches()) {
      throw SpookySqlException.of(
              SqlErrorCode.INVALID_OPTION, "setting '" + name + "' is a time, not '" + value + "'")
          .withHint("write '500ms', '30s' or '5min'");
    }
    long number = Long.parseLong(text.group(1));
    return switch (text.group(2)) {
      case "s" -> number * 1_000;
      case "min" -> number * 60_000;
      case "h" -> number * 3_600_000;
      default -> number;
    };
  }

  private static ZoneId zone(String value) {
    try {
      return value.isEmpty() ? ZoneOffset.UTC : ZoneId.of(value);
    } catch (DateTimeException e) {
      throw SpookySqlException.of(
              SqlErrorCode.INVALID_OPTION, "time zone '" + value + "' does not exist")
          .withHint("write a name such as Europe/Berlin or an offset such as +02:00")
          .withCause(e);
    }
  }
}
