// SPDX-License-Identifier: Apache-2.0
/**
 * The scripts of sqllogictest, through JDBC: as they stand, and with every query as a view that is
 * there before the data.
 *
 * <p>Start with {@code CorpusTest}.
 */
@NullMarked
package dev.spooky.oracle.corpus;

import org.jspecify.annotations.NullMarked;
