// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.Rows;
import dev.spooky.engine.Spooky;
import dev.spooky.planner.expr.calcite.CalciteFunctions;
import dev.spooky.planner.expr.eval.Binder;
import dev.spooky.planner.expr.eval.Eval;
import dev.spooky.planner.expr.eval.Settings;
import dev.spooky.sql.parser.SqlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/functions.md is what this test makes of functions/reference.txt, whose examples it runs.
 * With {@code -Dspooky.docs.write=true} it writes the page.
 */
class FunctionReferenceTest {
  /** Calcite's functions for MATCH_RECOGNIZE, groups in time, collections and its own use. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "CARDINALITY",
          "CLASSIFIER",
          "CONVERT",
          "DESCRIPTOR",
          "ELEMENT",
          "FIRST",
          "HOP",
          "LAST",
          "HOP_END",
          "HOP_START",
          "MATCH_NUMBER",
          "NEXT",
          "PREV",
          "SESSION",
          "SESSION_END",
          "SESSION_START",
          "STRING_TO_ARRAY",
          "TRANSLATE3",
          "TUMBLE",
          "TUMBLE_END",
          "TUMBLE_START",
          "TYPEOF",
          "VARIANTNULL");

  private record Entry(String group, String signature, String example, String value) {}

  static List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    String group = "";
    String text;
    try (InputStream table =
        FunctionReferenceTest.class.getResourceAsStream("/functions/reference.txt")) {
      text = new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String line : text.lines().toList()) {
      if (line.startsWith("## ")) {
        group = line.substring(3);
      } else if (!line.startsWith("#") && !line.isBlank()) {
        String[] parts = line.split(" \\| ", -1);
        assertThat(parts).as(line).hasSize(3);
        entries.add(new Entry(group, parts[0], parts[1].replace("\\|", "|"), parts[2]));
      }
    }
    return entries;
  }

  @ParameterizedTest
  @MethodSource("entries")
  void example_hasItsValueInReadsAndViews(Entry entry) {
    try (Spooky spooky = Spooky.open()) {
      spooky.execute("CREATE TABLE one (id INTEGER)");
      spooky.execute("INSERT INTO one VALUES (1)");
      assertThat(only(spooky, "SELECT " + entry.example() + " FROM one")).isEqualTo(entry.value());
      if (!isOfTheMoment(entry)) {
        spooky.execute("CREATE MATERIALIZED VIEW v AS SELECT " + entry.example() + " x FROM one");
        assertThat(only(spooky, "SELECT x FROM v")).isEqualTo(entry.value());
      }
    }
  }

  private static String only(Spooky spooky, String sql) {
    try (Rows rows = spooky.query(sql)) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(0));
    }
  }

  /** The plan of an example. */
  private static RelNode plan(Entry entry) {
    String sql = "SELECT " + entry.example();
    return new Database().frontend.query(SqlText.parseStatement(sql), sql).plan();
  }

  private static boolean isOfTheMoment(Entry entry) {
    return NonDeterminism.find(plan(entry)).isPresent();
  }

  private static String way(Entry entry) {
    RelNode plan = plan(entry);
    AtomicBoolean calcite = new AtomicBoolean();
    CalciteFunctions functions = new CalciteFunctions();
    Binder.Fallback fallback =
        new Binder.Fallback() {
          @Override
          public Eval bind(RexCall call, Binder binder) {
            calcite.set(true);
            return functions.bind(call, binder);
          }
        };
    if (plan instanceof Project project) {
      Settings settings = new Settings(ZoneOffset.UTC, Instant.EPOCH, null);
      Binder binder = new Binder(project.getInput().getRowType(), settings, fallback);
      for (RexNode node : project.getProjects()) {
        assertThat(binder.bind(node)).isNotNull();
      }
    }
    return calcite.get() ? "Calcite" : isOfTheMoment(entry) ? "native, not in views" : "native";
  }

  @Test
  void page_isWhatTheTableSays() throws IOException {
    Path page = root().resolve("docs/functions.md");
    String text = page();
    if (Boolean.getBoolean("spooky.docs.write")) {
      Files.writeString(page, text);
    }
    assertThat(page).content(StandardCharsets.UTF_8).isEqualTo(text);
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("docs")) ? here : here.resolve("..");
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    String group = "";
    for (Entry entry : entries()) {
      if (!entry.group().equals(group)) {
        group = entry.group();
        page.append("\n## ").append(group).append("\n\n");
        page.append("| function | example | gives | how |\n|---|---|---|---|\n");
      }
      for (String cell :
          List.of(code(entry.signature()), code(entry.example()), code(entry.value()))) {
        page.append("| ").append(cell).append(' ');
      }
      page.append("| ").append(way(entry)).append(" |\n");
    }
    return page.toString();
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static final String INTRODUCTION =
      """
      # Functions

      Each example is run by the tests, in a read and in a view, and gives what stands here. *Native* functions are compiled with the
      query and keep microseconds; the others go through Calcite's library, value by value. What gives another value each time, as `now()`
      and `random()` do, is for reads and changes, not for views. Names may be written in any case. Unless it says otherwise, a
      function of NULL is NULL. Aggregates and window functions are listed in [semantics.md](semantics.md).

      Templates of `to_char`, `to_date` and `to_timestamp`, flags of regular expressions and names of units are PostgreSQL's; the names of
      days and months are English. Regular expressions are matched by Java: of alternatives the first that matches is taken, not the longest.
      """;

  @Test
  void functions_areAllInTheTable() throws IOException {
    Set<String> listed = new TreeSet<>();
    Pattern name = Pattern.compile("[a-zA-Z_][a-zA-Z_0-9]*");
    for (Entry entry : entries()) {
      for (Matcher word = name.matcher(entry.signature()); word.find(); ) {
        listed.add(word.group().toUpperCase(Locale.ROOT));
      }
    }
    Stream<SqlOperator> functions =
        Functions.TABLE.getOperatorList().stream()
            .filter(o -> o.getSyntax() == SqlSyntax.FUNCTION && !o.isAggregator())
            .filter(o -> !o.getName().startsWith("$") && !ELSEWHERE.contains(o.getName()))
            .filter(o -> !Functions.HIDDEN.contains(o.getName()));
    assertThat(functions.map(SqlOperator::getName).distinct())
        .allSatisfy(function -> assertThat(listed).contains(function.toUpperCase(Locale.ROOT)));
  }
}
