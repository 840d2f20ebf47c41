<#-- SPDX-License-Identifier: Apache-2.0 -->
SqlNode CreateStatement() :
{
    final Span s;
    boolean replace = false;
    boolean unique = false;
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
        [ <UNIQUE> { unique = true; } ]
        <INDEX>
        create = CreateIndex(s, unique)
    |
        <SCHEMA>
        create = CreateSchema(s)
    |
        <FUNCTION>
        {
            if (replace) {
                throw SpookySqlException.unsupported("CREATE OR REPLACE FUNCTION", s.end(this),
                    "DROP the function first, or use CREATE FUNCTION IF NOT EXISTS");
            }
        }
        create = CreateFunction(s)
    |
        [ <MATERIALIZED> { materialized = true; } ]
        <VIEW>
        create = CreateView(s, replace, materialized)
    )
    { return create; }
}

SqlNode CreateIndex(Span s, boolean unique) :
{
    boolean ifNotExists = false;
    SqlIdentifier name = null;
    final SqlIdentifier relation;
    final SqlNodeList columns;
}
{
    [
        LOOKAHEAD({ getToken(1).kind != ON })
        ifNotExists = IfNotExists()
        name = CompoundTableIdentifier()
    ]
    <ON> relation = CompoundTableIdentifier()
    columns = IndexColumns()
    {
        return new CreateIndex(s.end(this), unique, ifNotExists, name, relation, columns);
    }
}

/** Columns of an index. It finds equal values, so that an order is read and means nothing. */
SqlNodeList IndexColumns() :
{
    final Span s;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
}
{
    <LPAREN> { s = span(); }
    IndexColumn(columns)
    ( <COMMA> IndexColumn(columns) )*
    <RPAREN> { return new SqlNodeList(columns, s.end(this)); }
}

void IndexColumn(List<SqlNode> columns) :
{
    final SqlIdentifier column;
}
{
    column = SimpleIdentifier() { columns.add(column); }
    [ <ASC> | <DESC> ]
    [ <NULLS> ( <FIRST> | <LAST> ) ]
}

SqlNode CreateSchema(Span s) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
}
{
    ifNotExists = IfNotExists()
    name = SimpleIdentifier()
    {
        return new CreateSchema(s.end(this), ifNotExists, name);
    }
}

SqlNode CreateFunction(Span s) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    final SqlNode method;
}
{
    ifNotExists = IfNotExists()
    name = SimpleIdentifier()
    <AS>
    method = StringLiteral()
    {
        return new CreateFunction(s.end(this), ifNotExists, name, method);
    }
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
    final TableConstraint constraint;
}
{
    [ <CONSTRAINT> { s.add(this); } name = SimpleIdentifier() ]
    constraint = TableConstraintBody(s, name)
    { constraints.add(constraint); }
}

TableConstraint TableConstraintBody(Span s, SqlIdentifier name) :
{
    final SqlNodeList columns;
    final SqlNode condition;
    final ForeignKeyTarget target;
}
{
    <PRIMARY> { s.add(this); } <KEY> columns = ParenthesizedSimpleIdentifierList() {
        return TableConstraint.key(TableConstraint.Kind.PRIMARY_KEY, name, columns, s.end(this));
    }
|
    <UNIQUE> { s.add(this); } columns = ParenthesizedSimpleIdentifierList() {
        return TableConstraint.key(TableConstraint.Kind.UNIQUE, name, columns, s.end(this));
    }
|
    <CHECK> { s.add(this); }
    <LPAREN> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> {
        return TableConstraint.check(name, condition, s.end(this));
    }
|
    <FOREIGN> { s.add(this); } <KEY> columns = ParenthesizedSimpleIdentifierList()
    target = ForeignKeyTarget() {
        return TableConstraint.foreignKey(name, columns, target, s.end(this));
    }
}

ForeignKeyTarget ForeignKeyTarget() :
{
    final Span s;
    final SqlIdentifier table;
    SqlNodeList columns = null;
    ForeignKeyTarget.Action action;
    ForeignKeyTarget.Action onDelete = ForeignKeyTarget.Action.NO_ACTION;
    ForeignKeyTarget.Action onUpdate = ForeignKeyTarget.Action.NO_ACTION;
    boolean delete;
}
{
    <REFERENCES> { s = span(); } table = CompoundTableIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    (
        <ON> ( <DELETE> { delete = true; } | <UPDATE> { delete = false; } )
        action = ForeignKeyAction()
        {
            if (delete) {
                onDelete = action;
            } else {
                onUpdate = action;
            }
        }
    )*
    { return new ForeignKeyTarget(table, columns, onDelete, onUpdate, s.end(this)); }
}

ForeignKeyTarget.Action ForeignKeyAction() :
{
}
{
    <CASCADE> { return ForeignKeyTarget.Action.CASCADE; }
|
    <RESTRICT> { return ForeignKeyTarget.Action.RESTRICT; }
|
    <NO> <ACTION> { return ForeignKeyTarget.Action.NO_ACTION; }
|
    <SET>
    (
        <NULL> { return ForeignKeyTarget.Action.SET_NULL; }
    |
        <DEFAULT_> { return ForeignKeyTarget.Action.SET_DEFAULT; }
    )
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
    final ForeignKeyTarget target;
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
                TableConstraint.key(
                    TableConstraint.Kind.PRIMARY_KEY, name, columns, s.end(this)));
        }
    |
        <UNIQUE> { s.add(this); } {
            constraints.add(
                TableConstraint.key(TableConstraint.Kind.UNIQUE, name, columns, s.end(this)));
        }
    |
        <CHECK> { s.add(this); }
        <LPAREN> expression = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> {
            constraints.add(TableConstraint.check(name, expression, s.end(this)));
        }
    |
        target = ForeignKeyTarget() { s.add(target.position());
            constraints.add(TableConstraint.foreignKey(name, columns, target, s.end(this)));
        }
    |
        GeneratedColumn(column)
    )
}

void GeneratedColumn(ColumnDefinition.Builder column) :
{
    final SqlNode expression;
    boolean always = true;
}
{
    <GENERATED>
    ( <ALWAYS> | <BY> <DEFAULT_> { always = false; } )
    <AS>
    (
        <IDENTITY> { column.identity(always); }
    |
        <LPAREN> expression = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> <STORED>
        {
            if (!always) {
                throw SpookySqlException.unsupported(
                    "GENERATED BY DEFAULT AS (expression)", expression.getParserPosition(),
                    "write GENERATED ALWAYS AS (expression) STORED");
            }
            column.generatedAs(expression);
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
    |
        <INDEX> { kind = DropRelations.Kind.INDEX; }
    |
        <SCHEMA> { kind = DropRelations.Kind.SCHEMA; }
    |
        <FUNCTION> { kind = DropRelations.Kind.FUNCTION; }
    )
    ifExists = IfExists()
    names = TableNames()
    [ <RESTRICT> | <CASCADE> { cascade = true; } ]
    {
        return new DropRelations(s.end(this), kind, ifExists, names, cascade);
    }
}
