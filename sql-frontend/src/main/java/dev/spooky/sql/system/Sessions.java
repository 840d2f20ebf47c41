// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The sessions of a database that are open. One that its program has forgotten is not kept. */
public final class Sessions {
  private final AtomicLong nextNumber = new AtomicLong(1);
  private final Set<SessionState> open = Collections.newSetFromMap(new WeakHashMap<>());

  /** No sessions. */
  public Sessions() {}

  /** A number for a new session. */
  public long newNumber() {
    return nextNumber.getAndIncrement();
  }

  /** A session has been opened. */
  public void add(SessionState session) {
    synchronized (open) {
      open.add(session);
    }
  }

  /** A session has been closed. */
  public void remove(SessionState session) {
    synchronized (open) {
      open.remove(session);
    }
  }

  /** The open sessions by their numbers. */
  public List<SessionState> all() {
    List<SessionState> all;
    synchronized (open) {
      all = new ArrayList<>(open);
    }
    all.sort(Comparator.comparingLong(SessionState::number));
    return all;
  }

  /** The session of a number; null if it is not open. */
  public @Nullable SessionState find(long number) {
    return all().stream().filter(s -> s.number() == number).findFirst().orElse(null);
  }
}
