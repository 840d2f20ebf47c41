// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.sql.ast.ArrayLiteral;
import dev.spooky.sql.function.OwnFunctions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlFirstLastValueAggFunction;
import org.apache.calcite.sql.fun.SqlLeadLagAggFunction;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlNthValueAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/** The functions and operators that queries can use. Their names are matched in any case. */
final class Functions implements SqlOperatorTable {
  private static final SqlNameMatcher ANY_CASE = SqlNameMatchers.withCaseSensitive(false);

  /** What is not in Calcite's tables, or with other types. */
  private static final SqlOperatorTable OWN =
      SqlOperatorTables.chain(
          SqlOperatorTables.of(Aggregates.all()),
          SqlOperatorTables.of(ArrayOperators.all()),
          SqlOperatorTables.of(OwnFunctions.list()),
          own());

  /**
   * What Calcite has with other answers than ours would be: AGE is a text, in milliseconds, and of
   * the time of the call; JSON_INSERT and its like make texts of numbers.
   */
  static final Set<String> HIDDEN =
      Set.of("AGE", "JSON_INSERT", "JSON_REPLACE", "JSON_SET", "JSON_STORAGE_SIZE", "RAND_INTEGER");

  private static SqlOperatorTable own() {
    return SqlOperatorTables.of(
        ArrayLiteral.OPERATOR,
        new Clock("NOW", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, SqlSyntax.FUNCTION),
        new Clock(
            "CURRENT_TIMESTAMP", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, SqlSyntax.FUNCTION_ID),
        new Clock(
            "TRANSACTION_TIMESTAMP",
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
            SqlSyntax.FUNCTION),
        new Clock(
            "STATEMENT_TIMESTAMP", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, SqlSyntax.FUNCTION),
        new Clock("LOCALTIMESTAMP", SqlTypeName.TIMESTAMP, SqlSyntax.FUNCTION_ID),
        new DateTrunc(),
        new OtherRow(SqlKind.LAG),
        new OtherRow(SqlKind.LEAD),
        new EdgeRow(SqlKind.FIRST_VALUE),
        new EdgeRow(SqlKind.LAST_VALUE),
        new NthRow());
  }

  /** The standard's and PostgreSQL's. (With SqlLibrary.STANDARD beside it, MOD is not found.) */
  private static final SqlOperatorTable CALCITE =
      SqlOperatorTables.chain(
          SqlStdOperatorTable.instance(),
          SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(SqlLibrary.POSTGRESQL));

  /** What users of other databases expect and what has no other meaning in PostgreSQL. */
  private static final SqlOperatorTable OTHERS =
      SqlOperatorTables.of(
          SqlLibraryOperators.BIT_COUNT_BIG_QUERY,
          SqlLibraryOperators.BIT_LENGTH,
          SqlLibraryOperators.CRC32,
          SqlLibraryOperators.DECODE,
          SqlLibraryOperators.ENDS_WITH,
          SqlLibraryOperators.FIND_IN_SET,
          SqlLibraryOperators.FROM_BASE64,
          SqlLibraryOperators.FROM_HEX,
          SqlLibraryOperators.HYPOT,
          SqlLibraryOperators.IF,
          SqlLibraryOperators.IFNULL,
          SqlLibraryOperators.INSTR,
          SqlLibraryOperators.IS_INF,
          SqlLibraryOperators.IS_NAN,
          SqlLibraryOperators.LEVENSHTEIN,
          SqlLibraryOperators.LOG1P,
          SqlLibraryOperators.NVL,
          SqlLibraryOperators.NVL2,
          SqlLibraryOperators.REGEXP_CONTAINS,
          SqlLibraryOperators.REGEXP_EXTRACT,
          SqlLibraryOperators.REVERSE,
          SqlLibraryOperators.SPACE,
          SqlLibraryOperators.SUBSTRING_INDEX,
          SqlLibraryOperators.TO_BASE64);

  /** All functions and operators. */
  static final SqlOperatorTable TABLE = new Functions();

  private Functions() {}

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    int before = found.size();
    OWN.lookupOperatorOverloads(name, category, syntax, found, ANY_CASE);
    if (found.size() == before && !isHidden(name)) {
      CALCITE.lookupOperatorOverloads(name, category, syntax, found, ANY_CASE);
    }
    if (found.size() == before || isOverloaded(name)) {
      OTHERS.lookupOperatorOverloads(name, category, syntax, found, ANY_CASE);
    }
  }

  private static boolean isHidden(SqlIdentifier name) {
    return name.isSimple() && HIDDEN.contains(name.getSimple().toUpperCase(Locale.ROOT));
  }

  /** DECODE of two arguments is PostgreSQL's, of more the one that others have. */
  private static boolean isOverloaded(SqlIdentifier name) {
    return name.isSimple() && name.getSimple().equalsIgnoreCase("DECODE");
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return SqlOperatorTables.chain(OWN, CALCITE, OTHERS).getOperatorList();
  }

  /** The time of the statement, in microseconds. */
  private static final class Clock extends SqlFunction {
    private final SqlSyntax syntax;

    Clock(String name, SqlTypeName type, SqlSyntax syntax) {
      super(
          name,
          SqlKind.OTHER_FUNCTION,
          precise(type),
          null,
          OperandTypes.NILADIC,
          SqlFunctionCategory.TIMEDATE);
      this.syntax = syntax;
    }

    private static SqlReturnTypeInference precise(SqlTypeName type) {
      return binding -> binding.getTypeFactory().createSqlType(type, 6);
    }

    @Override
    public SqlSyntax getSyntax() {
      return syntax;
    }

    @Override
    public boolean isDynamicFunction() {
      return true;
    }
  }

  /** LAG and LEAD: a default that is never NULL does not make the other rows' values so. */
  private static final class OtherRow extends SqlLeadLagAggFunction {
    OtherRow(SqlKind kind) {
      super(kind);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      RelDataType type = super.inferReturnType(binding);
      boolean isNullable = type.isNullable() || binding.getOperandType(0).isNullable();
      return binding.getTypeFactory().createTypeWithNullability(type, isNullable);
    }
  }

  /** FIRST_VALUE and LAST_VALUE: NULL of a frame without rows, also under IGNORE NULLS. */
  private static final class EdgeRow extends SqlFirstLastValueAggFunction {
    EdgeRow(SqlKind kind) {
      super(kind);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      return ReturnTypes.ARG0_FORCE_NULLABLE.inferReturnType(binding);
    }
  }

  /** NTH_VALUE: NULL of a frame with fewer rows, also under IGNORE NULLS. */
  private static final class NthRow extends SqlNthValueAggFunction {
    NthRow() {
      super(SqlKind.NTH_VALUE);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      return ReturnTypes.ARG0_FORCE_NULLABLE.inferReturnType(binding);
    }
  }

  /** {@code DATE_TRUNC('unit', time)}. */
  private static final class DateTrunc extends SqlFunction {
    DateTrunc() {
      super(
          "DATE_TRUNC",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG1_NULLABLE,
          null,
          OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.TIMESTAMP)
              .or(OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATE)),
          SqlFunctionCategory.TIMEDATE);
    }
  }
}
