// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import dev.spooky.oracle.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs scripts of one seed after the other until one fails or the time is over. */
public final class Fuzzer {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final boolean outside = Outside.isThere();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final Map<String, String> examples = new TreeMap<>();
  private long next;
  private int scripts;
  private long observations;

  /** Begins with this seed. */
  public Fuzzer(long seed) {
    this.next = seed;
  }

  /**
   * A script that fails.
   *
   * @param seed its seed
   * @param oracle who says so
   * @param sql the script, made small, with both results as comments
   */
  public record Failure(long seed, String oracle, String sql) {}

  /** Whether another engine is on the class path. */
  public boolean hasOutside() {
    return outside;
  }

  /**
   * Runs scripts for at most so long.
   *
   * @param shrinkMillis how long a failing script is made smaller; 0: not at all
   * @return the first one that fails, or null
   */
  public @Nullable Failure run(long millis, long shrinkMillis) {
    long end = System.nanoTime() + millis * NANOS_PER_MILLI;
    while (System.nanoTime() < end) {
      long seed = next++;
      Failure failure = one(seed, shrinkMillis);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  private @Nullable Failure one(long seed, long shrinkMillis) {
    List<String> refused = new ArrayList<>();
    Script script;
    try {
      script = Scripts.draw(seed, refused);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return new Failure(seed, Difference.Oracle.BUG.name(), "-- " + trace(e));
    }
    Trial.Outcome outcome = Trial.run(script, outside);
    refused.addAll(outcome.refusals());
    refused.forEach(this::count);
    scripts++;
    observations += outcome.observations();
    if (outcome.difference() == null) {
      return null;
    }
    Difference found = outcome.difference();
    if (shrinkMillis > 0) {
      Shrinker shrinker = new Shrinker(outside, shrinkMillis * NANOS_PER_MILLI);
      script = shrinker.shrink(script, found);
      found = shrinker.found();
    }
    return new Failure(seed, found.oracle().name(), ScriptText.of(seed, script, found));
  }

  private static String trace(Throwable e) {
    StringBuilder text = new StringBuilder(e.toString());
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      text.append("\n-- ").append(cause);
    }
    return text.toString();
  }

  private void count(String refusal) {
    String[] lines = refusal.split("\n", 2);
    String kind = lines[0].replaceAll("'[^']*'|[0-9.E+-]{2,}|\"[^\"]*\"|[crtv][0-9]+", "…");
    refusals.merge(kind, 1, Integer::sum);
    examples.putIfAbsent(kind, refusal);
  }

  /** Says how much was run and, by kind, what was refused. */
  public void report(boolean withRefusals, Consumer<String> out) {
    int refused = refusals.values().stream().mapToInt(Integer::intValue).sum();
    out.accept(
        scripts
            + " scripts, "
            + observations
            + " views compared, next seed "
            + next
            + ", "
            + refused
            + " statements or queries refused");
    if (withRefusals) {
      refusals.forEach((kind, count) -> out.accept("  " + count + " × " + examples.get(kind)));
    }
  }
}
