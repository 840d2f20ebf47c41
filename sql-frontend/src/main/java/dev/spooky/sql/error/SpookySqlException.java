// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.error;

import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * An error that a user caused and can mend: what is wrong, where, and if known a way round. The
 * message names all three; the parts can be had one by one.
 */
public final class SpookySqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SqlErrorCode code;
  private final SqlPosition position;
  private final String detail;
  private final @Nullable String hint;

  private SpookySqlException(
      SqlErrorCode code,
      SqlPosition position,
      String detail,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(message(position, detail, hint), cause);
    this.code = code;
    this.position = position;
    this.detail = detail;
    this.hint = hint;
  }

  /** An error at a place of the SQL text; the arguments fill the code's template. */
  public static SpookySqlException at(SqlPosition where, SqlErrorCode code, Object... arguments) {
    return new SpookySqlException(code, where, code.format(arguments), null, null);
  }

  /** An error at a node's place. */
  public static SpookySqlException at(SqlParserPos where, SqlErrorCode code, Object... arguments) {
    return at(position(where), code, arguments);
  }

  /** An error without a place. */
  public static SpookySqlException of(SqlErrorCode code, Object... arguments) {
    return at(SqlPosition.UNKNOWN, code, arguments);
  }

  /** An error in words of its own instead of the code's template. */
  public static SpookySqlException worded(SqlParserPos where, SqlErrorCode code, String detail) {
    return new SpookySqlException(code, position(where), detail, null, null);
  }

  /** A construct that is understood but not carried out, and what to write instead. */
  public static SpookySqlException unsupported(
      String construct, SqlParserPos where, String wayRound) {
    return at(where, SqlErrorCode.UNSUPPORTED, construct).withHint(wayRound);
  }

  /** The same error with a way round. */
  public SpookySqlException withHint(String wayRound) {
    return copy(position, wayRound, getCause());
  }

  /** The same error at a place, for callers that know it better than the thrower. */
  public SpookySqlException withPosition(SqlPosition where) {
    return copy(where, hint, getCause());
  }

  /** The same error, saying in what it happened, such as {@code view 'v'}. */
  public SpookySqlException in(String context) {
    SpookySqlException copy =
        new SpookySqlException(code, position, detail + " in " + context, hint, getCause());
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  /** The same error with the exception that gave rise to it. */
  public SpookySqlException withCause(Throwable cause) {
    return copy(position, hint, cause);
  }

  private SpookySqlException copy(
      SqlPosition where, @Nullable String wayRound, @Nullable Throwable cause) {
    SpookySqlException copy = new SpookySqlException(code, where, detail, wayRound, cause);
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  /** Which of the messages it is. */
  public SqlErrorCode code() {
    return code;
  }

  /** The code's SQLSTATE. */
  public String sqlState() {
    return code.sqlState();
  }

  /** Where in the SQL text; may be unknown. */
  public SqlPosition position() {
    return position;
  }

  /** What is wrong, without place and hint. */
  public String detail() {
    return detail;
  }

  /** A way round, if one is known. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /** A node's place as the errors' own type. */
  public static SqlPosition position(SqlParserPos where) {
    return where.getLineNum() <= 0
        ? SqlPosition.UNKNOWN
        : new SqlPosition(
            where.getLineNum(),
            where.getColumnNum(),
            where.getEndLineNum(),
            where.getEndColumnNum());
  }

  private static String message(SqlPosition position, String detail, @Nullable String hint) {
    StringBuilder text = new StringBuilder(detail);
    if (position.isKnown()) {
      text.append(" (").append(position).append(')');
    }
    if (hint != null) {
      text.append("; instead: ").append(hint);
    }
    return text.toString();
  }
}
