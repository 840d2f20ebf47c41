// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import dev.spooky.engine.FileAccess;
import dev.spooky.engine.Outcome;
import dev.spooky.engine.Rows;
import dev.spooky.engine.Session;
import dev.spooky.sql.ast.CopyTo;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.parser.SqlText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Carries out {@code COPY query|table|view TO 'file'}. The file appears under its name when it is
 * complete; until then, or after a fault, a file of that name stays as it was.
 */
public final class CopyToAction {
  /** Rows between two reports of progress. */
  private static final int REPORT_ROWS = 20_000;

  private final Session session;
  private final CopyTo statement;
  private final FileAccess access;
  private final Runnable checkCancelled;
  private final CopyOptions options;

  /**
   * An action to be run once.
   *
   * @param checkCancelled throws when the statement is to stop
   */
  public CopyToAction(
      Session session, CopyTo statement, FileAccess access, Runnable checkCancelled) {
    this.session = session;
    this.statement = statement;
    this.access = access;
    this.checkCancelled = checkCancelled;
    this.options = CopyOptions.of(statement.options(), AllowedFiles.name(statement.file()));
  }

  /** Writes the file; gives the number of rows. */
  public long run() {
    Path file = new AllowedFiles(access).toWrite(statement.file());
    Outcome outcome = session.execute(query());
    try (Rows rows = outcome.rows().orElseThrow()) {
      Path folder = file.toAbsolutePath().getParent();
      Path unfinished = Files.createTempFile(folder, "." + file.getFileName(), ".part");
      try {
        long count = write(rows, unfinished);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        return count;
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw AllowedFiles.failed(statement.file(), e);
    }
  }

  private String query() {
    SqlNode relation = statement.relation();
    if (relation.isA(SqlKind.QUERY)) {
      return SqlText.toSql(relation);
    }
    String columns =
        statement.columns() == null
            ? "*"
            : statement.columns().stream().map(SqlText::toSql).collect(Collectors.joining(", "));
    try {
      String sql = "SELECT " + columns + " FROM " + SqlText.toSql(relation);
      session.prepare(sql).close();
      return sql;
    } catch (SpookySqlException e) {
      if (e.code() == SqlErrorCode.UNDEFINED_RELATION) {
        // The place in the text that the user wrote, not in ours.
        throw e.withPosition(SpookySqlException.position(relation.getParserPosition()));
      }
      throw e.withPosition(SpookySqlException.position(statement.getParserPosition()));
    }
  }

  private long write(Rows rows, Path target) throws IOException {
    long count = 0;
    try (BufferedWriter out = Files.newBufferedWriter(target);
        RowsWriter writer = writer(rows, out)) {
      while (rows.next()) {
        writer.write(rows);
        count++;
        if (count % REPORT_ROWS == 0) {
          checkCancelled.run();
          access.listener().advanced(0, -1, count);
        }
      }
    }
    access.listener().advanced(Files.size(target), -1, count);
    return count;
  }

  private RowsWriter writer(Rows rows, BufferedWriter out) throws IOException {
    return switch (options.format()) {
      case CSV -> new CsvWriter(out, options, rows.columns());
      case JSON -> new JsonWriter(out, options.array(), rows.columns());
    };
  }
}
