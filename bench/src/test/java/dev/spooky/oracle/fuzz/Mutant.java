// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

/**
 * A fault put into a class of the engine on purpose.
 *
 * @param name what is wrong
 * @param file the class's source
 * @param text what is there, once
 * @param fault what is there instead
 */
record Mutant(String name, String file, String text, String fault) {
  @Override
  public String toString() {
    return name;
  }
}
