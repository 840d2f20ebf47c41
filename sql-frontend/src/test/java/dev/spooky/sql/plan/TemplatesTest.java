// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import dev.spooky.sql.error.SpookySqlException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** to_char, to_date and to_timestamp give what PostgreSQL's documentation says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplatesTest {
  private Spooky spooky;

  @BeforeAll
  void open() {
    spooky = Spooky.open();
  }

  @AfterAll
  void close() {
    spooky.close();
  }

  private String value(String expression) {
    try (Rows rows = spooky.query("SELECT " + expression)) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(0));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "-0.1|99.99|  -.10",
        "-0.1|FM9.99|-.1",
        "-0.1|FM90.99|-0.1",
        "0.1|0.9| 0.1",
        "12|9990999.9|    0012.0",
        "12|FM9990999.9|0012.",
        "485|999| 485",
        "-485|999|-485",
        "485|9 9 9| 4 8 5",
        "1485|9,999| 1,485",
        "1485|9G999| 1,485",
        "148.5|999.999| 148.500",
        "148.5|FM999.999|148.5",
        "148.5|FM999.990|148.500",
        "148.5|999D999| 148.500",
        "3148.5|9G999D999| 3,148.500",
        "-485|999S|485-",
        "-485|999MI|485-",
        "485|999MI|485 ",
        "485|FM999MI|485",
        "485|SG999|+485",
        "-485|SG999|-485",
        "-485|9SG99|4-85",
        "-485|999PR|<485>",
        "485|999PR| 485 ",
        "485|RN|        CDLXXXV",
        "485|FMRN|CDLXXXV",
        "5.2|FMRN|V",
        "485|FMrn|cdlxxxv",
        "482|999th| 482nd",
        "485|\"Good number:\"999|Good number: 485",
        "485.8|\"Pre:\"999\" Post:\" .999|Pre: 485 Post: .800",
        "12|99V999| 12000",
        "12.4|99V999| 12400",
        "12.45|99V9| 125",
        "0.0004859|9.99EEEE| 4.86e-04",
        "12345|999|~ ###~",
        "-12345|999.9|-###.#",
        "0|999|   0",
        "0|FM9.9|0.",
        "0|99.99|   .00",
        "12|S999| +12",
        "-12|S9999|  -12",
        "-12|S099|-012",
        "1234567|FM9,999,999|1,234,567",
        "567|9,999,999|       567",
        "1e0|FM9.99|1.",
        "-0.001|9.9|  .0",
      })
  void number_isWritten(String number, String template, String expected) {
    assertThat(value("to_char(" + number + ", '" + template + "')")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Day, DD  HH12:MI:SS|Tuesday  , 06  05:39:18",
        "FMDay, FMDD  HH12:MI:SS|Tuesday, 6  05:39:18",
        "DAY day Dy DY dy|TUESDAY   tuesday   Tue TUE tue",
        "MONTH Month month|DECEMBER  December  december ",
        "FMMONTH FMMonth Mon MON mon|DECEMBER December Dec DEC dec",
        "YYYY YYY YY Y Y,YYY|2005 005 05 5 2,005",
        "IYYY IYY IY I IW ID IDDD|2005 005 05 5 49 2 338",
        "CC Q WW W DDD D J|21 4 49 1 340 3 2453711",
        "MS US FF1 FF2 FF3 FF6|012 012345 0 01 012 012345",
        "SSSS SSSSS|63558 63558",
        "HH24 HH HH12 AM am P.M. a.m.|17 05 05 PM pm P.M. p.m.",
        "RM rm FMRM|XII  xii  XII",
        "BC ad B.C. a.d.|AD ad A.D. a.d.",
        "DDth DDTH FMDDth MMth|06th 06TH 6th 12th",
        "\"year \"YYYY \\\"x|year 2005 \"x",
        "TMDay|Tuesday  ",
      })
  void time_isWritten(String template, String expected) {
    String time = "TIMESTAMP '2005-12-06 17:39:18.012345'";
    assertThat(value("to_char(" + time + ", '" + template + "')")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to_char(DATE '0044-03-15', 'YYYY AD')|0044 AD",
        "to_char(INTERVAL '3 04:05:06.7' DAY TO SECOND, 'DD HH24:MI:SS.MS')|03 04:05:06.700",
        "to_char(TIME '17:05:06', 'HH12:MI PM')|05:05 PM",
        "to_char(CAST('2024-07-01 12:00:00+00' AS TIMESTAMP WITH TIME ZONE),"
            + " 'HH24 TZ OF TZH:TZM')|12 UTC +00 +00:00",
        "to_char(CAST(2.5 AS DOUBLE), '9.99')|2.50",
        "to_char(CAST(2.5 AS REAL), '9.99')|2.50",
        "to_char(CAST(NULL AS INTEGER), '9')|null",
        "to_char(12345678901234567890123456789012345678, 'FM99999999999999999999999999999999999999')"
            + "|12345678901234567890123456789012345678",
      })
  void otherTypes_areWritten(String call, String expected) {
    assertThat(value(call).strip()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to_date('05 Dec 2000', 'DD Mon YYYY')|2000-12-05",
        "to_date('2000-12-05', 'YYYY MM DD')|2000-12-05",
        "to_date('20001205', 'YYYYMMDD')|2000-12-05",
        "to_date('2000----JUN', 'YYYY////MON')|2000-06-01",
        "to_date('  2000    JUN', 'YYYY MON')|2000-06-01",
        "to_date('95-07-01', 'YY-MM-DD')|1995-07-01",
        "to_date('25-07-01', 'YY-MM-DD')|2025-07-01",
        "to_date('December 5th, 2000', 'Month DDth, YYYY')|2000-12-05",
        "to_date('2006-42-4', 'IYYY-IW-ID')|2006-10-19",
        "to_date('2000 366', 'YYYY DDD')|2000-12-31",
        "to_date('2451187', 'J')|1999-01-08",
        "to_date('44-03-15 BC', 'YYYY-MM-DD BC')|0044-03-15 BC",
        "to_date('5 IX 2000', 'DD RM YYYY')|2000-09-05",
        "to_date('2,024-02-29', 'Y,YYY-MM-DD')|2024-02-29",
        "to_timestamp('05 Dec 2000 13:14:15.678', 'DD Mon YYYY HH24:MI:SS.MS')"
            + "|2000-12-05 13:14:15.678+00",
        "to_timestamp('2011-12-18 11:38 PM', 'YYYY-MM-DD HH12:MI PM')|2011-12-18 23:38:00+00",
        "to_timestamp('2011-12-18 12:38 AM', 'YYYY-MM-DD HH12:MI AM')|2011-12-18 00:38:00+00",
        "to_timestamp('2011-12-18 11:38 +05', 'YYYY-MM-DD HH12:MI TZH')|2011-12-18 06:38:00+00",
        "to_timestamp('2011-12-18 11:38 -05:20', 'YYYY-MM-DD HH12:MI TZH:TZM')"
            + "|2011-12-18 16:58:00+00",
        "to_timestamp('0097/Feb/16 --> 08:14:30', 'YYYY/Mon/DD --> HH:MI:SS')"
            + "|0097-02-16 08:14:30+00",
        "to_timestamp('1985 September 12 10:00', 'YYYY FMMonth DD HH24:MI')|1985-09-12 10:00:00+00",
        "to_timestamp('15 \"text between quote marks\" 98 54 45',"
            + " 'HH24 \"\\text between quote marks\\\"\" YY MI SS')|1998-01-01 15:54:45+00",
        "to_timestamp('2000-01-01 12:30:00.123456', 'YYYY-MM-DD HH24:MI:SS.US')"
            + "|2000-01-01 12:30:00.123456+00",
        "to_timestamp('2000-01-01 0.5', 'YYYY-MM-DD SS.FF1')|2000-01-01 00:00:00.5+00",
        "to_timestamp('2000-01-01 86399', 'YYYY-MM-DD SSSSS')|2000-01-01 23:59:59+00",
        "to_timestamp('2000-01-01T10:00', 'YYYY-MM-DD\"T\"HH24:MI')|2000-01-01 10:00:00+00",
      })
  void time_isRead(String call, String expected) {
    assertThat(value(call)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to_date('2024-02-30', 'YYYY-MM-DD')|22007",
        "to_date('2023 366', 'YYYY DDD')|22007",
        "to_date('x', 'YYYY')|22007",
        "to_date('2024-13-01', 'YYYY-MM-DD')|22007",
        "to_date('2024 2025', 'YYYY YYYY')|22007",
        "to_date('199711xy', 'YYYYMMDD')|22007",
        "to_timestamp('2011-12-18 13:38 PM', 'YYYY-MM-DD HH12:MI PM')|22007",
        "to_timestamp('2011-12-18 25:00', 'YYYY-MM-DD HH24:MI')|22007",
        "to_timestamp('2011-12-18 UTC', 'YYYY-MM-DD TZ')|22007",
        "to_date('2006-42-4', 'IYYY-MM-ID')|22007",
        "to_char(1, '9.9.9')|22000",
        "to_char(1, 'L9')|22000",
        "to_char(1, '9PR9')|22000",
        "to_char(1, 'S9PR')|22000",
        "to_char(CAST('NaN' AS DOUBLE), '9')|22000",
        "to_char(TIME '10:00:00', 'YYYY')|22000",
        "to_timestamp(1e30)|22007",
      })
  void badInput_isRefused(String call, String state) {
    assertThatThrownBy(() -> value(call))
        .isInstanceOfSatisfying(
            SpookySqlException.class, e -> assertThat(e.sqlState()).isEqualTo(state));
  }
}
