// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.engine.SpookyOptions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * Random schemas × random queries × 30 random transactions against another engine.
 *
 * <p>At least half of the ticks must change a view. A fixed sample by default. All: {@code mvn -pl
 * bench -am test -Dtest=RandomQueriesTest -Dspooky.random.cases=500}; other seeds by {@code
 * -Dspooky.random.seed=}.
 */
class RandomQueriesTest {
  private static final int CASES = Integer.getInteger("spooky.random.cases", 30);
  private static final int MASKED_CASES = Integer.getInteger("spooky.random.cases", 10);
  private static final long FIRST_SEED = Long.getLong("spooky.random.seed", 1);

  @Test
  void views_equalRecomputationAndTheOtherEngine() throws SQLException {
    runAll(SpookyOptions.DEFAULT, CASES);
  }

  @Test
  void views_equalThemWithHashesOfFourBits() throws SQLException {
    runAll(SpookyOptions.DEFAULT.withHashMask(15), MASKED_CASES);
  }

  private static void runAll(SpookyOptions options, int cases) throws SQLException {
    long observations = 0;
    long changes = 0;
    long refusals = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + cases; seed++) {
      try (RandomCase random = new RandomCase(seed, options)) {
        random.run();
        observations += random.observations();
        changes += random.changes();
        refusals += random.refusals();
      }
    }
    assertThat(refusals).as("queries beyond the other engine").isLessThan(1 + cases / 10);
    assertThat(changes).as("changes of views in %s", observations).isGreaterThan(observations / 2);
  }
}
