// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import dev.spooky.cli.print.Text;
import dev.spooky.cli.print.TextTable;
import dev.spooky.cli.print.TypeText;
import dev.spooky.engine.Column;
import dev.spooky.engine.Relation;
import dev.spooky.engine.Session;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The command {@code \d}: what tables and views there are, and what one of them looks like. */
final class Describe {
  private final Session session;
  private final Console console;

  Describe(Session session, Console console) {
    this.session = session;
    this.console = console;
  }

  Commands.Result run(String name) {
    return name.isEmpty() ? all() : one(name);
  }

  private Commands.Result all() {
    List<Relation> relations =
        session.relations().stream()
            .sorted(Comparator.comparing(Relation::kind).thenComparing(Relation::name))
            .toList();
    PrintWriter out = console.out();
    if (relations.isEmpty()) {
      out.println("There are no tables or views yet.");
      out.flush();
      return Commands.Result.DONE;
    }
    TextTable table = TextTable.ofTexts(console.style(), "name", "kind", "columns");
    relations.forEach(
        relation ->
            table.add(
                List.of(
                    shown(relation),
                    kind(relation),
                    String.join(", ", relation.columns().stream().map(Column::name).toList()))));
    TextPrinting.print(out, table);
    return Commands.Result.DONE;
  }

  private Commands.Result one(String name) {
    String wanted = fold(name);
    List<Relation> found =
        Stream.concat(session.relations().stream(), session.systemRelations().stream())
            .filter(r -> r.name().equals(wanted) || shown(r).equals(wanted))
            .toList();
    PrintWriter out = console.out();
    if (found.isEmpty()) {
      out.println(
          console.style().red("ERROR")
              + ": there is no table or view '"
              + Text.printable(wanted)
              + "'");
      out.flush();
      return Commands.Result.FAILED;
    }
    describe(found.get(0));
    return Commands.Result.DONE;
  }

  private void describe(Relation relation) {
    PrintWriter out = console.out();
    out.println(console.style().bold(kind(relation) + " " + Text.printable(shown(relation))));
    TextTable table =
        TextTable.ofTexts(console.style(), "column", "type", "null", "key", "default");
    for (int i = 0; i < relation.columns().size(); i++) {
      Column column = relation.columns().get(i);
      int key = relation.primaryKey().indexOf(column.name());
      table.add(
          List.of(
              column.name(),
              TypeText.of(column),
              column.nullable() ? "" : "not null",
              key < 0 ? "" : Integer.toString(key + 1),
              i < relation.defaults().size() ? relation.defaults().get(i) : ""));
    }
    TextPrinting.print(out, table);
    if (!relation.definition().isEmpty()) {
      out.println(console.style().dim("as"));
      relation.definition().lines().forEach(line -> out.println("  " + Text.printable(line)));
    }
    out.flush();
  }

  private static String kind(Relation relation) {
    return switch (relation.kind()) {
      case TABLE -> "table";
      case VIEW -> "view";
      case MATERIALIZED_VIEW -> "materialized view";
      case SYSTEM_VIEW -> "system view";
    };
  }

  /** Its name, with the schema unless that is the one that every database has. */
  private static String shown(Relation relation) {
    return relation.schema().equals("public")
        ? relation.name()
        : relation.schema() + "." + relation.name();
  }

  /** A name as the parser takes it: lower case unless it stands between quotes. */
  private static String fold(String name) {
    return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name.toLowerCase(Locale.ROOT);
  }
}
