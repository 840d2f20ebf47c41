// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.system;

import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.SystemView;
import dev.spooky.sql.exec.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The list of the system's views. */
public final class SystemViews {
  private SystemViews() {}

  /** All views of a database. */
  public static List<SystemView> all(Database database, Sessions sessions) {
    Supplier<Columns> columns = () -> new Columns(database.types());
    Catalog catalog = database.catalog();
    List<SystemView> views = new ArrayList<>();
    views.add(Schemata.view(columns.get(), catalog));
    views.add(Tables.view(columns.get(), catalog));
    views.add(TableColumns.view(columns.get(), catalog));
    views.add(Views.view(columns.get(), catalog));
    views.add(TableConstraints.view(columns.get(), catalog));
    views.add(KeyColumns.view(columns.get(), catalog));
    views.add(References.view(columns.get(), catalog));
    views.add(Checks.view(columns.get(), catalog));
    views.add(SuspendedErrors.view(columns.get(), database));
    views.add(Hydrations.view(columns.get(), database));
    views.add(OpenSessions.view(columns.get(), sessions));
    views.add(Transactions.view(columns.get(), sessions));
    views.add(Memory.view(columns.get(), database));
    views.add(SessionSettings.view(columns.get(), sessions));
    return views;
  }
}
