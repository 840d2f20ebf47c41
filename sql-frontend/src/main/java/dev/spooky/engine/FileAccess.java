// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * Which files COPY may read and write in a session, and who hears how far it is. No SQL statement
 * can widen it, only the program that opened the session.
 *
 * @param roots folders below which files may be read and written; relative names start at the first
 * @param listener hears of progress, on the thread that runs the statement
 */
public record FileAccess(List<Path> roots, Listener listener) {
  /** No files at all: what a session begins with. */
  public static final FileAccess NONE = new FileAccess(List.of(), Listener.NONE);

  /** Copies the list. */
  public FileAccess {
    roots = List.copyOf(roots);
  }

  /** Files below these folders. */
  public static FileAccess below(Path... roots) {
    return new FileAccess(List.of(roots), Listener.NONE);
  }

  /** The same folders with another listener. */
  public FileAccess withListener(Listener newListener) {
    return new FileAccess(roots, newListener);
  }

  /** Hears of a COPY while it runs. */
  public interface Listener {
    /** Hears nothing. */
    Listener NONE =
        new Listener() {
          @Override
          public void advanced(long bytes, long totalBytes, long rows) {}

          @Override
          public void skipped(String reason) {}
        };

    /**
     * So much of the file is done; called once in a while and at the end.
     *
     * @param totalBytes the file's size; −1 while writing
     */
    void advanced(long bytes, long totalBytes, long rows);

    /** A row of the file was left out because of {@code ON_ERROR SKIP}. */
    void skipped(String reason);
  }
}
