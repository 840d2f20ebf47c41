// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench;

import dev.spooky.oracle.fuzz.Fuzzer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spooky fuzz}: random queries through random changes, until they differ. */
@Command(
    name = "fuzz",
    description = {
      "Keeps random views through random transactions and compares them with their queries run",
      "once, with subscribers, with another engine (if its driver is on the class path: put H2's",
      "jar into SPOOKY_CLASSPATH), with their parts, and with other ways to the same rows.",
      "A failure is made small, written to a file for 'spooky run', and ends with exit code 1."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class FuzzCommand implements Callable<Integer> {
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  @Option(names = "--seconds", description = "for how long")
  private long seconds = 60;

  @Option(names = "--seed", description = "the first script's number; equal ones are equal")
  private long seed = 1;

  @Option(names = "--shrink", description = "seconds for making a failing script smaller")
  private long shrinkSeconds = 30;

  @Option(names = "--keep-going", description = "goes on after a failure")
  private boolean keepGoing;

  @Option(names = "--refusals", description = "lists what was refused, by kind")
  private boolean refusals;

  @Option(names = "--out", description = "folder for failing scripts")
  private Path folder = Path.of(".");

  @Override
  public Integer call() throws IOException {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Fuzzer fuzzer = new Fuzzer(seed);
    out.println(
        fuzzer.hasOutside()
            ? "Another engine is on the class path and is asked, too."
            : "No other engine is on the class path: views are compared with Spooky alone.");
    int failures = 0;
    long end = System.nanoTime() + seconds * NANOS_PER_SECOND;
    while (System.nanoTime() < end) {
      long millis = (end - System.nanoTime()) / NANOS_PER_MILLI + 1;
      Fuzzer.Failure failure = fuzzer.run(millis, shrinkSeconds * MILLIS_PER_SECOND);
      if (failure != null) {
        failures++;
        Path file = folder.resolve("fuzz-" + failure.seed() + ".sql");
        Files.writeString(file, failure.sql(), StandardCharsets.UTF_8);
        out.println(failure.sql() + "\nseed " + failure.seed() + ": written to " + file);
        if (!keepGoing) {
          break;
        }
      }
    }
    fuzzer.report(refusals, out::println);
    return failures == 0 ? 0 : 1;
  }
}
