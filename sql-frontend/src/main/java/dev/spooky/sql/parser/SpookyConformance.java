// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.parser;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * How liberal parser and validator are: as Calcite's BABEL, but a column outside GROUP BY is an
 * error. BABEL would quietly take ANY_VALUE of it, which gives wrong answers with ROLLUP and with
 * constants.
 */
public final class SpookyConformance extends SqlDelegatingConformance {
  /** The one conformance of parser, validator and planner. */
  public static final SqlConformance INSTANCE = new SpookyConformance();

  private SpookyConformance() {
    super(SqlConformanceEnum.BABEL);
  }

  @Override
  public boolean allowExplicitRowValueConstructor() {
    return true;
  }

  @Override
  public boolean isNonStrictGroupBy() {
    return false;
  }

  /** A select item does not see the aliases of others; else an unknown column would be "cyclic". */
  @Override
  public SelectAliasLookup isSelectAlias() {
    return SelectAliasLookup.UNSUPPORTED;
  }
}
