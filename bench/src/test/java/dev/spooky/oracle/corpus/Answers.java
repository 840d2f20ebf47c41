// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.corpus;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes answers as scripts do and compares them. */
final class Answers {
  private Answers() {}

  /** Null if the rows are what the script expects, else what they are. */
  static @Nullable String difference(ScriptRecord.Query query, ResultSet rows) throws SQLException {
    int columns = query.types().length();
    if (rows.getMetaData().getColumnCount() != columns) {
      return rows.getMetaData().getColumnCount() + " columns";
    }
    List<List<String>> answer = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>(columns);
      for (int i = 1; i <= columns; i++) {
        row.add(text(query.types().charAt(i - 1), rows.getObject(i)));
      }
      answer.add(row);
    }
    List<String> values = sorted(query.sort(), answer);
    List<String> expected = query.expected();
    boolean hashed = expected.size() == 1 && expected.get(0).contains(" values hashing to ");
    List<String> actual = hashed ? List.of(hash(values)) : values;
    return actual.equals(expected) ? null : brief(expected) + " expected, is " + brief(actual);
  }

  private static List<String> sorted(ScriptRecord.Sort sort, List<List<String>> rows) {
    if (sort == ScriptRecord.Sort.ROWSORT) {
      rows.sort(Comparator.comparing(row -> String.join("\u0000", row)));
    }
    List<String> values = new ArrayList<>();
    rows.forEach(values::addAll);
    if (sort == ScriptRecord.Sort.VALUESORT) {
      Collections.sort(values);
    }
    return values;
  }

  private static String text(char type, @Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type) {
      case 'I' -> integer(value);
      case 'R' -> String.format(Locale.ROOT, "%.3f", Double.parseDouble(number(value)));
      default -> printable(value.toString());
    };
  }

  private static String integer(Object value) {
    try {
      return new BigDecimal(number(value)).toBigInteger().toString();
    } catch (NumberFormatException e) {
      return "0"; // as C's atoi says
    }
  }

  private static String number(Object value) {
    return value instanceof Boolean truth ? (truth ? "1" : "0") : value.toString();
  }

  private static String printable(String text) {
    return text.isEmpty() ? "(empty)" : text.replaceAll("[^ -~]", "@");
  }

  private static String hash(List<String> values) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      for (String value : values) {
        md5.update(value.getBytes(StandardCharsets.UTF_8));
        md5.update((byte) '\n');
      }
      return values.size() + " values hashing to " + HexFormat.of().formatHex(md5.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String brief(List<String> values) {
    return values.size() > 12 ? values.subList(0, 12) + "…" : values.toString();
  }
}
