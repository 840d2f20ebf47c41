// SPDX-License-Identifier: Apache-2.0
/**
 * COPY: rows from files into tables, and from queries into files.
 *
 * <p>Here: the two statements' actions ({@link dev.spooky.sql.copy.CopyFromAction}, {@link
 * dev.spooky.sql.copy.CopyToAction}), their options, which files they may touch, and readers and
 * writers of CSV and of JSON.
 *
 * <p>Not here: how rows get into a table and out of a view; both go through the session like any
 * other statement.
 *
 * <p>Invariant: a COPY FROM is all or nothing, whatever line of the file is bad, and every fault of
 * a file names the file and the line.
 *
 * <p>Start reading at {@link dev.spooky.sql.copy.CopyFromAction}.
 */
@NullMarked
package dev.spooky.sql.copy;

import org.jspecify.annotations.NullMarked;
