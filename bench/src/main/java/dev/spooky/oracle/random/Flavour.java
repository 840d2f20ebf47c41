// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

/** What is drawn from. */
public enum Flavour {
  /** What other engines have, too, with the same meaning; nothing in it fails. */
  PORTABLE,
  /** PORTABLE, and what one other engine has, too: ties, frames, FILTER, ARRAY_AGG and more. */
  RANKED,
  /** Also arrays, streams, values at the ends of their types, and all that only this engine has. */
  FULL
}
