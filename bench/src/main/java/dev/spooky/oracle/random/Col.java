// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.random;

/**
 * A column in scope.
 *
 * @param name its name, with the alias of its relation where it needs one
 * @param type its type
 * @param reusable whether engines agree on its exact value and type, so that keys, conditions and
 *     orders may use it; averages and bare sums are only looked at
 */
public record Col(String name, Type type, boolean reusable) {
  Col of(String alias) {
    return new Col(alias + "." + name, type, reusable);
  }
}
