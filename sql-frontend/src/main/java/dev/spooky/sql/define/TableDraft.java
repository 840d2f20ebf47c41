// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.define;

import dev.spooky.sql.ast.ColumnDefinition;
import dev.spooky.sql.ast.TableConstraint;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.ColumnRule;
import dev.spooky.sql.catalog.Constraint;
import dev.spooky.sql.catalog.IdentitySequence;
import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.catalog.TableDefinition;
import dev.spooky.sql.catalog.TableEntry;
import dev.spooky.sql.catalog.TableKind;
import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import dev.spooky.sql.plan.SqlFrontend;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * A table that is being defined or altered. Columns are known by their names here, and expressions
 * by their trees, so that columns come, go and change their names freely; {@link #finish} turns
 * names into ordinals and trees into plans.
 */
public final class TableDraft {
  private final SqlFrontend frontend;
  private final RelDataTypeFactory types;
  private final long number;
  private RelationName name;
  private TableKind kind = TableKind.STORED;
  private final List<DraftColumn> columns = new ArrayList<>();
  private final List<DraftConstraint> constraints = new ArrayList<>();

  /** A table without columns. */
  public TableDraft(
      SqlFrontend frontend, RelDataTypeFactory types, long number, RelationName name) {
    this.frontend = frontend;
    this.types = types;
    this.number = number;
    this.name = name;
  }

  /** A table as it is. */
  static TableDraft of(
      TableEntry table, Catalog catalog, SqlFrontend frontend, RelDataTypeFactory types) {
    TableDraft draft = new TableDraft(frontend, types, table.number(), table.fullName());
    TableDefinition definition = table.definition();
    draft.kind = definition.kind();
    for (RelDataTypeField field : definition.rowType().getFieldList()) {
      ColumnRule rule = definition.rules().get(field.getIndex());
      ColumnRule.Generated generated = rule.generated();
      draft.columns.add(
          new DraftColumn(
              field.getName(),
              field.getType(),
              rule.defaultValue(),
              rule.identity(),
              rule.always(),
              generated == null ? null : generated.written(),
              field.getIndex()));
    }
    for (Constraint constraint : definition.constraints()) {
      draft.constraints.add(DraftConstraints.of(constraint, table, catalog));
    }
    return draft;
  }

  RelDataTypeFactory types() {
    return types;
  }

  SqlFrontend frontend() {
    return frontend;
  }

  long number() {
    return number;
  }

  String name() {
    return name.name();
  }

  RelationName fullName() {
    return name;
  }

  void rename(RelationName to) {
    name = to;
  }

  List<DraftColumn> columns() {
    return columns;
  }

  List<DraftConstraint> constraints() {
    return constraints;
  }

  /** Ordinal of a column that must exist. */
  int column(SqlIdentifier wanted) {
    int found = find(wanted.getSimple());
    if (found < 0) {
      throw SpookySqlException.at(
          wanted.getParserPosition(), SqlErrorCode.UNDEFINED_COLUMN, wanted.getSimple());
    }
    return found;
  }

  int find(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  /** Adds a column without its constraints. */
  public void add(ColumnDefinition column) {
    String simple = column.name().getSimple();
    if (find(simple) >= 0) {
      throw SpookySqlException.at(
          column.name().getParserPosition(), SqlErrorCode.DUPLICATE_COLUMN, simple);
    }
    ColumnDefinition.Identity identity = column.identity();
    boolean numbered = identity != ColumnDefinition.Identity.NONE;
    RelDataType type = frontend.type(column.type(), !column.notNull() && !numbered);
    SqlNode value = column.defaultValue();
    if (value != null) {
      frontend.defaultValue(value, type);
    }
    GeneratedColumns.check(column, type);
    columns.add(
        new DraftColumn(
            simple,
            type,
            value,
            numbered ? new IdentitySequence() : null,
            identity == ColumnDefinition.Identity.ALWAYS,
            column.generated(),
            -1));
  }

  /** Says what is kept of the rows. */
  public void keep(TableKind kept) {
    kind = kept;
  }

  /** Adds a constraint; {@code catalog} has the tables that foreign keys reference. */
  public void add(TableConstraint constraint, Catalog catalog) {
    if (kind.isStream() && constraint.kind() != TableConstraint.Kind.CHECK) {
      throw SpookySqlException.unsupported(
          "a key or reference of table '" + name.name() + "', whose rows are not stored",
          constraint.position(),
          "leave it out, or make the table without STORED = FALSE");
    }
    constraints.add(DraftConstraints.of(constraint, this, catalog));
    if (constraint.kind() == TableConstraint.Kind.PRIMARY_KEY) {
      for (SqlNode column : constraint.columns()) {
        setNullable(column((SqlIdentifier) column), false);
      }
    }
  }

  void setNullable(int column, boolean nullable) {
    DraftColumn old = columns.get(column);
    columns.set(column, old.withType(types.createTypeWithNullability(old.type(), nullable)));
  }

  /** The finished definition; {@code catalog} has the tables that foreign keys reference. */
  public TableDefinition finish(Catalog catalog) {
    RelDataTypeFactory.Builder builder = types.builder();
    columns.forEach(column -> builder.add(column.name(), column.type()));
    RelDataType rowType = builder.build();
    List<ColumnRule> rules = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      DraftColumn column = columns.get(i);
      SqlNode written = column.generated();
      ColumnRule.Generated generated =
          written == null
              ? null
              : new ColumnRule.Generated(
                  ordinals(ColumnNames.in(written)),
                  SqlFrontend.placeless(written),
                  frontend.generated(written, name.name(), rowType, rowType.getFieldList().get(i)));
      rules.add(
          new ColumnRule(column.defaultValue(), column.identity(), column.always(), generated));
    }
    GeneratedColumns.checkReads(rules, this);
    List<Constraint> finished = new ArrayList<>();
    for (DraftConstraint constraint : constraints) {
      finished.add(DraftConstraints.finish(constraint, this, rowType, catalog));
    }
    return new TableDefinition(rowType, rules, finished, kind);
  }

  List<Integer> ordinals(Set<String> names) {
    List<Integer> ordinals = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (names.contains(columns.get(i).name())) {
        ordinals.add(i);
      }
    }
    return ordinals;
  }

  List<Integer> ordinals(List<String> names) {
    return names.stream().map(this::find).toList();
  }
}
