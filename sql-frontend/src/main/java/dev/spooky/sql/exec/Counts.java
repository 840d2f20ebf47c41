// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.runtime.zset.Delta;

/** Update counts. */
final class Counts {
  private Counts() {}

  /** Rows that a change brings: inserted ones and the new versions of changed ones. */
  static long inserted(Delta change) {
    long count = 0;
    for (int i = 0; i < change.count(); i++) {
      count += Math.max(0, change.weight(i));
    }
    return count;
  }
}
