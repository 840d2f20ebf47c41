// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.catalog;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The numbers of an IDENTITY column: 1, 2, 3, … Shared by all versions of its table. As in other
 * systems a number that was given out is not taken back when the statement that got it fails.
 */
public final class IdentitySequence {
  private final AtomicLong next = new AtomicLong(1);

  /** A sequence that begins at 1. */
  public IdentitySequence() {}

  /** The next number. */
  public long next() {
    return next.getAndIncrement();
  }
}
