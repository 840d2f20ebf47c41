// SPDX-License-Identifier: Apache-2.0
/**
 * The public surface of Spooky for Java programs.
 *
 * <p>Here: {@link dev.spooky.engine.Spooky} (a database), {@link dev.spooky.engine.Session} (who
 * runs statements), {@link dev.spooky.engine.Rows}, {@link dev.spooky.engine.Subscription}, {@link
 * dev.spooky.engine.Appender}. Not here: the JDBC driver (package jdbc), how statements are carried
 * out (packages below {@code dev.spooky.sql}).
 *
 * <p>Invariant: nothing of Calcite and nothing of {@code java.sql} shows through this package.
 */
@NullMarked
package dev.spooky.engine;

import org.jspecify.annotations.NullMarked;
