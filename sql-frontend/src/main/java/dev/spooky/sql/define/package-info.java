// SPDX-License-Identifier: Apache-2.0
/**
 * From the text of definitions to what the catalog keeps.
 *
 * <p>Here: {@link dev.spooky.sql.define.TableDraft} (a table that is being defined or altered, by
 * names), {@link dev.spooky.sql.define.TableChange} (ALTER TABLE as one step: catalog, views and
 * stored rows). Not here: parsing, the circuit's nodes ({@code dev.spooky.sql.exec}), the dispatch
 * of statements ({@code dev.spooky.sql.session}).
 *
 * <p>Invariant: a definition that fails has changed nothing.
 *
 * <p>Start reading at {@link dev.spooky.sql.define.TableDraft}.
 */
@NullMarked
package dev.spooky.sql.define;

import org.jspecify.annotations.NullMarked;
