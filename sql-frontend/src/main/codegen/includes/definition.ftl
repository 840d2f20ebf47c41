<#-- SPDX-License-Identifier: Apache-2.0 -->
SqlNode CreateStatement() :
{
    final Span s;
    boolean replace = false;
    boolean materialized = false;
    final SqlNode create;
}
{
    <CREATE> { s = span(); } E()
    [ <OR> <REPLACE> { replace = true; } ]
    (
        <TABLE>
        {
            if (replace) {
                throw SpookySqlException.unsupported("CREATE OR REPLACE TABLE", s.end(this),
                    "DROP the table first, or use CREATE TABLE IF NOT EXISTS");
            }
        }
        create = CreateTable(s)
    |
        [ <MATERIALIZED> { materialized = true; } ]
        <VIEW>
        create = CreateView(s, replace, materialized)
    )
    { return create; }
}

SqlNode CreateTable(Span s) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    final List<ColumnDefinition> columns = new ArrayList<ColumnDefinition>();
    final List<TableConstraint> constraints = new ArrayList<TableConstraint>();
    List<StatementOption> options = ImmutableList.of();
}
{
    ifNotExists = IfNotExists()
    name = CompoundTableIdentifier()
    (
        <LPAREN>
        TableElement(columns, constraints)
        ( <COMMA> TableElement(columns, constraints) )*
        <RPAREN>
    |
        <AS>
        {
            throw SpookySqlException.unsupported("CREATE TABLE AS", getPos(),
                "CREATE TABLE with its columns, then INSERT INTO ... SELECT");
        }
    )
    [ <WITH> options = Options() ]
    {
        return new CreateTable(s.end(this), ifNotExists, name, columns, constraints, options);
    }
}

void TableElement(List<ColumnDefinition> columns, List<TableConstraint> constraints) :
{
}
{
    TableConstraint(constraints)
|
    Column(columns, constraints)
}

void TableConstraint(List<TableConstraint> constraints) :
{
    final Span s = Span.of();
    SqlIdentifier name = null;
    final SqlNodeList columns;
    final SqlNode condition;
    final SqlNode target;
}
{
    [ <CONSTRAINT> { s.add(this); } name = SimpleIdentifier() ]
    (
        <PRIMARY> { s.add(this); } <KEY> columns = ParenthesizedSimpleIdentifierList() {
            constraints.add(
                new TableConstraint(TableConstraint.Kind.PRIMARY_KEY, name, columns, null, s.end(this)));
        }
    |
        <UNIQUE> { s.add(this); } columns = ParenthesizedSimpleIdentifierList() {
            constraints.add(
                new TableConstraint(TableConstraint.Kind.UNIQUE, name, columns, null, s.end(this)));
        }
    |
        <CHECK> { s.add(this); }
        <LPAREN> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> {
            constraints.add(
                new TableConstraint(
                    TableConstraint.Kind.CHECK, name, SqlNodeList.EMPTY, condition, s.end(this)));
        }
    |
        <FOREIGN> { s.add(this); } <KEY> columns = ParenthesizedSimpleIdentifierList()
        target = ForeignKeyTarget() {
            constraints.add(
                new TableConstraint(TableConstraint.Kind.FOREIGN_KEY, name, columns, target, s.end(this)));
        }
    )
}

/** Of what a foreign key points at, only the table is kept: foreign keys are refused. */
SqlNode ForeignKeyTarget() :
{
    final SqlIdentifier table;
}
{
    <REFERENCES> table = CompoundTableIdentifier()
    [ ParenthesizedSimpleIdentifierList() ]
    (
        <ON> ( <DELETE> | <UPDATE> )
        ( <CASCADE> | <RESTRICT> | <NO> <ACTION> | <SET> ( <NULL> | <DEFAULT_> ) )
    )*
    { return table; }
}

void Column(List<ColumnDefinition> columns, List<TableConstraint> constraints) :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
    final ColumnDefinition.Builder column;
}
{
    name = SimpleIdentifier()
    type = DataType()
    { column = new ColumnDefinition.Builder(name, type); }
    ( ColumnConstraint(column, constraints) )*
    { columns.add(column.build(Span.of(name).end(this))); }
}

void ColumnConstraint(ColumnDefinition.Builder column, List<TableConstraint> constraints) :
{
    final Span s = Span.of();
    SqlIdentifier name = null;
    final SqlNodeList columns = SqlNodeList.of(column.name());
    final SqlNode expression;
    final SqlNode target;
}
{
    [ <CONSTRAINT> { s.add(this); } name = SimpleIdentifier() ]
    (
        <NOT> <NULL> { column.notNull(true); }
    |
        <NULL> { column.notNull(false); }
    |
        <DEFAULT_> expression = Expression(ExprContext.ACCEPT_NON_QUERY) {
            column.defaultValue(expression);
        }
    |
        <PRIMARY> { s.add(this); } <KEY> {
            constraints.add(
                new TableConstraint(TableConstraint.Kind.PRIMARY_KEY, name, columns, null, s.end(this)));
        }
    |
        <UNIQUE> { s.add(this); } {
            constraints.add(
                new TableConstraint(TableConstraint.Kind.UNIQUE, name, columns, null, s.end(this)));
        }
    |
        <CHECK> { s.add(this); }
        <LPAREN> expression = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> {
            constraints.add(
                new TableConstraint(
                    TableConstraint.Kind.CHECK, name, SqlNodeList.EMPTY, expression, s.end(this)));
        }
    |
        target = ForeignKeyTarget() { s.add(target);
            constraints.add(
                new TableConstraint(TableConstraint.Kind.FOREIGN_KEY, name, columns, target, s.end(this)));
        }
    |
        <GENERATED> {
            throw SpookySqlException.unsupported("GENERATED column", getPos(),
                "compute the column in a view over the table");
        }
    )
}

SqlNode CreateView(Span s, boolean replace, boolean materialized) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    SqlNodeList columns = null;
    List<StatementOption> options = ImmutableList.of();
    SqlIdentifier onError = null;
    SqlIdentifier action = null;
    final SqlNode query;
    final Token first;
}
{
    ifNotExists = IfNotExists()
    name = CompoundTableIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    [ <ON> onError = SimpleIdentifier() action = SimpleIdentifier() ]
    [ <WITH> options = Options() ]
    <AS>
    { first = getToken(1); }
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    {
        return CreateView.named(name)
            .replace(replace)
            .materialized(materialized)
            .ifNotExists(ifNotExists)
            .columns(columns)
            .options(options)
            .on(onError, action)
            .query(query, stretchFrom(first))
            .build(s.end(this));
    }
}

SqlNode DropStatement() :
{
    final Span s;
    final DropRelations.Kind kind;
    final boolean ifExists;
    final SqlNodeList names;
    boolean cascade = false;
}
{
    <DROP> { s = span(); } E()
    (
        <TABLE> { kind = DropRelations.Kind.TABLE; }
    |
        <VIEW> { kind = DropRelations.Kind.VIEW; }
    |
        <MATERIALIZED> <VIEW> { kind = DropRelations.Kind.MATERIALIZED_VIEW; }
    )
    ifExists = IfExists()
    names = TableNames()
    [ <RESTRICT> | <CASCADE> { cascade = true; } ]
    {
        return new DropRelations(s.end(this), kind, ifExists, names, cascade);
    }
}
