// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that other databases have, with their documentation's values. */
class LibraryFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "acosh(1)|0",
        "asinh(0)|0",
        "atanh(0.5)|0.5493061443340548",
        "bit_count(i)|2",
        "bit_count(b)|1",
        "bit_length(s)|88",
        "bit_length('é')|16",
        "crc32('MySQL')|3259397556",
        "decode(i, 5, 'five', 6, 'six')|five",
        "decode(i, 7, 'five', 'x')|x",
        "decode(i, 7, 'five')|null",
        "decode(CAST(NULL AS INTEGER), NULL, 'n', 'x')|n",
        "ends_with(s, 'ld')|true",
        "ends_with(s, 'LD')|false",
        "find_in_set('b', 'a,b,c')|2",
        "from_base64('AAECAw==')|\\x00010203",
        "from_hex('0aff')|\\x0aff",
        "to_hex(bin)|0aff",
        "to_base64(bin)|Cv8=",
        "hypot(3, 4)|5",
        "if(i < 3, 1/0, 2)|2",
        "if(NULL, 1, 2)|2",
        "ifnull(n, 2)|2",
        "ifnull(s, 'x')|Hello World",
        "nvl(n, i)|5",
        "nvl2(i, 'a', 'b')|a",
        "nvl2(n, 'a', 'b')|b",
        "instr(s, 'o')|5",
        "instr(s, 'o', 6)|8",
        "instr(s, 'o', 1, 2)|8",
        "instr(s, 'z')|0",
        "is_inf(CAST('Infinity' AS DOUBLE))|true",
        "is_nan(CAST('NaN' AS DOUBLE))|true",
        "levenshtein('kitten', 'sitting')|3",
        "log1p(0)|0",
        "regexp_contains(s, 'W.r')|true",
        "regexp_extract(s, 'W.r')|Wor",
        "regexp_extract(s, 'z')|null",
        "regexp_instr(s, 'o')|5",
        "regexp_substr(s, 'o.l')|orl",
        "reverse('aé𝄞')|𝄞éa",
        "concat('a', space(2), 'b')|a  b",
        "substring_index('a.b.c', '.', 2)|a.b",
        "substring_index('a.b.c', '.', -1)|c",
        "trunc(CAST(2.5 AS DOUBLE))|2",
        "trunc(-2.567, 2)|-2.56",
        "trunc(1299, -2)|1200",
      })
  void function_hasTheValue(String call, String value) {
    try (Spooky spooky = Spooky.open()) {
      spooky.execute("CREATE TABLE t (i INTEGER, b BIGINT, s VARCHAR, n INTEGER, bin VARBINARY)");
      spooky.execute("CREATE MATERIALIZED VIEW v AS SELECT " + call + " AS x FROM t");
      spooky.execute("INSERT INTO t VALUES (5, 64, 'Hello World', NULL, X'0aff')");
      assertThat(only(spooky, "SELECT x FROM v")).isEqualTo(value);
      assertThat(only(spooky, "SELECT " + call + " FROM t")).isEqualTo(value);
    }
  }

  private static String only(Spooky spooky, String sql) {
    try (Rows rows = spooky.query(sql)) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(0));
    }
  }
}
