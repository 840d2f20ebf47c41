// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fuzzer earns its silence: faults that are put into the engine are found, each within a
 * minute.
 *
 * <p>A sample by default; all of them: {@code mvn -pl bench -am test -Dtest=MutantsTest
 * -Dspooky.fuzz.mutants=all}, those whose names have a text in them: {@code =Join}.
 */
class MutantsTest {
  private static final String CHOICE = System.getProperty("spooky.fuzz.mutants", "");
  private static final long MILLIS = Long.getLong("spooky.fuzz.millis", 60_000);

  /** Places of those that the first few scripts show, on a busy machine, too. */
  private static final List<Integer> SAMPLE = List.of(1, 4, 9, 14, 15, 21);

  static Stream<Mutant> chosen() {
    if (CHOICE.isEmpty()) {
      return SAMPLE.stream().map(Mutants.ALL::get);
    }
    return Mutants.ALL.stream().filter(m -> CHOICE.equals("all") || m.name().contains(CHOICE));
  }

  @ParameterizedTest
  @MethodSource("chosen")
  void fuzzer_findsTheFault(Mutant mutant) throws ReflectiveOperationException, IOException {
    Found found = Objects.requireNonNull(fuzz(mutant, 0), mutant.name());
    // one millisecond is one script
    assertThat(new Fuzzer(found.seed()).run(1, 0)).as("without the fault").isNull();
  }

  /** Else faults would be found that nobody has put in. */
  @Test
  void fuzzer_findsNothing_withoutFault() {
    Fuzzer.Failure failure = new Fuzzer(1).run(Math.min(MILLIS, 15_000), 0);
    assertThat(failure).isNull();
  }

  @Test
  void failure_isMadeSmall() throws ReflectiveOperationException, IOException {
    Mutant lost =
        Mutants.ALL.stream().filter(m -> m.name().startsWith("Distinct")).findFirst().orElseThrow();
    String script = Objects.requireNonNull(fuzz(lost, 30_000), lost.name()).sql();
    List<String> statements =
        script.lines().filter(line -> line.endsWith(";") && !line.startsWith("--")).toList();
    assertThat(statements).as(script).hasSizeLessThan(12);
    assertThat(script).contains("CREATE MATERIALIZED VIEW", "the view:", "SELECT * FROM v0;");
  }

  private record Found(long seed, String sql) {}

  private static @Nullable Found fuzz(Mutant mutant, long shrinkMillis)
      throws ReflectiveOperationException, IOException {
    Class<?> fuzzer = new MutantLoader(mutant).loadClass(Fuzzer.class.getName());
    Object made = fuzzer.getConstructor(long.class).newInstance(1L);
    Object failure =
        fuzzer.getMethod("run", long.class, long.class).invoke(made, MILLIS, shrinkMillis);
    if (failure == null) {
      return null;
    }
    Class<?> type = failure.getClass();
    long seed = (long) type.getMethod("seed").invoke(failure);
    return new Found(seed, (String) type.getMethod("sql").invoke(failure));
  }
}
