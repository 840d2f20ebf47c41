// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * How to open a database.
 *
 * @param copyRoots directories below which COPY may read and write; empty: COPY is off
 * @param rowsReadInline a new view over at most so many rows is filled between two commits; over
 *     more, beside them, which costs more work but holds no commit up
 * @param hashMask bits of row hashes that are used; −1, all, but in tests of collisions
 * @param memoryLimitBytes bytes of tables, views and running statements above which new views and
 *     large statements are refused (SQLSTATE 53200); 0: three quarters of the JVM's heap
 * @param functionClasses classes whose public static methods CREATE FUNCTION may name; empty: none
 */
public record SpookyOptions(
    List<Path> copyRoots,
    long rowsReadInline,
    long hashMask,
    long memoryLimitBytes,
    List<Class<?>> functionClasses) {
  /** COPY off. */
  public static final SpookyOptions DEFAULT = new SpookyOptions(List.of(), 2048, -1, 0, List.of());

  /** Copies the lists. */
  public SpookyOptions {
    copyRoots = List.copyOf(copyRoots);
    functionClasses = List.copyOf(functionClasses);
  }

  /** The same with COPY allowed below these directories. */
  public SpookyOptions withCopyRoots(Path... roots) {
    return new SpookyOptions(
        List.of(roots), rowsReadInline, hashMask, memoryLimitBytes, functionClasses);
  }

  /** The same with another bound of what is read into a new view between two commits. */
  public SpookyOptions withRowsReadInline(long rows) {
    return new SpookyOptions(copyRoots, rows, hashMask, memoryLimitBytes, functionClasses);
  }

  /** The same with hashes cut to some bits; for tests. */
  public SpookyOptions withHashMask(long mask) {
    return new SpookyOptions(copyRoots, rowsReadInline, mask, memoryLimitBytes, functionClasses);
  }

  /** The same with another limit of memory. */
  public SpookyOptions withMemoryLimit(long bytes) {
    return new SpookyOptions(copyRoots, rowsReadInline, hashMask, bytes, functionClasses);
  }

  /**
   * The same with the public static methods of these classes allowed as functions: {@code CREATE
   * FUNCTION name AS 'class.method'}. They must give the same for the same arguments, always.
   */
  public SpookyOptions withFunctionClasses(Class<?>... classes) {
    return new SpookyOptions(
        copyRoots, rowsReadInline, hashMask, memoryLimitBytes, List.of(classes));
  }
}
