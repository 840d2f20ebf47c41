// SPDX-License-Identifier: Apache-2.0
/**
 * What exists: tables and views with their columns, and what depends on what.
 *
 * <p>Here: {@link dev.spooky.sql.catalog.Catalog} (names to entries), the three kinds of {@link
 * dev.spooky.sql.catalog.Entry}, and {@link dev.spooky.sql.catalog.Definitions} (entries in the
 * words of the public surface).
 *
 * <p>Not here: rows, circuits and execution; how queries find entries ({@code
 * dev.spooky.sql.plan}).
 *
 * <p>Invariant: entries never change; a definition is changed by putting another entry in its
 * place. An entry's dependencies were in the catalog when it was added.
 *
 * <p>Start reading at {@link dev.spooky.sql.catalog.Catalog}.
 */
@NullMarked
package dev.spooky.sql.catalog;

import org.jspecify.annotations.NullMarked;
