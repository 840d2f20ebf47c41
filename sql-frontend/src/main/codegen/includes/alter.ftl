<#-- SPDX-License-Identifier: Apache-2.0 -->
SqlNode AlterStatement() :
{
    final Span s;
    boolean materialized = false;
    final SqlNode alter;
}
{
    <ALTER> { s = span(); } E()
    (
        <TABLE> alter = AlterTable(s)
    |
        [ <MATERIALIZED> { materialized = true; } ] <VIEW> alter = AlterView(s, materialized)
    )
    { return alter; }
}

SqlNode AlterTable(Span s) :
{
    final boolean ifExists;
    final SqlIdentifier name;
    final List<AlterAction> actions = new ArrayList<AlterAction>();
}
{
    ifExists = IfExists()
    name = CompoundTableIdentifier()
    AlterAction(actions)
    ( <COMMA> AlterAction(actions) )*
    { return new AlterTable(s.end(this), ifExists, name, actions); }
}

void AlterAction(List<AlterAction> actions) :
{
    final SqlIdentifier name;
}
{
    <ADD> AlterAdd(actions)
|
    <DROP> AlterDrop(actions)
|
    <RENAME> AlterRename(actions)
|
    <SET> <SCHEMA> name = SimpleIdentifier() { actions.add(new AlterAction.SetSchema(name)); }
|
    <ALTER> [ LOOKAHEAD(2) <COLUMN> ] name = SimpleIdentifier() AlterColumn(name, actions)
}

void AlterAdd(List<AlterAction> actions) :
{
    boolean ifNotExists = false;
    final List<ColumnDefinition> columns = new ArrayList<ColumnDefinition>();
    final List<TableConstraint> constraints = new ArrayList<TableConstraint>();
}
{
    LOOKAHEAD({ getToken(1).kind == CONSTRAINT || getToken(1).kind == PRIMARY || getToken(1).kind == UNIQUE
        || getToken(1).kind == CHECK || getToken(1).kind == FOREIGN })
    TableConstraint(constraints)
    { actions.add(new AlterAction.AddConstraint(constraints.get(0))); }
|
    [ LOOKAHEAD(2) <COLUMN> ]
    ifNotExists = IfNotExists()
    Column(columns, constraints)
    { actions.add(new AlterAction.AddColumn(ifNotExists, columns.get(0), constraints)); }
}

void AlterDrop(List<AlterAction> actions) :
{
    final boolean ifExists;
    final SqlIdentifier name;
    boolean constraint = false;
    boolean cascade = false;
}
{
    (
        <CONSTRAINT> { constraint = true; }
    |
        [ LOOKAHEAD(2) <COLUMN> ]
    )
    ifExists = IfExists()
    name = SimpleIdentifier()
    [ <RESTRICT> | <CASCADE> { cascade = true; } ]
    {
        actions.add(
            constraint
                ? new AlterAction.DropConstraint(ifExists, name, cascade)
                : new AlterAction.DropColumn(ifExists, name, cascade));
    }
}

void AlterRename(List<AlterAction> actions) :
{
    final SqlIdentifier from;
    final SqlIdentifier to;
}
{
    <TO> to = SimpleIdentifier() { actions.add(new AlterAction.RenameTo(to)); }
|
    [ LOOKAHEAD(2) <COLUMN> ] from = SimpleIdentifier() <TO> to = SimpleIdentifier()
    { actions.add(new AlterAction.RenameColumn(from, to)); }
}

void AlterColumn(SqlIdentifier name, List<AlterAction> actions) :
{
    final SqlNode value;
}
{
    <SET>
    (
        <NOT> <NULL> { actions.add(new AlterAction.SetNotNull(name, true)); }
    |
        <DEFAULT_> value = Expression(ExprContext.ACCEPT_NON_QUERY)
        { actions.add(new AlterAction.SetDefault(name, value)); }
    )
|
    <DROP>
    (
        <NOT> <NULL> { actions.add(new AlterAction.SetNotNull(name, false)); }
    |
        <DEFAULT_> { actions.add(new AlterAction.SetDefault(name, null)); }
    )
}

SqlNode AlterView(Span s, boolean materialized) :
{
    final boolean ifExists;
    final SqlIdentifier name;
    final SqlIdentifier to;
    boolean toSchema = false;
}
{
    ifExists = IfExists()
    name = CompoundTableIdentifier()
    (
        <RENAME> <TO> to = SimpleIdentifier()
    |
        <SET> <SCHEMA> to = SimpleIdentifier() { toSchema = true; }
    )
    { return new RenameView(s.end(this), materialized, ifExists, name, to, toSchema); }
}

SqlNode CommentStatement() :
{
    final Span s;
    final CommentOn.Kind kind;
    final SqlIdentifier name;
    SqlNode text = null;
}
{
    <COMMENT> { s = span(); } E()
    <ON>
    (
        <TABLE> { kind = CommentOn.Kind.TABLE; }
    |
        [ <MATERIALIZED> ] <VIEW> { kind = CommentOn.Kind.VIEW; }
    |
        <COLUMN> { kind = CommentOn.Kind.COLUMN; }
    )
    name = CompoundIdentifier()
    <IS>
    ( <NULL> | text = StringLiteral() )
    { return new CommentOn(s.end(this), kind, name, text); }
}
