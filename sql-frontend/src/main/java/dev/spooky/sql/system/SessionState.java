// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.sql.exec.Transaction;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session as the system's views show it; may be asked by any thread. */
public interface SessionState {
  /** Its number, which no other session of the database has had. */
  long number();

  /** When it was opened. */
  Instant openedAt();

  /** The statement that runs, or ran last; empty before the first. */
  String statement();

  /** When that statement began; null before the first. */
  @Nullable Instant statementStart();

  /** Whether it runs now. */
  boolean isRunning();

  /** The open transaction; null if there is none. */
  @Nullable Transaction openTransactionOrNull();

  /** A setting's value and what it is for. */
  record Setting(String value, String description) {}

  /** The settings by their names. */
  Map<String, Setting> settings();

  /** Ends the running statement. */
  void cancel();
}
