// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.error;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Every message a user can get, with its SQLSTATE. A template whose whole text is {@code %s} takes
 * its wording from the place that knows the detail.
 */
public enum SqlErrorCode {
  /** Text that is not SQL. */
  SYNTAX("42601", "%s"),
  /** Message: statement of … characters is longer than the limit of …. */
  STATEMENT_TOO_LONG("54000", "statement of %s characters is longer than the limit of %s"),
  /** Message: statement is nested too deeply. */
  NESTING_TOO_DEEP("54001", "statement is nested too deeply"),
  /** A name that is too long or not allowed. */
  INVALID_NAME("42602", "%s"),
  /** SQL that is understood, but not carried out. */
  UNSUPPORTED("0A000", "%s is not supported yet"),
  /** Message: table or view '…' does not exist. */
  UNDEFINED_RELATION("42P01", "table or view '%s' does not exist"),
  /** Message: column '…' does not exist. */
  UNDEFINED_COLUMN("42703", "column '%s' does not exist"),
  /** Message: schema '…' does not exist. */
  UNDEFINED_SCHEMA("3F000", "schema '%s' does not exist"),
  /** Message: type '…' does not exist. */
  UNDEFINED_TYPE("42704", "type '%s' does not exist"),
  /** A function or operator that is not there for these types. */
  UNDEFINED_FUNCTION("42883", "%s"),
  /** Message: setting '…' does not exist. */
  UNDEFINED_SETTING("42704", "setting '%s' does not exist"),
  /** Message: savepoint '…' does not exist. */
  UNDEFINED_SAVEPOINT("3B001", "savepoint '%s' does not exist"),
  /** Message: table or view '…' already exists. */
  DUPLICATE_RELATION("42P07", "table or view '%s' already exists"),
  /** Message: column '…' is given more than once. */
  DUPLICATE_COLUMN("42701", "column '%s' is given more than once"),
  /** Message: name '…' is used more than once in FROM. */
  DUPLICATE_ALIAS("42712", "name '%s' is used more than once in FROM"),
  /** Message: column '…' is ambiguous. */
  AMBIGUOUS_COLUMN("42702", "column '%s' is ambiguous"),
  /** Message: '…' is not a …. */
  WRONG_RELATION_KIND("42809", "'%s' is not a %s"),
  /** A table or view that cannot be as it is defined. */
  INVALID_DEFINITION("42P16", "%s"),
  /** An option or setting with a value that it cannot have. */
  INVALID_OPTION("22023", "%s"),
  /** A column outside GROUP BY, or a misplaced aggregate. */
  GROUPING("42803", "%s"),
  /** An expression of the wrong type. */
  TYPE_MISMATCH("42804", "%s"),
  /** Message: cannot cast … to …. */
  CANNOT_CAST("42846", "cannot cast %s to %s"),
  /** Message: type of this parameter cannot be told from its place. */
  INDETERMINATE_TYPE("42P18", "type of this parameter cannot be told from its place"),
  /** An ordinal or a list of columns that does not fit. */
  INVALID_COLUMN_REFERENCE("42P10", "%s"),
  /** A window function at a place where it means nothing. */
  WINDOWING("42P20", "%s"),
  /** More or fewer values than columns. */
  COLUMN_COUNT("42601", "%s"),
  /** Message: statement has … parameters, but … were given. */
  PARAMETER_COUNT("07001", "statement has %s parameters, but %s were given"),
  /** Any other query that cannot be validated. */
  SEMANTICS("42000", "%s"),
  /** Message: … already exists. */
  DUPLICATE_OBJECT("42710", "%s already exists"),
  /** Message: … does not exist. */
  UNDEFINED_OBJECT("42704", "%s does not exist"),
  /** A foreign key that cannot be. */
  INVALID_FOREIGN_KEY("42830", "%s"),
  /** Message: schema '…' already exists. */
  DUPLICATE_SCHEMA("42P06", "schema '%s' already exists"),
  /** A value for a column that is always the table's own. */
  GENERATED_ALWAYS("428C9", "%s"),
  /** Message: row … violates check constraint '…' of table '…'. */
  CHECK_VIOLATION("23514", "row %s violates check constraint '%s' of table '%s'"),
  /** Message: duplicate key … violates unique constraint '…' of table '…'. */
  UNIQUE_VIOLATION("23505", "duplicate key %s violates unique constraint '%s' of table '%s'"),
  /** A reference to a row that is not there. */
  FOREIGN_KEY_VIOLATION("23503", "%s"),
  /** Changes that are not known any more. */
  CHANGES_FORGOTTEN("55000", "%s"),
  /** Something that is in use now. */
  OBJECT_IN_USE("55006", "%s"),
  /** Message: cannot alter … because … depends on it. */
  ALTER_DEPENDENT("2BP01", "cannot alter %s because %s depends on it"),
  /** Message: cannot drop '…' because … depends on it. */
  DEPENDENT_OBJECTS("2BP01", "cannot drop '%s' because %s depends on it"),
  /** Message: NULL in column '…' of table '…', which is NOT NULL. */
  NOT_NULL("23502", "NULL in column '%s' of table '%s', which is NOT NULL"),
  /** Message: duplicate key … in table '…'. */
  DUPLICATE_KEY("23505", "duplicate key %s in table '%s'"),
  /** A number too large for its type. */
  NUMERIC_OVERFLOW("22003", "%s"),
  /** Message: division by zero. */
  DIVISION_BY_ZERO("22012", "division by zero"),
  /** A text that is no value of the type that it is to become. */
  INVALID_TEXT("22P02", "%s"),
  /** A date or time that does not exist. */
  INVALID_DATETIME("22007", "%s"),
  /** Message: value is too long for type …. */
  STRING_TOO_LONG("22001", "value is too long for type %s"),
  /** Bytes that are no UTF-8. */
  INVALID_ENCODING("22021", "%s"),
  /** A scalar sub-query with more than one row. */
  CARDINALITY("21000", "%s"),
  /** Any other expression that cannot be computed. */
  EXPRESSION_FAILED("22000", "%s"),
  /** Message: cannot write in a read-only transaction. */
  READ_ONLY("25006", "cannot write in a read-only transaction"),
  /** A user's function that threw an exception. */
  EXTERNAL_ROUTINE("38000", "%s"),
  /** Message: there is no transaction in progress. */
  NO_TRANSACTION("25P01", "there is no transaction in progress"),
  /** Something that a transaction may not contain. */
  ACTIVE_TRANSACTION("25001", "%s"),
  /** Another transaction holds the writer's slot. */
  IDLE_TRANSACTION("25P03", "%s"),
  /** Message: …. */
  LOCK_TIMEOUT("55P03", "%s"),
  /** A statement stopped by its user or by its timeout. */
  CANCELLED("57014", "%s"),
  /** A file that cannot be read or written. */
  FILE("58030", "%s"),
  /** A line of a copied file that is not what it should be. */
  BAD_FILE_CONTENT("22P04", "%s"),
  /** What the embedding program does not allow. */
  NOT_ALLOWED("42501", "%s"),
  /** State that would exceed its limit. */
  OUT_OF_MEMORY("53200", "%s"),
  /** A connection, statement or engine used after its end. */
  CLOSED("08003", "%s is closed"),
  /** A fault of the engine, not of the SQL. */
  INTERNAL("XX000", "%s");

  private static final Pattern TEMPORAL = Pattern.compile("type (?i:date|time|interval)");

  private final String sqlState;
  private final String template;

  SqlErrorCode(String sqlState, String template) {
    this.sqlState = sqlState;
    this.template = template;
  }

  /** The code of a text that is no value of a type, times and intervals having their own. */
  public static SqlErrorCode ofInvalidText(String message) {
    return TEMPORAL.matcher(message).find() ? INVALID_DATETIME : INVALID_TEXT;
  }

  /** The five characters by which JDBC programs tell errors apart. */
  public String sqlState() {
    return sqlState;
  }

  /** The message's text with a {@code %s} for each argument. */
  public String template() {
    return template;
  }

  String format(Object... arguments) {
    return String.format(Locale.ROOT, template, arguments);
  }
}
