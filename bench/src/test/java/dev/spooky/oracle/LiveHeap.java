// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** How much of the heap lives. */
final class LiveHeap {
  private LiveHeap() {}

  /** Bytes of live objects, as a full collection counts them. */
  static long bytes() {
    try {
      String histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
      String[] total = histogram.substring(histogram.lastIndexOf("Total")).trim().split("\\s+");
      return Long.parseLong(total[2]);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
