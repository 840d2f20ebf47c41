// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The corpus of sqllogictest: no wrong answer, plain and incrementally.
 *
 * <p>A seeded sample by default. {@code -Dspooky.slt.files=select.*} (a pattern of names) with
 * {@code -Dspooky.slt.share=1} runs scripts whole. With {@code -Dspooky.slt.report=<folder>} each
 * script's counts and problems are appended to files there, and scripts that are in them already
 * are left out, so that a long run can be stopped and resumed.
 */
class CorpusTest {
  private static final Pattern FILES =
      Pattern.compile(System.getProperty("spooky.slt.files", ".*"));
  private static final double SHARE =
      Double.parseDouble(System.getProperty("spooky.slt.share", "0.00005"));
  private static final long SEED = Long.getLong("spooky.slt.seed", 1);
  private static final String REPORT = System.getProperty("spooky.slt.report", "");

  /** How a script is run. */
  enum Mode {
    PLAIN,
    INCREMENTAL
  }

  private final List<String> wrong = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "INCREMENTAL"})
  void scripts_haveNoWrongAnswer(Mode mode) throws IOException, SQLException {
    Path report = Path.of(REPORT, mode.name().toLowerCase(Locale.ROOT) + ".tsv");
    String done = !REPORT.isEmpty() && Files.exists(report) ? Files.readString(report) : "";
    int passed = 0;
    URL any = Objects.requireNonNull(CorpusTest.class.getResource("/test/select1.test"));
    try (JarFile jar = ((JarURLConnection) any.openConnection()).getJarFile()) {
      List<String> names =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith("test/") && name.endsWith(".test"))
              .map(name -> name.substring(5, name.length() - 5))
              .filter(name -> FILES.matcher(name).matches() && !done.contains("\n" + name + "\t"))
              .sorted()
              .toList();
      for (String name : names) {
        try (InputStream in = jar.getInputStream(jar.getEntry("test/" + name + ".test"))) {
          Tally tally = run(mode, name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
          passed += tally.count(Tally.Outcome.PASSED);
          report(report, name, tally);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(passed).isPositive();
  }

  private Tally run(Mode mode, String name, String text) throws SQLException {
    List<ScriptRecord> records = ScriptReader.read(text);
    long seed = SEED * 31 + name.hashCode();
    Predicate<ScriptRecord.Query> chosen =
        query -> SHARE >= 1 || new Random(seed + query.line() * 7919L).nextDouble() < SHARE;
    if (records.stream().noneMatch(r -> r instanceof ScriptRecord.Query q && chosen.test(q))) {
      return new Tally();
    }
    try (ScriptRun run =
        mode == Mode.PLAIN ? new ScriptRun(chosen) : new IncrementalRun(chosen, seed)) {
      return run.run(records);
    }
  }

  private void report(Path report, String name, Tally tally) throws IOException {
    for (String problem : tally.problems()) {
      if (problem.startsWith(Tally.Outcome.WRONG.name())) {
        wrong.add(name + "\t" + problem);
      }
    }
    if (REPORT.isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder("\n" + name);
    for (Tally.Outcome outcome : Tally.Outcome.values()) {
      line.append('\t').append(tally.count(outcome));
    }
    append(report, line.toString());
    StringBuilder problems = new StringBuilder();
    for (String problem : tally.problems()) {
      problems.append(name).append('\t').append(problem).append('\n');
    }
    append(report.resolveSibling(report.getFileName() + ".problems"), problems.toString());
  }

  private static void append(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
