// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.demo;

/**
 * How the demo runs.
 *
 * @param seconds for how long; 0 until it is stopped
 * @param batch events in a commit
 * @param rate events a second; 0 for as many as possible
 * @param window bids that stay, older ones are deleted; 0 for all
 */
public record DemoOptions(double seconds, int batch, long rate, long window) {
  /** Checks the figures. */
  public DemoOptions {
    if (!(seconds >= 0) || batch < 1 || rate < 0 || window < 0) {
      throw new IllegalArgumentException(
          "seconds=%s, batch=%d, rate=%d, window=%d".formatted(seconds, batch, rate, window));
    }
    if (window > 0 && window < batch) {
      throw new IllegalArgumentException("the window must not be smaller than a commit");
    }
  }
}
