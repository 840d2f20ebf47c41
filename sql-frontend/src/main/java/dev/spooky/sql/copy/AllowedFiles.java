// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import dev.spooky.engine.FileAccess;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * Turns the file names of statements into paths that the session may touch. Links are followed
 * before the path is judged, so that none leads out of the allowed folders.
 */
final class AllowedFiles {
  private final FileAccess access;

  AllowedFiles(FileAccess access) {
    this.access = access;
  }

  /** The name that a statement gives. */
  static String name(SqlNode file) {
    String name = file instanceof SqlLiteral literal ? literal.toValue() : null;
    if (name == null || name.isEmpty()) {
      throw SpookySqlException.at(
          file.getParserPosition(), SqlErrorCode.INVALID_OPTION, "COPY needs a file's name");
    }
    return name;
  }

  /** A file that is there and may be read. */
  Path toRead(SqlNode file) {
    Path path = resolve(file);
    try {
      Path real = path.toRealPath();
      check(real, file);
      if (!Files.isRegularFile(real) && Files.isDirectory(real)) {
        throw SpookySqlException.at(
            file.getParserPosition(), SqlErrorCode.FILE, "'" + name(file) + "' is a folder");
      }
      return real;
    } catch (NoSuchFileException e) {
      throw SpookySqlException.at(
              file.getParserPosition(),
              SqlErrorCode.FILE,
              "file '" + name(file) + "' does not exist")
          .withCause(e);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** A file that may be written; its folder is there. */
  Path toWrite(SqlNode file) {
    Path path = resolve(file);
    try {
      Path folder = path.getParent();
      if (folder == null || path.getFileName() == null) {
        throw notAllowed(file);
      }
      Path real = folder.toRealPath().resolve(path.getFileName());
      check(Files.exists(real) ? real.toRealPath() : real, file);
      return real;
    } catch (NoSuchFileException e) {
      throw SpookySqlException.at(
              file.getParserPosition(),
              SqlErrorCode.FILE,
              "the folder of '" + name(file) + "' does not exist")
          .withCause(e);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** An error of the file system. */
  static SpookySqlException failed(SqlNode file, IOException cause) {
    return SpookySqlException.at(
            file.getParserPosition(),
            SqlErrorCode.FILE,
            "file '" + name(file) + "': " + reason(cause))
        .withCause(cause);
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private Path resolve(SqlNode file) {
    if (access.roots().isEmpty()) {
      throw notAllowed(file);
    }
    try {
      Path path = access.roots().get(0).toAbsolutePath().resolve(name(file)).normalize();
      // Judged before the disk is asked, so that nobody learns what lies elsewhere.
      if (access.roots().stream()
          .noneMatch(
              root ->
                  path.startsWith(root.toAbsolutePath().normalize())
                      || path.startsWith(realOrSame(root)))) {
        throw notAllowed(file);
      }
      return path;
    } catch (InvalidPathException e) {
      throw SpookySqlException.at(
              file.getParserPosition(), SqlErrorCode.FILE, "'" + name(file) + "' is no file name")
          .withCause(e);
    }
  }

  private void check(Path real, SqlNode file) {
    if (access.roots().stream().noneMatch(root -> real.startsWith(realOrSame(root)))) {
      throw notAllowed(file);
    }
  }

  private static Path realOrSame(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      return root.toAbsolutePath().normalize();
    }
  }

  private SpookySqlException notAllowed(SqlNode file) {
    boolean none = access.roots().isEmpty();
    return SpookySqlException.at(
            file.getParserPosition(),
            SqlErrorCode.NOT_ALLOWED,
            none
                ? "COPY is switched off in this session"
                : "file '" + name(file) + "' lies outside of the folders that COPY may use")
        .withHint(
            none
                ? "let the program that opened the session allow a folder (Session.setFileAccess, SpookyOptions.withCopyRoots)"
                : "name a file below " + access.roots().get(0));
  }
}
