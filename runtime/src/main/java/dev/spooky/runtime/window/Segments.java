// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.window;

/** The parts of a frame that are left where some rows around the current one are excluded. */
final class Segments {
  private final long[] froms = new long[3];
  private final long[] tos = new long[3];
  private int count;

  /** Finds the parts of the frame of the current row, which was located. */
  void split(Partition partition, Frame frame) {
    count = 0;
    long here = partition.position;
    long from = frame.from();
    long to = frame.to();
    switch (frame.exclusion()) {
      case NO_OTHERS -> add(from, to);
      case CURRENT_ROW -> {
        add(from, Math.min(to, here));
        add(Math.max(from, here + 1), to);
      }
      case GROUP -> {
        add(from, Math.min(to, partition.peersFrom()));
        add(Math.max(from, partition.peersTo()), to);
      }
      case TIES -> {
        add(from, Math.min(to, partition.peersFrom()));
        add(Math.max(from, here), Math.min(to, here + 1));
        add(Math.max(from, partition.peersTo()), to);
      }
    }
  }

  private void add(long from, long to) {
    if (from < to) {
      froms[count] = from;
      tos[count++] = to;
    }
  }

  int count() {
    return count;
  }

  long from(int segment) {
    return froms[segment];
  }

  long to(int segment) {
    return tos[segment];
  }
}
