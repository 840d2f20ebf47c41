// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Timestamps between UTC and a zone. */
public final class Zones {
  private Zones() {}

  /** Local time in a zone of a moment. */
  public static long toLocal(long micros, ZoneId zone) {
    if (zone instanceof ZoneOffset offset) {
      return micros + offset.getTotalSeconds() * Temporal.MICROS_PER_SECOND;
    }
    long seconds = Math.floorDiv(micros, Temporal.MICROS_PER_SECOND);
    ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochSecond(seconds));
    return micros + offset.getTotalSeconds() * Temporal.MICROS_PER_SECOND;
  }

  /** The moment of a local time in a zone; in a gap of the clock the later one. */
  public static long toUtc(long micros, ZoneId zone) {
    if (zone instanceof ZoneOffset offset) {
      return micros - offset.getTotalSeconds() * Temporal.MICROS_PER_SECOND;
    }
    long seconds = Math.floorDiv(micros, Temporal.MICROS_PER_SECOND);
    LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    ZoneOffset offset = zone.getRules().getOffset(local);
    return micros - offset.getTotalSeconds() * Temporal.MICROS_PER_SECOND;
  }
}
