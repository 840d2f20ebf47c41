// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import dev.spooky.engine.Binding;
import dev.spooky.engine.Column;
import dev.spooky.engine.FileAccess;
import dev.spooky.engine.Prepared;
import dev.spooky.engine.Relation;
import dev.spooky.engine.RelationDetails;
import dev.spooky.engine.Session;
import dev.spooky.sql.ast.CopyFrom;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;

/**
 * Carries out {@code COPY table FROM 'file'}: reads the file row by row into batches of an INSERT.
 * Outside of a transaction the batches are one transaction of their own; inside, they are one
 * statement of it. Either way a fault leaves the table as it was.
 */
public final class CopyFromAction {
  /** Rows that are read before they are handed to the engine, which checks their keys. */
  private static final int BATCH_ROWS = 20_000;

  /** Reports of skipped rows that a listener hears; the rest is only counted. */
  private static final int MAX_REPORTS = 20;

  /** How a binding begins the errors of its values, which it finds when a row is complete. */
  private static final Pattern PARAMETER = Pattern.compile("parameter (\\d{1,6}): ");

  private final Session session;
  private final CopyFrom statement;
  private final Supplier<Relation> relation;
  private final FileAccess access;
  private final Runnable checkCancelled;
  private final CopyOptions options;
  private long rows;
  private long skipped;

  /**
   * An action to be run once.
   *
   * @param relation gives the table that is named; an error if there is none
   * @param checkCancelled throws when the statement is to stop
   */
  public CopyFromAction(
      Session session,
      CopyFrom statement,
      Supplier<Relation> relation,
      FileAccess access,
      Runnable checkCancelled) {
    this.session = session;
    this.relation = relation;
    this.statement = statement;
    this.access = access;
    this.checkCancelled = checkCancelled;
    this.options = CopyOptions.of(statement.options(), AllowedFiles.name(statement.file()));
  }

  /** Reads the file; gives the number of rows inserted. */
  public long run() {
    Path file = new AllowedFiles(access).toRead(statement.file());
    TargetTable target = TargetTable.of(relation.get(), statement);
    boolean own = !session.inTransaction() && session.isAutoCommit();
    if (own) {
      session.begin();
    }
    boolean done = false;
    try (Utf8Input input = new Utf8Input(Files.newInputStream(file));
        FileRows source = open(input, target)) {
      copy(source, Files.size(file), own);
      if (own) {
        session.commit();
      }
      done = true;
    } catch (IOException e) {
      throw AllowedFiles.failed(statement.file(), e);
    } catch (BadRowException e) {
      throw fault(e);
    } finally {
      if (own && !done && session.inTransaction()) {
        session.rollback();
      }
    }
    reportSkipped();
    return rows;
  }

  private FileRows open(Utf8Input input, TargetTable target) throws IOException, BadRowException {
    return switch (options.format()) {
      case CSV -> new CsvRows(input, options, target::choose);
      case JSON -> new JsonRows(input, target.choose(List.of()));
    };
  }

  private void copy(FileRows source, long totalBytes, boolean inBatches)
      throws IOException, BadRowException {
    try (Prepared insert = session.prepare(insertSql(source.columns()))) {
      Binding row = insert.bind();
      while (read(source, row)) {
        if (row.batchSize() % BATCH_ROWS == 0) {
          checkCancelled.run();
          access.listener().advanced(source.bytesRead(), totalBytes, rows + row.batchSize());
          if (inBatches) {
            write(insert, row);
          }
        }
      }
      checkCancelled.run();
      write(insert, row);
      access.listener().advanced(totalBytes, totalBytes, rows);
    }
  }

  /** Adds the next good row to the batch; false at the end. */
  private boolean read(FileRows source, Binding row) throws IOException, BadRowException {
    while (true) {
      try {
        if (!source.next(row)) {
          return false;
        }
        row.addBatch();
        return true;
      } catch (BadRowException e) {
        if (!options.skipBadRows() || e.isFinal()) {
          throw e;
        }
        skip(e);
      } catch (SpookySqlException e) {
        BadRowException bad = BadRowException.row(source.line(), reason(e, source), e);
        if (!options.skipBadRows()) {
          throw bad;
        }
        skip(bad);
      }
    }
  }

  /** What is wrong with a value, with the column in place of the parameter. */
  private static String reason(SpookySqlException e, FileRows source) {
    Matcher parameter = PARAMETER.matcher(e.detail());
    if (!parameter.lookingAt()) {
      return e.detail();
    }
    String column = source.columns().get(Integer.parseInt(parameter.group(1)) - 1);
    return "column '" + column + "': " + e.detail().substring(parameter.end());
  }

  private void skip(BadRowException e) {
    skipped++;
    if (skipped <= MAX_REPORTS) {
      access.listener().skipped(place(e) + e.reason());
    }
  }

  private void reportSkipped() {
    if (skipped > MAX_REPORTS) {
      access.listener().skipped("%d rows in all were skipped".formatted(skipped));
    }
  }

  private void write(Prepared insert, Binding row) {
    int count = row.batchSize();
    if (count > 0) {
      insert.executeBatch(row);
      rows += count;
    }
  }

  private String insertSql(List<String> columns) {
    SqlIdentifier table = statement.table();
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(
            table.names.stream().map(CopyFromAction::quote).collect(Collectors.joining(".")),
            columns.stream().map(CopyFromAction::quote).collect(Collectors.joining(", ")),
            columns.stream().map(column -> "?").collect(Collectors.joining(", ")));
  }

  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private String place(BadRowException e) {
    return AllowedFiles.name(statement.file()) + ":" + e.line() + ": ";
  }

  private SpookySqlException fault(BadRowException e) {
    return SpookySqlException.worded(
            statement.file().getParserPosition(), e.code(), place(e) + e.reason())
        .withCause(e);
  }

  /** The table that gets the rows, and which of its columns. */
  private record TargetTable(Relation relation, Optional<List<String>> columns) {
    static TargetTable of(Relation found, CopyFrom statement) {
      if (found.kind() != Relation.Kind.TABLE) {
        throw SpookySqlException.at(
            statement.table().getParserPosition(),
            SqlErrorCode.WRONG_RELATION_KIND,
            found.name(),
            "table");
      }
      if (statement.columns() == null) {
        return new TargetTable(found, Optional.empty());
      }
      List<String> listed =
          statement.columns().stream().map(node -> ((SqlIdentifier) node).getSimple()).toList();
      return new TargetTable(found, Optional.of(listed));
    }

    /** The listed columns; else those that the header names; else all. */
    Values choose(List<String> header) {
      List<String> names = columns.orElseGet(() -> header.isEmpty() ? writable() : header);
      return new Values(names.stream().map(this::column).toList());
    }

    /** All columns but those whose values are always the table's own. */
    private List<String> writable() {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < relation.columns().size(); i++) {
        RelationDetails.Generation generation = relation.details().generation().get(i);
        if (generation == RelationDetails.Generation.GIVEN
            || generation == RelationDetails.Generation.IDENTITY_BY_DEFAULT) {
          names.add(relation.columns().get(i).name());
        }
      }
      return names;
    }

    private Column column(String name) {
      return relation.columns().stream()
          .filter(column -> column.name().equals(name.strip()))
          .findFirst()
          .or(
              () ->
                  relation.columns().stream()
                      .filter(c -> c.name().equalsIgnoreCase(name.strip()))
                      .findFirst())
          .orElseThrow(
              () ->
                  SpookySqlException.of(SqlErrorCode.UNDEFINED_COLUMN, name)
                      .withHint(
                          "list the columns that the file has: COPY "
                              + relation.name()
                              + " (…) FROM …"));
    }
  }
}
