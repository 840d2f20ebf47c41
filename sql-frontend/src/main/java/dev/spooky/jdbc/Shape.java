// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import dev.spooky.engine.Column;
import dev.spooky.engine.SqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a metadata result, written as one text: names with blanks between them, each a
 * nullable VARCHAR unless marked: {@code !} NOT NULL, then {@code :i} INTEGER, {@code :s} SMALLINT,
 * {@code :b} BOOLEAN.
 */
final class Shape {
  static final String TABLE = "TABLE_CAT TABLE_SCHEM TABLE_NAME! ";

  static final List<Column> TABLES =
      of(
          TABLE
              + "TABLE_TYPE! REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME SELF_REFERENCING_COL_NAME"
              + " REF_GENERATION");
  static final List<Column> SCHEMAS = of("TABLE_SCHEM! TABLE_CATALOG");
  static final List<Column> CATALOGS = of("TABLE_CAT!");
  static final List<Column> TABLE_TYPES = of("TABLE_TYPE!");
  static final List<Column> COLUMNS =
      of(
          TABLE
              + "COLUMN_NAME! DATA_TYPE!:i TYPE_NAME! COLUMN_SIZE:i BUFFER_LENGTH:i"
              + " DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE!:i REMARKS COLUMN_DEF SQL_DATA_TYPE:i"
              + " SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION!:i IS_NULLABLE!"
              + " SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:s IS_AUTOINCREMENT!"
              + " IS_GENERATEDCOLUMN!");
  static final List<Column> PRIMARY_KEYS = of(TABLE + "COLUMN_NAME! KEY_SEQ!:s PK_NAME");
  static final List<Column> INDEX_INFO =
      of(
          TABLE
              + "NON_UNIQUE!:b INDEX_QUALIFIER INDEX_NAME TYPE!:s ORDINAL_POSITION!:s COLUMN_NAME"
              + " ASC_OR_DESC CARDINALITY:i PAGES:i FILTER_CONDITION");
  static final List<Column> ROW_IDENTIFIER =
      of(
          "SCOPE:s COLUMN_NAME! DATA_TYPE!:i TYPE_NAME! COLUMN_SIZE:i BUFFER_LENGTH:i"
              + " DECIMAL_DIGITS:s PSEUDO_COLUMN:s");
  static final List<Column> TYPE_INFO =
      of(
          "TYPE_NAME! DATA_TYPE!:i PRECISION:i LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS"
              + " NULLABLE!:s CASE_SENSITIVE!:b SEARCHABLE!:s UNSIGNED_ATTRIBUTE!:b"
              + " FIXED_PREC_SCALE!:b AUTO_INCREMENT!:b LOCAL_TYPE_NAME MINIMUM_SCALE:s"
              + " MAXIMUM_SCALE:s SQL_DATA_TYPE:i SQL_DATETIME_SUB:i NUM_PREC_RADIX:i");
  static final List<Column> CLIENT_INFO = of("NAME! MAX_LEN!:i DEFAULT_VALUE DESCRIPTION");

  static final List<Column> KEYS =
      of(
          "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME! PKCOLUMN_NAME! FKTABLE_CAT FKTABLE_SCHEM"
              + " FKTABLE_NAME! FKCOLUMN_NAME! KEY_SEQ!:s UPDATE_RULE:s DELETE_RULE:s FK_NAME"
              + " PK_NAME DEFERRABILITY:s");
  static final List<Column> PROCEDURES =
      of(
          "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME! RESERVED1 RESERVED2 RESERVED3 REMARKS"
              + " PROCEDURE_TYPE!:s SPECIFIC_NAME!");
  static final List<Column> PROCEDURE_COLUMNS =
      of(
          "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME! COLUMN_NAME! COLUMN_TYPE!:s"
              + " DATA_TYPE!:i TYPE_NAME! PRECISION:i LENGTH:i SCALE:s RADIX:s NULLABLE!:s REMARKS"
              + " COLUMN_DEF SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i"
              + " ORDINAL_POSITION!:i IS_NULLABLE! SPECIFIC_NAME!");
  static final List<Column> FUNCTIONS =
      of("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME! REMARKS FUNCTION_TYPE!:s SPECIFIC_NAME!");
  static final List<Column> FUNCTION_COLUMNS =
      of(
          "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME! COLUMN_NAME! COLUMN_TYPE!:s DATA_TYPE!:i"
              + " TYPE_NAME! PRECISION:i LENGTH:i SCALE:s RADIX:s NULLABLE!:s REMARKS"
              + " CHAR_OCTET_LENGTH:i ORDINAL_POSITION!:i IS_NULLABLE! SPECIFIC_NAME!");
  static final List<Column> COLUMN_PRIVILEGES =
      of(TABLE + "COLUMN_NAME! GRANTOR GRANTEE! PRIVILEGE! IS_GRANTABLE");
  static final List<Column> TABLE_PRIVILEGES =
      of(TABLE + "GRANTOR GRANTEE! PRIVILEGE! IS_GRANTABLE");
  static final List<Column> UDTS =
      of("TYPE_CAT TYPE_SCHEM TYPE_NAME! CLASS_NAME! DATA_TYPE!:i REMARKS BASE_TYPE:s");
  static final List<Column> SUPER_TYPES =
      of("TYPE_CAT TYPE_SCHEM TYPE_NAME! SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME!");
  static final List<Column> SUPER_TABLES = of(TABLE + "SUPERTABLE_NAME!");
  static final List<Column> ATTRIBUTES =
      of(
          "TYPE_CAT TYPE_SCHEM TYPE_NAME! ATTR_NAME! DATA_TYPE!:i ATTR_TYPE_NAME! ATTR_SIZE:i"
              + " DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE!:i REMARKS ATTR_DEF SQL_DATA_TYPE:i"
              + " SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION!:i IS_NULLABLE!"
              + " SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:s");
  static final List<Column> PSEUDO_COLUMNS =
      of(
          TABLE
              + "COLUMN_NAME! DATA_TYPE!:i COLUMN_SIZE:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i"
              + " COLUMN_USAGE! REMARKS CHAR_OCTET_LENGTH:i IS_NULLABLE!");

  private Shape() {}

  private static List<Column> of(String text) {
    List<Column> columns = new ArrayList<>();
    for (String item : text.trim().split(" +")) {
      int colon = item.indexOf(':');
      String marked = colon < 0 ? item : item.substring(0, colon);
      boolean required = marked.endsWith("!");
      String name = required ? marked.substring(0, marked.length() - 1) : marked;
      SqlType type = type(colon < 0 ? "" : item.substring(colon + 1));
      columns.add(new Column(name, type, type == SqlType.VARCHAR ? -1 : 0, 0, !required));
    }
    return List.copyOf(columns);
  }

  private static SqlType type(String mark) {
    return switch (mark) {
      case "" -> SqlType.VARCHAR;
      case "i" -> SqlType.INTEGER;
      case "s" -> SqlType.SMALLINT;
      case "b" -> SqlType.BOOLEAN;
      default -> throw new AssertionError("mark=" + mark);
    };
  }
}
