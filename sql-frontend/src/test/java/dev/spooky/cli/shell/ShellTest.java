// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.cli.print.Style;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell without a terminal: what goes in, what comes out. */
class ShellTest {
  @TempDir private Path folder;

  private static String pipe(String input) throws IOException {
    StringWriter text = new StringWriter();
    try (Spooky database = Spooky.open();
        Session session = database.session();
        PrintWriter out = new PrintWriter(text)) {
      new Shell(session).pipe(new StringReader(input), out);
    }
    return text.toString().replace("\r\n", "\n");
  }

  private String run(String script, boolean keepGoing) throws IOException {
    Path file = Files.writeString(folder.resolve("script.sql"), script);
    StringWriter text = new StringWriter();
    boolean succeeded;
    try (Spooky database = Spooky.open();
        Session session = database.session();
        PrintWriter out = new PrintWriter(text)) {
      succeeded = ScriptRun.run(session, file, out, Style.PLAIN, keepGoing);
    }
    return (succeeded ? "succeeded\n" : "failed\n")
        + text.toString().replace("\r\n", "\n").replace(folder + "/", "");
  }

  @Test
  void results_areAlignedByType() throws IOException {
    assertThat(
            pipe(
                """
                create table t (id bigint primary key, name varchar, price decimal(10, 2));
                insert into t values (1, 'a', 1.50), (20, null, null), (300, 'längst', 12.00);
                select * from t order by id;
                """))
        .isEqualTo(
            """
            OK
            3 rows
              id | name   | price
            -----+--------+-------
               1 | a      |  1.50
              20 | NULL   |  NULL
             300 | längst | 12.00
            (3 rows)
            """);
  }

  @Test
  void controlCharacters_areMadeVisible() throws IOException {
    assertThat(pipe("select 'a\tb\u001b[2J' as x;")).contains("a\\tb\\x1b[2J");
  }

  @Test
  void error_pointsAtPlace() throws IOException {
    assertThat(pipe("select 1,\n  nosuch\nfrom (values (1)) as t (x);"))
        .isEqualTo(
            """
            ERROR 42703: column 'nosuch' does not exist
              2 |   nosuch
                |   ^^^^^^
            """);
  }

  @Test
  void pipe_goesOnAfterError() throws IOException {
    assertThat(pipe("selec 1; values 42;")).contains("ERROR 42601", "42");
  }

  @Test
  void script_stopsAtFirstError_withFileAndLine() throws IOException {
    String output = run("values 1;\n\n-- here\nselect *\nfrom nosuch;\nvalues 2;\n", false);
    assertThat(output)
        .startsWith("failed\n")
        .contains("script.sql:5: ERROR 42P01: table or view 'nosuch' does not exist")
        .contains("  5 | from nosuch\n    |      ^^^^^^\n")
        .doesNotContain(" 2\n(1 row)");
  }

  @Test
  void script_keepsGoing_ifAsked() throws IOException {
    String output = run("select * from nosuch;\nvalues 2;\n", true);
    assertThat(output).startsWith("failed\n").contains("(1 row)");
  }

  @Test
  void describe_showsTableAndView() throws IOException {
    assertThat(
            pipe(
                """
                create table t (id bigint primary key, name varchar(5) default 'x' not null);
                create materialized view v as select count(*) as n from t;
                \\d
                \\d T
                \\d v
                \\d nosuch
                """))
        .contains("t    | table             | id, name")
        .contains("v    | materialized view | n")
        .contains("name   | VARCHAR(5) | not null |     | 'x'")
        .contains("id     | BIGINT     | not null | 1   |")
        .contains("there is no table or view 'nosuch'");
  }

  @Test
  void include_runsScript() throws IOException {
    Path file = Files.writeString(folder.resolve("more.sql"), "values 7;\n\\q\nvalues 8;");
    assertThat(pipe("\\i " + file + "\nvalues 9;")).contains("7", "9").doesNotContain("8");
  }

  @Test
  void unknownCommand_isRefused() throws IOException {
    assertThat(pipe("\\nosuch 1"))
        .isEqualTo("ERROR: there is no command \\nosuch; \\? lists them\n");
  }

  @Test
  void quit_endsPipe() throws IOException {
    assertThat(pipe("\\q\nvalues 1;")).isEmpty();
  }

  @Test
  void timing_isShownWhenSwitchedOn() throws IOException {
    assertThat(pipe("\\timing on\nvalues 1;")).containsPattern("\\(1 row, [0-9.]+ (µs|ms|s)\\)");
  }
}
