// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.sql.DatabaseMetaData;

/** What JDBC asks about names, words and versions. */
abstract class DialectAnswers implements DatabaseMetaData {
  // Words with a meaning that SQL:2003 does not reserve. None but LIMIT, OFFSET and QUALIFY is
  // reserved here.
  private static final String KEYWORDS =
      "BOOL,BYTEA,CIRCUIT,CONFLICT,COPY,DO,EXPLAIN,FLOAT4,FLOAT8,IF,INT2,INT4,INT8,"
          + "LIMIT,MATERIALIZED,NOTHING,OFFSET,PROGRESS,QUALIFY,REPLACE,SNAPSHOT,STRING,"
          + "SUBSCRIBE,TEXT,TIMESTAMPTZ,TINYINT";
  private static final String NUMERIC_FUNCTIONS =
      "ABS,ACOS,ASIN,ATAN,ATAN2,CEILING,COS,COT,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,"
          + "POWER,RADIANS,ROUND,SIGN,SIN,SQRT,TAN,TRUNCATE";
  private static final String STRING_FUNCTIONS =
      "ASCII,CHAR_LENGTH,CHARACTER_LENGTH,CONCAT,LCASE,LEFT,LENGTH,LTRIM,"
          + "OCTET_LENGTH,POSITION,REPEAT,REPLACE,RIGHT,RTRIM,SUBSTRING,UCASE";
  private static final String SYSTEM_FUNCTIONS = "IFNULL";
  private static final String TIME_FUNCTIONS =
      "CURDATE,CURRENT_DATE,CURRENT_TIME,CURRENT_TIMESTAMP,CURTIME,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,"
          + "EXTRACT,HOUR,MINUTE,MONTH,QUARTER,SECOND,TIMESTAMPADD,TIMESTAMPDIFF,WEEK,YEAR";

  @Override
  public final String getDatabaseProductName() {
    return "Spooky";
  }

  @Override
  public final String getDatabaseProductVersion() {
    return SpookyDriver.VERSION;
  }

  @Override
  public final String getDriverName() {
    return "Spooky JDBC Driver";
  }

  @Override
  public final String getDriverVersion() {
    return SpookyDriver.VERSION;
  }

  @Override
  public final int getDriverMajorVersion() {
    return SpookyDriver.MAJOR_VERSION;
  }

  @Override
  public final int getDriverMinorVersion() {
    return SpookyDriver.MINOR_VERSION;
  }

  @Override
  public final int getDatabaseMajorVersion() {
    return SpookyDriver.MAJOR_VERSION;
  }

  @Override
  public final int getDatabaseMinorVersion() {
    return SpookyDriver.MINOR_VERSION;
  }

  @Override
  public final int getJDBCMajorVersion() {
    return 4;
  }

  @Override
  public final int getJDBCMinorVersion() {
    return 3;
  }

  @Override
  public final int getSQLStateType() {
    return sqlStateSQL;
  }

  @Override
  public final String getUserName() {
    return "";
  }

  @Override
  public final boolean nullsAreSortedHigh() {
    return true;
  }

  @Override
  public final boolean nullsAreSortedLow() {
    return false;
  }

  @Override
  public final boolean nullsAreSortedAtStart() {
    return false;
  }

  @Override
  public final boolean nullsAreSortedAtEnd() {
    return false;
  }

  @Override
  public final boolean usesLocalFiles() {
    return false;
  }

  @Override
  public final boolean usesLocalFilePerTable() {
    return false;
  }

  @Override
  public final boolean supportsMixedCaseIdentifiers() {
    return false;
  }

  @Override
  public final boolean storesUpperCaseIdentifiers() {
    return false;
  }

  @Override
  public final boolean storesLowerCaseIdentifiers() {
    return true;
  }

  @Override
  public final boolean storesMixedCaseIdentifiers() {
    return false;
  }

  @Override
  public final boolean supportsMixedCaseQuotedIdentifiers() {
    return true;
  }

  @Override
  public final boolean storesUpperCaseQuotedIdentifiers() {
    return false;
  }

  @Override
  public final boolean storesLowerCaseQuotedIdentifiers() {
    return false;
  }

  @Override
  public final boolean storesMixedCaseQuotedIdentifiers() {
    return true;
  }

  @Override
  public final String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  public final String getSQLKeywords() {
    return KEYWORDS;
  }

  @Override
  public final String getNumericFunctions() {
    return NUMERIC_FUNCTIONS;
  }

  @Override
  public final String getStringFunctions() {
    return STRING_FUNCTIONS;
  }

  @Override
  public final String getSystemFunctions() {
    return SYSTEM_FUNCTIONS;
  }

  @Override
  public final String getTimeDateFunctions() {
    return TIME_FUNCTIONS;
  }

  @Override
  public final String getSearchStringEscape() {
    return "\\";
  }

  @Override
  public final String getExtraNameCharacters() {
    return "$";
  }

  @Override
  public final String getSchemaTerm() {
    return "schema";
  }

  @Override
  public final String getProcedureTerm() {
    return "procedure";
  }

  @Override
  public final String getCatalogTerm() {
    return "catalog";
  }

  @Override
  public final boolean isCatalogAtStart() {
    return true;
  }

  @Override
  public final String getCatalogSeparator() {
    return ".";
  }
}
