// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every JMH benchmark runs once: {@code -f 0 -wi 0 -i 1}, small sizes. */
class BenchmarksSmokeTest {
  @Test
  void benchmarks_run() throws Exception {
    Options options =
        new OptionsBuilder()
            .include("dev.spooky.bench.*")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .param("size", "4096")
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    System.setProperty("jmh.ignoreLock", "true"); // nothing is measured here, builds may overlap
    Collection<RunResult> results = new Runner(options).run();
    List<String> names = new ArrayList<>();
    results.forEach(result -> names.add(result.getParams().getBenchmark()));
    assertThat(names)
        .anyMatch(name -> name.contains("kernel.RowBenchmark.hash"))
        .anyMatch(name -> name.contains("kernel.ZSetBenchmark.add"))
        .anyMatch(name -> name.contains("kernel.IndexBenchmark.probe"))
        .anyMatch(name -> name.contains("kernel.OrderedTraceBenchmark.add"))
        .anyMatch(name -> name.contains("kernel.FilterBenchmark.compiled"));
  }
}
