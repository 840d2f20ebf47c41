// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.planner.type.NotSupportedException;
import dev.spooky.planner.type.kernel.ValueException;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.error.SqlPosition;
import dev.spooky.sql.error.ValueErrors;
import java.util.function.Supplier;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Turns what validator, converter and planner throw into errors with a SQLSTATE and a place. */
public final class Errors {
  private Errors() {}

  /** Runs a step of planning. */
  static <T> T translating(@Nullable SqlNode statement, Supplier<T> step) {
    try {
      return step.get();
    } catch (SpookySqlException e) {
      throw e;
    } catch (RuntimeException e) {
      throw translate(e, statement);
    } catch (StackOverflowError e) {
      throw SpookySqlException.at(place(statement), SqlErrorCode.NESTING_TOO_DEEP)
          .withHint("split the expression, or name parts of the query in WITH");
    } catch (AssertionError e) {
      throw internal(e, statement);
    }
  }

  /**
   * The error that a user gets for an exception.
   *
   * @param exception what a step of planning threw
   * @param statement what was planned; its place is used where the exception has none
   */
  public static SpookySqlException translate(
      RuntimeException exception, @Nullable SqlNode statement) {
    if (exception instanceof SpookySqlException translated) {
      return translated;
    } else if (exception instanceof NotSupportedException unsupported) {
      return unsupported(unsupported, statement);
    } else if (exception instanceof ValueException value) {
      return ValueErrors.of(value.kind(), value.reason(), place(statement)).withCause(value);
    }
    for (Throwable e = exception; e != null; e = e.getCause()) {
      if (e instanceof CalciteContextException context) {
        return context(context, statement);
      } else if (e instanceof NotSupportedException unsupported) {
        return unsupported(unsupported, statement);
      } else if (e instanceof CalciteException || e instanceof UnsupportedOperationException) {
        return Complaints.explain(String.valueOf(e.getMessage()), place(statement))
            .withCause(exception);
      }
    }
    return internal(exception, statement);
  }

  private static SpookySqlException context(
      CalciteContextException context, @Nullable SqlNode statement) {
    SqlPosition place =
        context.getPosLine() > 0
            ? new SqlPosition(
                context.getPosLine(),
                context.getPosColumn(),
                context.getEndPosLine(),
                context.getEndPosColumn())
            : place(statement);
    Throwable cause = context.getCause();
    if (cause instanceof SpookySqlException own) {
      return own;
    }
    String complaint = String.valueOf((cause == null ? context : cause).getMessage());
    return Complaints.explain(complaint, place).withCause(context);
  }

  private static SpookySqlException unsupported(
      NotSupportedException e, @Nullable SqlNode statement) {
    SqlPosition place =
        e.line() > 0
            ? new SqlPosition(e.line(), e.column(), e.line(), e.column())
            : place(statement);
    SpookySqlException error =
        SpookySqlException.at(place, SqlErrorCode.UNSUPPORTED, e.construct()).withCause(e);
    int sentence = String.valueOf(e.getMessage()).indexOf(". ");
    return sentence < 0 ? error : error.withHint(wayRound(e, sentence));
  }

  private static String wayRound(NotSupportedException e, int sentence) {
    String text = String.valueOf(e.getMessage()).substring(sentence + 2);
    String lower =
        text.length() > 1 && Character.isLowerCase(text.charAt(1))
            ? Character.toLowerCase(text.charAt(0)) + text.substring(1)
            : text;
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static SpookySqlException internal(Throwable e, @Nullable SqlNode statement) {
    return SpookySqlException.at(
            place(statement), SqlErrorCode.INTERNAL, "this statement cannot be planned: " + e)
        .withCause(e);
  }

  private static SqlPosition place(@Nullable SqlNode statement) {
    SqlParserPos where = statement == null ? SqlParserPos.ZERO : statement.getParserPosition();
    return SpookySqlException.position(where);
  }
}
