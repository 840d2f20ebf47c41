// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import dev.spooky.planner.unnest.Unnesting;
import dev.spooky.sql.catalog.Catalog;
import dev.spooky.sql.catalog.Entry;
import dev.spooky.sql.catalog.PlainView;
import dev.spooky.sql.catalog.RelationName;
import dev.spooky.sql.catalog.SearchPath;
import dev.spooky.sql.parser.SqlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.jspecify.annotations.Nullable;

/**
 * The planning of one statement: its cluster, what it named, and the types of its parameters. Plans
 * of several trees of the statement share them.
 */
final class Planning {
  private final Catalog catalog;
  private final RelDataTypeFactory types;
  private final RelOptCluster cluster;
  private final CalciteCatalogReader reader;
  private final CalciteCatalogReader viewReader;
  private final Map<RelationName, RelationTable> tables = new HashMap<>();
  private final Set<Entry> dependencies = new LinkedHashSet<>();
  private final Parameters parameters = new Parameters();
  private int viewDepth;

  Planning(Catalog catalog, RelDataTypeFactory types) {
    this.catalog = catalog;
    this.types = types;
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    // Constants are folded nowhere: Calcite's own evaluator has other semantics.
    planner.setExecutor((rex, constants, reduced) -> reduced.addAll(constants));
    this.cluster = RelOptCluster.create(planner, new RexBuilder(types));
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "true");
    CalciteConnectionConfig config = new CalciteConnectionConfigImpl(properties);
    CalciteSchema root = CatalogSchema.root(catalog.schemas(), this::table);
    this.reader = new PathReader(root, catalog.path(), types, config);
    this.viewReader = new PathReader(root, SearchPath.DEFAULT, types, config);
  }

  RelDataTypeFactory types() {
    return types;
  }

  RexBuilder rex() {
    return cluster.getRexBuilder();
  }

  RelOptCluster cluster() {
    return cluster;
  }

  Parameters parameters() {
    return parameters;
  }

  /** What the statement's own text names so far. */
  Set<Entry> dependencies() {
    return dependencies;
  }

  /** Notes that the statement names an entry. */
  void dependsOn(Entry entry) {
    if (viewDepth == 0) {
      dependencies.add(entry);
    }
  }

  private @Nullable Table table(RelationName name) {
    Entry entry = catalog.find(name);
    if (entry == null) {
      return null;
    }
    dependsOn(entry);
    return tables.computeIfAbsent(name, n -> new RelationTable(entry, this));
  }

  /** The texts of views mean the same along every path. */
  private CalciteCatalogReader reader() {
    return viewDepth == 0 ? reader : viewReader;
  }

  SpookyValidator validator() {
    return new SpookyValidator(
        SqlOperatorTables.chain(Functions.TABLE, catalog.functions()), reader(), types);
  }

  SpookyConverter converter(SpookyValidator validator) {
    return converter(validator, new FirstRows());
  }

  private SpookyConverter converter(SpookyValidator validator, FirstRows firstRows) {
    return new SpookyConverter(validator, reader(), cluster, parameters, firstRows);
  }

  /** Refuses constructs that are not supported, and names of schemas that do not exist. */
  void check(SqlNode query) {
    UnsupportedConstructs.check(query);
    catalog.checkSchemas(query);
  }

  /** A query in terms that Calcite knows; {@code firstRows} is told what it does not. */
  static SqlNode rewritten(SqlNode query, FirstRows firstRows) {
    SqlNode ordered = Objects.requireNonNull(query.accept(new OrderedAggregates()));
    SqlNode filtered = Objects.requireNonNull(ordered.accept(new FilteredWindows()));
    return Objects.requireNonNull(filtered.accept(firstRows));
  }

  /** Validates and converts a query, whose tree is used up. */
  Converted query(SqlNode query, SpookyValidator validator) {
    check(query);
    FirstRows firstRows = new FirstRows();
    SqlNode plain = rewritten(query, firstRows);
    SqlNode validated = validator.validate(plain);
    RelRoot root = converter(validator, firstRows).convertQuery(validated, false, true);
    RelNode plan = Unnesting.unnest(root.rel);
    UnsupportedAggregates.check(plan);
    return new Converted(validated, root.withRel(TextWidening.remove(plan)));
  }

  /** A validated tree and its plan. */
  record Converted(SqlNode validated, RelRoot root) {
    /** The plan of just the columns that the query gives. */
    RelNode project() {
      return root.project();
    }
  }

  /** The plan of a view's query, with the view's names of columns. */
  RelNode expand(PlainView view) {
    viewDepth++;
    try {
      SqlNode query = TreeCopy.placeless(SqlText.parseStatement(view.sql()));
      RelNode plan = query(query, validator()).project();
      return named(plan, view.rowType());
    } finally {
      viewDepth--;
    }
  }

  /** The view's names, and its types where what lies below has changed in nullability. */
  private RelNode named(RelNode plan, RelDataType wanted) {
    if (plan.getRowType().equals(wanted)) {
      return plan;
    }
    List<RexNode> columns = new ArrayList<>();
    for (RelDataTypeField field : wanted.getFieldList()) {
      RexNode column = RexInputRef.of(field.getIndex(), plan.getRowType());
      columns.add(
          column.getType().equals(field.getType())
              ? column
              : rex().makeAbstractCast(field.getType(), column, false));
    }
    return LogicalProject.create(plan, List.of(), columns, wanted.getFieldNames(), Set.of());
  }
}
