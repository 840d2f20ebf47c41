// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.session;

import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Names that programs give as texts: a relation's name as it is, whatever characters it has, or a
 * schema's name, a dot and a relation's, each in double quotes or not.
 */
final class NameText {
  private static final String PART = "(?:[\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"]|\"\")+\")";
  private static final Pattern NAMES =
      Pattern.compile("\\s*(" + PART + ")(?:\\.(" + PART + "))?\\s*");

  private NameText() {}

  /** The name that a text is; null if it can only be a query. */
  static @Nullable SqlIdentifier parse(String text, Catalog catalog) {
    if (catalog.find(text) != null) {
      return new SqlIdentifier(text, SqlParserPos.ZERO);
    }
    Matcher names = NAMES.matcher(text);
    if (!names.matches()) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      if (names.group(i) != null) {
        parts.add(part(names.group(i)));
      }
    }
    return new SqlIdentifier(parts, SqlParserPos.ZERO);
  }

  private static String part(String written) {
    return written.startsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written;
  }

  /** The relation that a text names; an error if there is none. */
  static Entry entry(String text, Catalog catalog) {
    SqlIdentifier name = parse(text, catalog);
    if (name == null) {
      throw SpookySqlException.of(SqlErrorCode.UNDEFINED_RELATION, text);
    }
    return catalog.get(name);
  }
}
