// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.engine.Change;
import dev.spooky.engine.MultiChange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes of several views over the same ticks. */
record GroupChange(long fromTick, long toTick, boolean isSnapshot, Map<String, Change> changes)
    implements MultiChange {
  GroupChange {
    changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
  }
}
