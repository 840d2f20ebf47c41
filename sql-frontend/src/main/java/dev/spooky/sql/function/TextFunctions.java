// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import static dev.spooky.sql.function.Results.likeFirst;
import static dev.spooky.sql.function.Results.never;
import static dev.spooky.sql.function.Results.strict;

import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions of texts and bytes. */
final class TextFunctions {
  private static final SqlReturnTypeInference TEXT = strict(Results::text);
  private static final SqlReturnTypeInference INTEGER = strict(Results.plain(SqlTypeName.INTEGER));

  private TextFunctions() {}

  static List<SqlOperator> all() {
    return List.of(
        OwnFunction.of("ASCII", INTEGER, "text"),
        OwnFunction.of("BTRIM", TEXT, "text [text]"),
        OwnFunction.of("CHR", TEXT, "integer"),
        OwnFunction.of("CONCAT", never(Results::text), "any*"),
        OwnFunction.of("CONCAT_WS", likeFirst(Results::text), "text any*"),
        OwnFunction.of("DECODE", strict(Results::bytes), "text text"),
        OwnFunction.of("ENCODE", TEXT, "bytes text"),
        OwnFunction.of("FORMAT", likeFirst(Results::text), "text any*"),
        OwnFunction.of("LENGTH", INTEGER, "text", "bytes"),
        OwnFunction.of("LTRIM", TEXT, "text [text]"),
        OwnFunction.of("MD5", TEXT, "text", "bytes"),
        OwnFunction.of("OCTET_LENGTH", INTEGER, "text", "bytes"),
        OwnFunction.of("QUOTE_IDENT", TEXT, "text"),
        OwnFunction.of("QUOTE_LITERAL", TEXT, "text"),
        OwnFunction.of("RTRIM", TEXT, "text [text]"),
        OwnFunction.of("SHA1", TEXT, "text", "bytes"),
        OwnFunction.of("SHA224", TEXT, "text", "bytes"),
        OwnFunction.of("SHA256", TEXT, "text", "bytes"),
        OwnFunction.of("SHA384", TEXT, "text", "bytes"),
        OwnFunction.of("SHA512", TEXT, "text", "bytes"),
        OwnFunction.of("TO_BIN", TEXT, "integer"),
        OwnFunction.of("TO_HEX", TEXT, "integer", "bytes"),
        OwnFunction.of("TO_OCT", TEXT, "integer"));
  }
}
