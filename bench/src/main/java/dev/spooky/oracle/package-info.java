// SPDX-License-Identifier: Apache-2.0
/**
 * What answers are compared with: multisets of rows that compare between engines, and another
 * engine behind JDBC, if there is one on the class path.
 *
 * <p>Not here: what is asked ({@code dev.spooky.oracle.random}) and the tool that asks ({@code
 * dev.spooky.oracle.fuzz}).
 *
 * <p>Invariant: no other engine is a dependency of what is built. The classes are NullMarked one by
 * one, since the package has tests that are not.
 *
 * <p>Start with {@link dev.spooky.oracle.Bag}.
 */
package dev.spooky.oracle;
