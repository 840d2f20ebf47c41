// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * What expressions depend on beside rows.
 *
 * @param zone the session's time zone, fixed into a view when it is created
 * @param now the time that CURRENT_TIMESTAMP and its like give; null in views, where they are
 *     refused
 * @param parameterType types of a prepared statement's parameters; null when there are none
 */
public record Settings(ZoneId zone, @Nullable Instant now, @Nullable RelDataType parameterType) {
  /** UTC, no current time, no parameters: what a view is compiled with. */
  public static final Settings VIEW = new Settings(ZoneOffset.UTC, null, null);
}
